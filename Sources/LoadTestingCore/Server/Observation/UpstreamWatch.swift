import CLoadTestingSystem

/// Follows the processes of this machine behind a server's own connections, by port: databases,
/// caches, other services.
struct UpstreamWatch {
    private var trees: [Int: [ProcessTree]] = [:]
    /// The processor time of each process when it was last seen, in nanoseconds.
    private var last: [Int32: Int64] = [:]
    private var lastInstant: Int64?
    private(set) var search = CostLimit(thousandths: 1, credit: 20_000_000)
    private(set) var limit = CostLimit(thousandths: 1, atLeast: 200_000_000, credit: 5_000_000)

    /// The processor cores in use behind each port since the last time; `nil` where it was not
    /// read now.
    ///
    /// - Parameters:
    ///   - ports: of this machine.
    ///   - nanoseconds: now, on the monotonic clock.
    mutating func use(of ports: Set<Int>, at nanoseconds: Int64) -> [Int: Double]? {
        find(ports.subtracting(trees.keys), at: nanoseconds)
        guard !trees.isEmpty, limit.mayBegin(at: nanoseconds) else { return nil }
        defer { limit.end(at: nanoseconds) }
        let before = lastInstant
        lastInstant = nanoseconds
        var cores: [Int: Double] = [:]
        for port in trees.keys {
            var (rise, isSeen) = (Int64(0), false)
            for index in trees[port, default: []].indices {
                let processes = trees[port]?[index].processes(at: nanoseconds) ?? []
                for process in processes {
                    isSeen = true
                    let time = process.user_nanoseconds + process.system_nanoseconds
                    let known = last.updateValue(time, forKey: process.identifier)
                    rise += max(0, time - (known ?? time))
                }
            }
            guard isSeen, let before, nanoseconds > before else { continue }
            cores[port] = Double(rise) / Double(nanoseconds - before)
        }
        return cores
    }

    /// Finds what listens on ports that are new.
    private mutating func find(_ ports: Set<Int>, at nanoseconds: Int64) {
        guard !ports.isEmpty, search.mayBegin(at: nanoseconds) else { return }
        defer { search.end(at: nanoseconds) }
        guard let table = ListenTable() else { return }
        let processes = ProcessTable.current()
        for port in ports {
            let owners = table.mayContain(port) ? processes.owners(of: port, in: table) : []
            trees[port] = owners.map { ProcessTree(root: $0) }
        }
    }
}
