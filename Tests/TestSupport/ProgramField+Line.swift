package import LoadTestingCore

extension ProgramField {
    /// The field as it is written, slots as `{name}`.
    package var line: String { "\(name): \(value.pattern)" }

    /// A field of a line without slots.
    package init(line: String) {
        let name = line.prefix { $0 != ":" }
        let value = line.dropFirst(name.count + 1).drop { $0 == " " }
        self.init(String(name), ProgramText(String(value)))
    }
}
