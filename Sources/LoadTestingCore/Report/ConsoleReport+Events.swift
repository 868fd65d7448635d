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
        let after = recovery.map { "; \($0.text(isUndone: undoneNanoseconds != nil))" } ?? ""
        return "at \(instant) \(name)\(whom)\(end)\(why)\(after)"
    }
}

extension EventRecord.Recovery {
    /// The recovery in words, such as `the budgets held again 2 s later`.
    fileprivate func text(isUndone: Bool) -> String {
        if let missBefore { return "the budgets did not hold before it: \(missBefore)" }
        let event = isUndone ? "that" : "it"
        return switch seconds {
        case nil where watched == 0: "the budgets were not watched for a second after \(event)"
        case nil: "the budgets did not hold again in the \(watched) s after \(event)"
        case 0: "the budgets held after \(event)"
        case let seconds?: "the budgets held again \(seconds) s after \(event)"
        }
    }
}

extension BudgetWords {
    /// The time after an event until the other budgets held again.
    func ofRecovery(_ record: EventRecord) -> FindingText {
        let measured = finding.measured.map { "was \($0)" } ?? "was not seen"
        return FindingText(
            detail: record.text,
            message: "\(metric) \(measured), budget \(limit): \(record.text)")
    }
}
