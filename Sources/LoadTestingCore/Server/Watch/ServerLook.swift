import CLoadTestingSystem

/// What one look at a server and its machine found.
struct ServerLook {
    /// On the monotonic clock.
    var nanoseconds: Int64
    var processes: [clt_process_use] = []
    /// Those of them whose children are the server's workers.
    var roots: Set<Int32> = []
    /// How processes ended that were there at the last look, by identifier, where that is known.
    var ends: [Int32: ServerExit] = [:]
    /// Who takes the server's orphans and waits for them: of it only what its children used counts.
    var supervisor: clt_process_use?
    /// `nil` when they were not looked at, or are not ours to read.
    var sockets: SocketCounts?
    var machine: MachineTime?
    /// Bytes through all interfaces since the machine started.
    var network: (received: Double, sent: Double)?
    var cgroup: CgroupUse?
    /// Samples of the server's metrics endpoint that are new.
    var scraped: [ScrapedSample] = []
}

/// What a cgroup has counted since it was made.
struct CgroupUse: Equatable {
    /// For how long it was kept from running; `nil` where the system does not say.
    var throttledSeconds: Double?
    /// How many of its processes were killed for want of memory.
    var outOfMemoryKills: Int?
}

/// A sample of a metrics endpoint.
struct ScrapedSample: Equatable {
    /// As the test named it.
    var name: String
    var value: Double
    /// Whether it only rises, so that its rate is what matters.
    var isCounter: Bool
    /// When it was read, on the monotonic clock; `nil` for the time of the look that has it.
    var nanoseconds: Int64?
}
