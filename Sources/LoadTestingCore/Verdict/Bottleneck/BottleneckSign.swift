import LoadTestingMacrosFree

/// One observation from which a bottleneck is told.
package enum BottleneckSign: Hashable, Sendable {
    // MARK: The processor

    /// The share of a core that the busiest thread used, and asked for.
    case busiestThread(used: Double, asked: Double)
    /// Processor cores that all processes of the server used together.
    case usedCores(Double, processes: Int)
    /// Processor cores that the whole machine used, the server in it.
    case machine(used: Double, server: Double, of: Int)
    /// The share of time in which its cgroup was throttled.
    case throttled(Double)
    /// Threads that wait for a processor or for an interpreter's lock.
    case interpreterLock(threads: Double)

    // MARK: Waits

    /// The share of time that event loops spent in a state.
    case loop(ThreadState, share: Double)
    /// Connections with input that the server did not read.
    case unread(Double, inFlight: Double)
    /// Threads that waited for one lock, and those that ran.
    case lockWaiters(Double, running: Double, inFlight: Double)
    /// Connections to a port, those of them on which an answer was due, and requests under way.
    case connections(port: Int, count: Double, awaiting: Double?, inFlight: Double)
    /// Processor cores that the processes behind a port used.
    case upstreamCores(port: Int, Double)
    /// Threads that waited for storage.
    case diskWaits(threads: Double)
    /// Bytes a second from and to storage.
    case diskBytes(Double)
    /// The share of time for which anything of the machine waited for storage.
    case diskPressure(Double)

    // MARK: Limits

    case memoryLimit(used: Double, limit: Double)
    case memoryGrowth(from: Double, to: Double)
    case swapped(Double)
    case outOfMemory
    /// The share of time in which no request was answered.
    case stalls(Double)
    case openFiles(Int, limit: Int)
    case closeWait(Int)
    case acceptQueue(Int, limit: Int?)
    case listenOverflows(Double)
    /// The slowest hundredth of connects, in nanoseconds.
    case slowConnects(Int64)
    /// Connections whose output the other end did not take.
    case unsent(Double, inFlight: Double)
    case retransmissions(Double)
    /// Bytes of answers a second.
    case answerBytes(Double)
    /// Requests that were refused, of all; the median time of that in nanoseconds.
    case refusals(UInt64, of: UInt64, median: Int64)
    /// Requests that failed at once, of all, and the median time after which they did.
    case fastFailures(UInt64, of: UInt64, median: Int64)

    // MARK: The generator, and what is not known

    /// The share of time in which a thread of the generator was saturated.
    case generatorSaturated(Double)
    /// A verdict of its own says so.
    case generatorDoubt
    /// Cores that neither the server nor the generator used.
    case others(Double, of: Int)
    /// The server has processor time to spare.
    case idleProcessor(Double)
    /// It reads what arrives, and waits for nothing that can be seen.
    case waitsInside
    case unwatched
}
