import LoadTestingMacrosFree

extension ProgramCompiler {
    /// The number of the row of a label and its tags in the group that is being compiled, a new one
    /// where it was not known.
    mutating func row(
        _ label: String, tags: [String] = [], isTransaction: Bool = false
    ) -> Int32 {
        for tag in tags {
            problems.checkText(tag, of: "a tag of \"\(label.printable)\"")
        }
        let known = program.rows.first { $0.label == label }
        if known?.isTransaction == !isTransaction {
            report(
                .invalidPlan,
                "\"\(label.printable)\" is the name of a request and of a transaction",
                "give one of them another name")
        }
        let row = ProgramRow(
            label: label, group: Int32(program.groups.count), tags: Set(tags).sorted(),
            isTransaction: known?.isTransaction ?? isTransaction)
        if let number = program.rows.firstIndex(of: row) { return Int32(number) }
        program.rows.append(row)
        return Int32(program.rows.count - 1)
    }
}
