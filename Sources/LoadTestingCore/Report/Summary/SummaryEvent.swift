/// An event of a plan; times are seconds since the start of the run.
struct SummaryEvent: Encodable {
    /// The recovery after it, in seconds.
    private struct Recovery: Encodable {
        var watched: Int
        /// `nil` where the budgets did not hold again.
        var duration: Int?
        /// The metric that missed its budget before the event, too.
        var missBefore: String?
    }

    private let name: String
    /// The name that the plan gives it.
    private let event: String?
    private let plannedTime: Double
    /// `nil` where the load was over before.
    private let time: Double?
    /// The instant at which it was undone before the load's end.
    private let endTime: Double?
    private let processes: [Int32]
    /// The reason that it was not done.
    private let problem: String?
    private let recovery: Recovery?

    init(_ event: EventRecord) {
        name = event.name.printable
        self.event = event.event?.printable
        plannedTime = Double(event.plannedNanoseconds) / 1e9
        time = event.nanoseconds.map { Double($0) / 1e9 }
        endTime = event.undoneNanoseconds.map { Double($0) / 1e9 }
        processes = event.processes
        problem = event.problem?.printable
        recovery = event.recovery.map {
            Recovery(
                watched: $0.watched, duration: $0.seconds, missBefore: $0.missBefore?.printable)
        }
    }
}
