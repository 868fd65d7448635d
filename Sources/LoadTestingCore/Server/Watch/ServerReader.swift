import CLoadTesting
import Foundation

/// Looks at a server's processes and its machine.
struct ServerReader {
    private let subject: ServerWatch.Subject
    private var sockets = SocketReader()
    private var nextSockets: Int64 = 0
    private let cgroup: CgroupReader?
    private var limits: [Int32: Int64] = [:]
    /// What can't be read of it, each with its reason.
    private(set) var unseen: [String] = []

    /// Sockets are looked at so rarely that it takes less than this share of a core.
    private static let socketShare = 200 as Int64
    private static let socketPeriod: Int64 = 1_000_000_000
    private static let mostChildren = 4_096

    init(_ subject: ServerWatch.Subject) {
        self.subject = subject
        cgroup = subject.root.map { CgroupReader(of: $0) }
    }

    /// The lowest limit of open files of all processes seen.
    var openFileLimit: Int? { limits.values.filter { $0 >= 0 }.min().map { Int($0) } }

    mutating func look() -> ServerLook {
        let processes = tree.compactMap { process -> clt_process_use? in
            var use = clt_process_use()
            return clt_read_process_use(process, &use) ? use : nil
        }
        var look = ServerLook(nanoseconds: clt_monotonic_nanoseconds(), processes: processes)
        look.machine = MachineTime.now
        look.network = NetworkBytes.now
        look.cgroup = cgroup?.use
        for process in processes where limits[process.identifier] == nil {
            limits[process.identifier] = clt_open_file_limit(process.identifier)
        }
        if processes.contains(where: { !$0.has_ended && $0.open_files < 0 }) {
            miss("open files and sockets: not ours to read; run the test as the server's user")
        }
        let living = processes.filter { !$0.has_ended }.map(\.identifier)
        if look.nanoseconds >= nextSockets, !living.isEmpty {
            look.sockets = readSockets(of: living)
        }
        return look
    }

    private mutating func readSockets(of processes: [Int32]) -> SocketCounts? {
        let start = clt_monotonic_nanoseconds()
        let counts = sockets.counts(of: processes)
        let end = clt_monotonic_nanoseconds()
        nextSockets = start + max(Self.socketPeriod, (end - start) * Self.socketShare)
        if counts == nil { miss("sockets: the system does not say") }
        return counts
    }

    private mutating func miss(_ what: String) {
        if !unseen.contains(what) { unseen.append(what) }
    }

    /// The server's processes, the root first.
    private var tree: [Int32] {
        guard let root = subject.root else { return [] }
        var tree = [root]
        if let keeper = subject.keeper {
            tree += Self.children(of: keeper).filter { $0 != root }
        }
        var index = 0
        while index < tree.count, tree.count < Self.mostChildren {
            tree += Self.children(of: tree[index]).filter { !tree.contains($0) }
            index += 1
        }
        return tree
    }

    private static func children(of process: Int32) -> [Int32] {
        var list = [Int32](repeating: 0, count: mostChildren)
        let count = clt_children_of(process, &list, Int32(list.count))
        if count >= 0 { return Array(list.prefix(Int(count))) }
        // An old kernel: a look at every process.
        let parents = ProcessTable.current().parents
        return parents.filter { $0.value == process }.map(\.key)
    }
}
