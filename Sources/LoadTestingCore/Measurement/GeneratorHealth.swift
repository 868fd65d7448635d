/// The lateness and utilization of the load generator itself.
public struct GeneratorHealth: Hashable, Codable, Sendable {
    /// The lateness of starts that the generator itself caused: from the instant at which a request
    /// was due, and its user free for it, to its start.
    public package(set) var startDelay = HistogramSnapshot()
    /// From the instant at which an arrival was due to the start of its first request, those that
    /// waited for a free user included.
    public package(set) var arrivalDelay = HistogramSnapshot()
    /// The part of that which is not the wait for a free user.
    public package(set) var ownArrivalDelay = HistogramSnapshot()
    /// The time that a loop was busy between two polls, or waited for a processor after one.
    ///
    /// Events that arrive meanwhile are seen that much late.
    public package(set) var tick = HistogramSnapshot()
    /// Processor time of the loops.
    package var processorNanoseconds: Int64 = 0
    /// The utilization of the loops' threads.
    package var threads = ThreadLoad()
    /// The utilization of the machine.
    package var machine = MachineLoad()
    /// The longest stall of the process, or of the machine; at least 0.
    package var longestGapNanoseconds: Int64 = 0
    /// The total time of stalls above 5 ms.
    package var gapNanoseconds: Int64 = 0
    /// The time that a quota of processor time throttled the process, where it has one.
    package var throttling = CgroupThrottling()
    /// The approximate maximum of descriptors that the process had open; `nil` where it is unknown.
    public package(set) var openDescriptors: Int?
    /// The maximum of TCP sockets that the system had in use or in TIME_WAIT; `nil` where it is
    /// unknown.
    public package(set) var tcpSockets: Int?
    /// The maximum memory that the process had in use, including the time before the run.
    public package(set) var peakMemoryBytes: Int64 = 0
    /// Connections that the server closed while they were idle.
    public package(set) var idleClosed: UInt64 = 0
    /// The number of these on which unrequested bytes had come, by the label of the request that
    /// was answered last; under an empty text where several requests share connections.
    public package(set) var strayBytes: [String: UInt64] = [:]
    /// Requests that libcurl's HTTP exchanged, at about twice the processor time of direct
    /// ones; see ``HTTPTransport``.
    public package(set) var generalExchanges: UInt64 = 0
    /// Passes of a ``Pace`` that came too late and were caught up.
    public package(set) var overruns: UInt64 = 0
    /// The maximum time that code of a scenario blocked a loop, by scenario, in nanoseconds; only
    /// times above 50 ms.
    package var blockedNanoseconds: [String: Int64] = [:]
    /// Requests that could not be sent since the generator had no descriptor or port left.
    ///
    /// They say nothing about the server and are counted nowhere else.
    public package(set) var failures: [FailureCause: UInt64] = [:]

    package init() {}

    /// The processor time that the threads of the load generator used.
    public var processorTime: Duration { .nanoseconds(processorNanoseconds) }

    package mutating func merge(_ other: GeneratorHealth) {
        startDelay.merge(other.startDelay)
        arrivalDelay.merge(other.arrivalDelay)
        ownArrivalDelay.merge(other.ownArrivalDelay)
        tick.merge(other.tick)
        processorNanoseconds += other.processorNanoseconds
        threads.merge(other.threads)
        machine.merge(other.machine)
        gapNanoseconds += other.gapNanoseconds
        throttling.merge(other.throttling)
        longestGapNanoseconds = max(longestGapNanoseconds, other.longestGapNanoseconds)
        openDescriptors = larger(openDescriptors, other.openDescriptors)
        tcpSockets = larger(tcpSockets, other.tcpSockets)
        peakMemoryBytes = max(peakMemoryBytes, other.peakMemoryBytes)
        idleClosed += other.idleClosed
        generalExchanges += other.generalExchanges
        strayBytes.merge(other.strayBytes, uniquingKeysWith: +)
        overruns += other.overruns
        blockedNanoseconds.merge(other.blockedNanoseconds, uniquingKeysWith: max)
        failures.merge(other.failures, uniquingKeysWith: +)
    }

    private func larger(_ a: Int?, _ b: Int?) -> Int? {
        guard let a, let b else { return a ?? b }
        return max(a, b)
    }
}
