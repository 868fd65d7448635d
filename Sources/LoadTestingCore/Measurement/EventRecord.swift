/// An event of a plan, as it came about.
package struct EventRecord: Hashable, Codable, Sendable {
    /// The action, as a command: `kill worker 1 of uvicorn`.
    package var name: String
    /// The instant that the plan states, since the start of the run.
    package var plannedNanoseconds: Int64
    /// The instant at which it was done; `nil` where the load was over before.
    package var nanoseconds: Int64?
    /// The instant at which it was undone, where the plan states one and the load lasted.
    package var undoneNanoseconds: Int64?
    /// The processes that it was done to.
    package var processes: [Int32] = []
    /// Whether these were ended.
    package var endsProcesses = false
    /// The reason that it could not be done.
    package var problem: String?

    package init(_ name: String, plannedNanoseconds: Int64) {
        self.name = name
        self.plannedNanoseconds = plannedNanoseconds
    }

    /// Whether it was done.
    package var isDone: Bool { nanoseconds != nil && problem == nil }
}
