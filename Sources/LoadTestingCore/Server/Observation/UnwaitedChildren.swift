import CLoadTestingSystem
import Foundation

/// Finds children of a server that it does not wait for, so that their use from the last
/// observation on is not known: those of a process that ignores SIGCHLD, and orphans adopted by a
/// process that is not the server's.
///
/// They may live for milliseconds, so they are polled more often than anything else.
struct UnwaitedChildren {
    /// The processes that may adopt orphans of the server.
    private let reapers: [Int32]
    private let group: Int32
    /// Further children of the reapers.
    private let others: Set<Int32>
    private var seen: Set<Int32> = []
    private var limit = CostLimit(thousandths: 2)

    /// - Parameters:
    ///   - root: the server's process; `nil` for none.
    ///   - isLaunched: whether a supervisor of ours takes its orphans.
    init(root: Int32?, isLaunched: Bool) {
        let takesOrphans = isLaunched && Self.canAdopt
        reapers = root.map { takesOrphans ? [] : Self.reapers(of: $0) } ?? []
        group = root.map { getpgid($0) } ?? -1
        others = Set(reapers.flatMap { ProcessTree.children(of: $0) })
    }

    /// The ancestors of a process: which of them adopts its orphans is not known.
    private static func reapers(of root: Int32) -> [Int32] {
        let parents = ProcessTable.current().parents
        var chain: [Int32] = []
        while let parent = parents[chain.last ?? root], parent > 0, !chain.contains(parent) {
            chain.append(parent)
        }
        return chain
    }

    /// Whether these processes may have such children.
    func isNeeded(for processes: [clt_process_use]) -> Bool {
        !reapers.isEmpty || processes.contains(where: \.ignores_children)
    }

    /// Notes those that live now, unless that would cost too much.
    mutating func poll(_ processes: [clt_process_use], at nanoseconds: Int64) {
        guard limit.mayBegin(at: nanoseconds) else { return }
        for process in processes where process.ignores_children {
            seen.formUnion(ProcessTree.children(of: process.identifier))
        }
        seen.formUnion(orphans)
        limit.end(at: nanoseconds)
    }

    /// Orphans of the server adopted by a process that is not the server's.
    var orphans: [Int32] {
        guard group > 0 else { return [] }
        return reapers.flatMap { ProcessTree.children(of: $0) }
            .filter { !others.contains($0) && getpgid($0) == group && $0 != getpid() }
    }

    /// The number of those seen that have ended.
    var endedCount: Int { seen.count { ProcessTable.hasEnded($0) } }
}
