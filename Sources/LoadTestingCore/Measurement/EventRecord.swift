/// An event of a plan, as it came about.
package struct EventRecord: Hashable, Codable, Sendable {
    /// The time after an event until the plan's budgets held again.
    package struct Recovery: Hashable, Codable, Sendable {
        /// The whole seconds that were watched.
        package var watched: Int
        /// The seconds until the budgets held for the rest of that time, rounded up; `nil` where
        /// they did not.
        package var seconds: Int?
        /// The metric whose budget did not hold before the event either.
        package var missBefore: String?

        package init(watched: Int, seconds: Int?, missBefore: String? = nil) {
            self.watched = watched
            self.seconds = seconds
            self.missBefore = missBefore
        }
    }

    /// The action, as a command: `kill worker 1 of uvicorn`.
    package var name: String
    /// The name of the event that the action is of; `nil` where the plan gives it none.
    package var event: String?
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
    /// The recovery after the event, with the last of its actions; `nil` without a budget that says
    /// what has to hold.
    package var recovery: Recovery?

    package init(_ name: String, of event: String? = nil, plannedNanoseconds: Int64) {
        self.name = name
        self.event = event
        self.plannedNanoseconds = plannedNanoseconds
    }

    /// Whether it was done.
    package var isDone: Bool { nanoseconds != nil && problem == nil }
}
