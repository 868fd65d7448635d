/// What a loop tells the collector.
package enum LoopReport: Sendable {
    /// A second is over.
    case interval(LoopInterval)
    /// The plan ends the load.
    case stopRequested(RunEnd)
    /// All users of the loop have ended.
    case ended(LoopEnding)
}

/// What a loop measured in one second.
package struct LoopInterval: Sendable {
    /// The number of the loop.
    package var loop: Int
    /// The second, from the run's start.
    package var second: Int
    /// Whether the loop went on to the second's end.
    package var isWhole = true
    /// Handed over: the loop no longer touches it.
    package var recorder: Recorder
    /// Processor time of the loop's thread.
    package var processorNanoseconds: Int64
    package var thread: ThreadLoad
    /// Times without an answer that ended in it.
    package var stalls: [ServerStall]
    /// The most users of the loop that were active at once.
    package var activeUsers: Int
    /// The fewest users of the closed kind that were active at once.
    package var minActiveUsers: Int
    package var examples: [FailedExchange]
    /// The longest time that a scenario kept the loop, by its name.
    package var blockedNanoseconds: [String: Int64]
    /// What went over the wire, in functional mode.
    package var transcripts: [ExchangeTranscript]
}

/// How a loop ended.
package struct LoopEnding: Sendable {
    package var unstartedUsers = 0
    package var arrivals = ArrivalCounts()
    /// By group.
    package var loads: [LoopLoad] = []
    /// What came of the addresses of names that have several.
    package var addresses: [AddressUse] = []
    /// Exchanges under way when the run was aborted.
    package var abandonedExchanges = 0
    /// Whether users were stopped by the run's limit.
    package var reachedLimit = false
    /// What the slots of the last user held, by number.
    package var slots: [(any Sendable)?] = []
}
