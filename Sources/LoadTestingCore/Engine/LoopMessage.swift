/// A message from a loop to the collector.
package enum LoopMessage: Sendable {
    /// A second is over.
    case interval(LoopInterval)
    /// The plan ends the load.
    case stopRequested(RunEnd)
    /// All users of the loop have ended.
    case ended(LoopEnding)
}

/// The measurements of a loop in one second.
package struct LoopInterval: Sendable {
    /// The number of the loop.
    package var loop: Int
    /// The second, from the run's start.
    package var second: Int
    /// Whether the loop ran to the second's end.
    package var isWhole = true
    /// Passed on: the loop no longer touches it.
    package var recorder: Recorder
    /// Processor time of the loop's thread.
    package var processorNanoseconds: Int64
    package var thread: ThreadLoad
    /// Times without an answer that ended in it.
    package var stalls: [ServerStall]
    /// The maximum users of the loop active at once.
    package var activeUsers: Int
    /// The minimum users of the closed kind active at once.
    package var minActiveUsers: Int
    /// Users that started in it, and users that ended.
    package var startedUsers = 0
    package var endedUsers = 0
    package var examples: [FailedExchange]
    /// The maximum time that a scenario blocked the loop, by its name.
    package var blockedNanoseconds: [String: Int64]
    /// The bytes on the wire, in functional mode.
    package var transcripts: [ExchangeTranscript]
}

/// The state of a loop at its end.
package struct LoopEnding: Sendable {
    package var unstartedUsers = 0
    package var arrivals = ArrivalCounts()
    /// By group.
    package var loads: [LoopLoad] = []
    /// The use of each address of names that have several.
    package var addresses: [AddressUse] = []
    /// Exchanges under way when the run was aborted.
    package var abandonedExchanges = 0
    /// Whether users were stopped by the run's limit.
    package var reachedLimit = false
    /// The slots of the last user, by number.
    package var slots: [(any Sendable)?] = []
}
