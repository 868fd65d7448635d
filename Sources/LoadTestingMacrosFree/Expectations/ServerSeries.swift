/// One thing that is watched of a server, or of its machine, while it is loaded.
///
/// Each is a level over time: a number at an instant (memory, open files) is that number, a
/// resource that is used up (processor time, bytes) is its rate.
package enum ServerSeries: Hashable, Sendable {
    // MARK: The server's processes together

    /// Processor cores in use: 1 is one core for the whole time.
    case cpu
    /// The part of it in the program itself, and in the system for it.
    case userCPU, systemCPU
    /// Bytes in memory (RSS), and bytes swapped out.
    case memory, swap
    case openFiles, threads, processes
    /// Context switches a second: voluntary (waiting) and involuntary (preempted).
    case voluntarySwitches, involuntarySwitches
    /// Bytes a second from and to storage.
    case diskRead, diskWritten
    /// The seconds a second for which the server's cgroup was throttled.
    case throttled
    /// Bytes in memory of its cgroup, and the maximum that this may have.
    case cgroupMemory, cgroupMemoryLimit

    // MARK: Its threads

    /// The share of a core that its busiest thread used, and with that the time for which it was
    /// ready to run and had no processor.
    case busiestThread, busiestThreadDemand
    /// The seconds a second for which its threads were ready to run and had no processor.
    case processorWait
    /// Its threads in a state; those that have not run lately are left out.
    case threadsIn(ThreadState)
    /// The share of its event loops that are in a state.
    case loopsIn(ThreadState)
    /// The threads that wait for one lock, the most contended one.
    case lockWaiters

    // MARK: Its TCP sockets

    case established, closeWait, timeWait
    /// Connections that wait to be accepted.
    case acceptQueue
    /// The maximum of these.
    case acceptQueueLimit
    /// Accepted connections with input that the server has not read, and with output that the
    /// other end has not taken.
    case unread, unsent
    /// Connections to any host's port, such as 5432 of a database.
    case connections(toPort: Int)
    /// Those of them on which an answer is due.
    case awaiting(port: Int)
    /// Processor cores in use by what listens on such a port of this machine.
    case upstreamCPU(port: Int)

    // MARK: The machine

    /// Processor cores in use by everything.
    case machineCPU
    /// The share of one core that is in use, from 0.
    case core(Int)
    /// Bytes a second through all interfaces, loopback included.
    case networkReceived, networkSent
    /// Connections a second that found no place in a listener's queue.
    case listenOverflows
    /// TCP segments a second that were sent again.
    case retransmissions
    /// The share of time for which anything waited for storage, and for memory.
    case diskPressure, memoryPressure

    // MARK: The server's own metrics

    /// A sample of its metrics endpoint, as named there.
    case scraped(String)
}

extension ServerSeries {
    /// The metric as written in a plan.
    func name(for statistic: ServerStatistic) -> (name: String, argument: String?) {
        switch self {
        case .cpu: (statistic == .perRequest ? "serverCPUTimePerRequest" : "serverCPU", nil)
        case .machineCPU: ("machineCPU", nil)
        case .memory: ("serverMemory", nil)
        case .swap: ("serverSwap", nil)
        case .openFiles: ("serverOpenFiles", nil)
        case .threads: ("serverThreads", nil)
        case .connections(let port): ("serverConnections", "toPort: \(port)")
        case .scraped(let name): ("serverMetric", "\"\(name)\"")
        default: (name, nil)
        }
    }

    /// The statistic as written behind the metric; `nil` where it is the default.
    func suffix(of statistic: ServerStatistic) -> String? {
        switch (self, statistic) {
        case (_, .perRequest), (.cpu, .mean), (.machineCPU, .mean): nil
        case (.cpu, .peak), (.machineCPU, .peak): "peak"
        case (_, .peak): nil
        case (_, .mean), (_, .growth): statistic.rawValue
        }
    }
}
