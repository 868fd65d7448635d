extension StringProtocol {
    /// Without spaces, tabs and line ends on both sides.
    package var trimmingBlanks: String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0.isNewline }
        var rest = self[...]
        while let last = rest.last, isBlank(last) { rest = rest.dropLast() }
        return String(rest.drop(while: isBlank))
    }
}
