import LoadTestingMacrosFree

/// Problems in the order in which they were found, each once.
extension [Problem] {
    mutating func report(_ problem: Problem) {
        if !contains(problem) { append(problem) }
    }

    mutating func report(_ problems: [Problem]) {
        for problem in problems { report(problem) }
    }

    mutating func report(_ code: LoadTestError.Code, _ message: String, _ remedy: String) {
        report(Problem(code, message, remedy: remedy))
    }

    // MARK: - Texts

    /// Reports a text that can't be a name in tables and files.
    mutating func checkText(_ text: String, of subject: String) {
        if text.isEmpty { report(.invalidPlan, "\(subject) is empty", "give it a name") }
        if text.holdsControls {
            report(
                .invalidPlan, "\(subject) \"\(text.printable)\" holds a control character",
                "use printable characters; tables and files hold it on one line")
        }
        checkMarker(in: text, of: subject)
    }

    /// Reports a slot that was interpolated into an ordinary string: it has no value there.
    mutating func checkMarker(in text: String, of subject: String) {
        guard let name = SlotMarker.slotName(in: text) else { return }
        report(
            .invalidPlan,
            "\(subject) holds the slot \"\(name.printable)\" as ordinary text: it has no value in a"
                + " String",
            "interpolate it in the literal itself, where a path, header, query, body or check is"
                + " taken")
    }

    /// Reports that a member of a slot's value is to be filled.
    mutating func reportMember(_ name: String, of subject: String) {
        report(
            .invalidPlan, "\(subject) fills \(name), which is a member of a slot's value",
            "fill the whole slot, or a slot of its own")
    }
}
