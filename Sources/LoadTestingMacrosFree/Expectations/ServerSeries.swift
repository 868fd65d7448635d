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

    // MARK: Its TCP sockets

    case established, closeWait, timeWait
    /// Connections that wait to be accepted.
    case acceptQueue
    /// Connections to any host's port, such as 5432 of a database.
    case connections(toPort: Int)

    // MARK: The machine

    /// Processor cores in use by everything.
    case machineCPU
    /// The share of one core that is in use, from 0.
    case core(Int)
    /// Bytes a second through all interfaces, loopback included.
    case networkReceived, networkSent

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
