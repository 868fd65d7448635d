/// An event of a plan; times are seconds since the start of the run.
struct SummaryEvent: Encodable {
    private let name: String
    private let plannedTime: Double
    /// `nil` where the load was over before.
    private let time: Double?
    /// The instant at which it was undone before the load's end.
    private let endTime: Double?
    private let processes: [Int32]
    /// The reason that it was not done.
    private let problem: String?

    init(_ event: EventRecord) {
        name = event.name.printable
        plannedTime = Double(event.plannedNanoseconds) / 1e9
        time = event.nanoseconds.map { Double($0) / 1e9 }
        endTime = event.undoneNanoseconds.map { Double($0) / 1e9 }
        processes = event.processes
        problem = event.problem?.printable
    }
}
