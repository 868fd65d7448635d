/// How late and how busy the load generator itself was.
public struct GeneratorHealth: Hashable, Codable, Sendable {
    /// From the instant at which a request was due to its start, without users' first requests.
    public var startDelay = HistogramSnapshot()
    /// How long a loop was busy between two polls: what arrives meanwhile is seen that much late.
    public var turn = HistogramSnapshot()
    /// Processor time of the loops.
    package var processorNanoseconds: Int64 = 0
    /// The most memory that the process had in use, what it did before the run included.
    public var peakMemoryBytes: Int64 = 0
    /// Connections that the server closed while they were idle.
    public var idleClosed: UInt64 = 0
    /// Passes of a ``Pace`` that came too late and were caught up.
    public var overruns: UInt64 = 0
    /// The longest time that code of a scenario kept a loop from everything else, by scenario, in
    /// nanoseconds; only what is above 50 ms.
    package var blockedNanoseconds: [String: Int64] = [:]
    /// Requests that could not be sent since the generator had no descriptor or port left.
    ///
    /// They say nothing about the server and are counted nowhere else.
    public var failures: [FailureCause: UInt64] = [:]

    package init() {}

    /// The processor time that the threads of the load generator used.
    public var processorTime: Duration { .nanoseconds(processorNanoseconds) }

    /// What the generator may have added to a p99: the p99 of late starts and that of turns.
    public var delay: Duration? {
        guard let delay = startDelay.percentile(99), let turn = turn.percentile(99) else {
            return nil
        }
        return delay + turn
    }

    package mutating func merge(_ other: GeneratorHealth) {
        startDelay.merge(other.startDelay)
        turn.merge(other.turn)
        processorNanoseconds += other.processorNanoseconds
        peakMemoryBytes = max(peakMemoryBytes, other.peakMemoryBytes)
        idleClosed += other.idleClosed
        overruns += other.overruns
        blockedNanoseconds.merge(other.blockedNanoseconds, uniquingKeysWith: max)
        failures.merge(other.failures, uniquingKeysWith: +)
    }
}
