import CLoadTestingSystem
import Foundation

/// A server's processes: the initial ones, their descendants, and those of them that a supervisor
/// has adopted.
struct ProcessTree {
    private let root: Int32?
    private let supervisor: Int32?
    private let isAlone: Bool
    /// The start of each process, which tells it from a later one with its identifier.
    private var starts: [Int32: UInt64] = [:]
    private var members: [Int32] = []
    private(set) var limit = CostLimit(thousandths: 1, credit: 2_000_000)

    private static let maxCount = 4_096

    /// - Parameters:
    ///   - root: the ancestor of the others; `nil` for no process at all.
    ///   - supervisor: a process whose children belong to it, too.
    ///   - isAlone: whether the root's descendants do not belong to it: those of the test's own
    ///     process include servers that other tests have launched, and their supervisors.
    init(root: Int32?, supervisor: Int32? = nil, isAlone: Bool = false) {
        self.root = root
        self.supervisor = supervisor
        self.isAlone = isAlone
        if let root, let use = Self.use(of: root) { starts[root] = use.start }
    }

    /// Whether the root is gone, or is a zombie.
    var rootHasEnded: Bool {
        guard let root else { return false }
        return isMember(root)?.has_ended ?? true
    }

    /// The use of each of them, the root first.
    ///
    /// Those that have ended are in it until their parent has waited for them.
    ///
    /// - Parameters:
    ///   - nanoseconds: now, on the monotonic clock.
    ///   - others: processes that belong to it with their descendants, and are not descendants of
    ///     the root.
    ///   - isOurs: whether a process is an ancestor of the test itself: its descendants are not the
    ///     server's.
    mutating func processes(
        at nanoseconds: Int64, with others: () -> [Int32] = { [] },
        besides isOurs: Set<Int32> = []
    ) -> [clt_process_use] {
        if limit.mayBegin(at: nanoseconds) {
            members = search(others(), isOurs)
            let known = starts
            starts = members.reduce(into: [:]) { $0[$1] = known[$1] }
            // The root's identifier stays known: a later process with it is not the root.
            if let root { starts[root] = known[root] }
            limit.end(at: nanoseconds)
        }
        return members.compactMap { process in
            guard let use = isMember(process) else { return nil }
            starts[process] = use.start
            return use
        }
    }

    /// A process, unless a later one has its identifier.
    private func isMember(_ process: Int32) -> clt_process_use? {
        guard let use = Self.use(of: process) else { return nil }
        return use.start == starts[process] ?? use.start ? use : nil
    }

    private func search(_ others: [Int32], _ ours: Set<Int32>) -> [Int32] {
        guard let root else { return [] }
        var found = isMember(root) == nil ? [] : [root]
        if isAlone { return found }
        var known: Set<Int32> = [root, getpid()]
        let add = { (processes: [Int32], found: inout [Int32]) in
            found += processes.filter { known.insert($0).inserted }
        }
        if let supervisor { add(Self.children(of: supervisor), &found) }
        add(others, &found)
        // A process that has lost its parent is still the server's.
        add(members.filter { isMember($0) != nil }, &found)
        var index = 0
        while index < found.count, found.count < Self.maxCount {
            let process = found[index]
            if process == root || !ours.contains(process) {
                add(Self.children(of: process), &found)
            }
            index += 1
        }
        return found
    }

    /// The use of a process; `nil` when there is none.
    static func use(of process: Int32) -> clt_process_use? {
        var use = clt_process_use()
        return clt_read_process_use(process, &use) ? use : nil
    }

    static func children(of process: Int32) -> [Int32] {
        var list = [Int32](repeating: 0, count: maxCount)
        let count = clt_children_of(process, &list, Int32(list.count))
        if count >= 0 { return Array(list.prefix(Int(count))) }
        // An old kernel: every process is read.
        let parents = ProcessTable.current().parents
        return parents.filter { $0.value == process }.map(\.key)
    }
}
