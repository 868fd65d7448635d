import LoadTestingMacrosFree

extension ConsoleReport {
    /// A line for each event of the plan.
    var events: [String] {
        result.snapshot.events.enumerated().map { index, event in
            (index == 0 ? "events" : "").padded(to: 11) + event.text.printable
        }
    }
}

extension EventRecord {
    /// The event, for reports: `at 10 s kill worker 1 of uvicorn (process 4711)`.
    var text: String {
        let instant = NumberText.duration(nanoseconds: nanoseconds ?? plannedNanoseconds)
        let whom =
            processes.isEmpty
            ? ""
            : " (process" + (processes.count > 1 ? "es " : " ")
                + processes.map(String.init).joined(separator: ", ") + ")"
        let end = undoneNanoseconds.map { ", until \(NumberText.duration(nanoseconds: $0))" } ?? ""
        let why = problem.map { ": \($0)" } ?? (nanoseconds == nil ? ": the load was over" : "")
        return "at \(instant) \(name)\(whom)\(end)\(why)"
    }
}
