extension StringProtocol {
    /// Without spaces, tabs and line ends on both sides.
    package var trimmingBlanks: String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0.isNewline }
        var end = endIndex
        // Not by `dropLast`, which walks to the end from the start here.
        while end > startIndex, isBlank(self[index(before: end)]) { end = index(before: end) }
        return String(self[..<end].drop(while: isBlank))
    }
}
