import CLoadTestingSystem

/// The state of a server and its machine at one instant.
struct ServerObservation {
    /// On the monotonic clock.
    var nanoseconds: Int64
    var processes: [clt_process_use] = []
    /// The roots among these, whose children are the server's workers.
    var roots: Set<Int32> = []
    /// The ends of processes that were there at the last observation, by identifier, where they are
    /// known.
    var ends: [Int32: ServerExit] = [:]
    /// The process that adopts the server's orphans and waits for them: of its use only that of its
    /// children counts.
    var supervisor: clt_process_use?
    /// `nil` when they were not read, or are not ours to read.
    var sockets: SocketCounts?
    /// `nil` when they were not sampled since the last observation.
    var threads: ThreadUse?
    /// Processor cores in use behind the server's own connections, by port; `nil` when they were
    /// not read.
    var upstreams: [Int: Double]?
    /// `nil` when they were not read.
    var signs: SystemSigns?
    var machine: MachineTime?
    /// Bytes through all interfaces since the machine started.
    var network: (received: Double, sent: Double)?
    var cgroup: CgroupUse?
    /// Samples of the server's metrics endpoint that are new.
    var scraped: [ScrapedSample] = []
}

/// The counts of a cgroup since its creation.
struct CgroupUse: Equatable {
    /// The time for which it was throttled; `nil` where the system does not say.
    var throttledSeconds: Double?
    /// The number of its processes that were killed by lack of memory.
    var outOfMemoryKills: Int?
    /// Bytes of its memory; `nil` where the system does not say.
    var memory: Double?
    /// The maximum of these; `nil` without one.
    var memoryLimit: Double?
}

/// A sample of a metrics endpoint.
struct ScrapedSample: Equatable {
    /// The name in the test.
    var name: String
    var value: Double
    /// Whether it only rises, so that its rate matters.
    var isCounter: Bool
    /// The instant of reading, on the monotonic clock; `nil` for that of its observation.
    var nanoseconds: Int64?
}
