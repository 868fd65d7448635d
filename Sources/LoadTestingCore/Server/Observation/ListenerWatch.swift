import CLoadTestingSystem
import Foundation

/// Follows the listeners at a server's address: also workers that come while it is loaded.
struct ListenerWatch {
    let address: ServerAddress
    /// The processes that listen there and their ancestors, with their starts.
    private var starts: [Int32: UInt64?] = [:]
    /// The processes that listen there.
    private(set) var holders: [Int32: Set<UInt64>] = [:]
    /// The ancestors of the test itself.
    private(set) var ours: Set<Int32> = []
    /// The maximum number of sockets held by no process that we may read.
    private(set) var unreadable = 0
    private(set) var includesUs = false
    /// Whether any process listened at any time; `nil` where the system does not say.
    private(set) var wasServed: Bool?
    private var sockets: Set<UInt64> = []
    private var limit = CostLimit(thousandths: 2, credit: 50_000_000)

    init(_ address: ServerAddress) { self.address = address }

    /// The processes that listen there, or have, and their ancestors; all that live.
    var roots: [Int32] {
        starts.keys.filter { process in
            !ProcessTable.hasEnded(process) && ProcessTable.start(of: process) == starts[process]
        }.sorted()
    }

    /// Detects a change of the listeners, and finds their processes.
    mutating func observe(at nanoseconds: Int64) {
        guard let now = PortHolders.sockets(of: address) else { return }
        wasServed = wasServed ?? false || !now.isEmpty
        guard now != sockets, limit.mayBegin(at: nanoseconds) else { return }
        defer { limit.end(at: nanoseconds) }
        guard let found = PortHolders(of: address) else { return }
        sockets = found.sockets
        unreadable = max(unreadable, found.unreadable)
        includesUs = includesUs || found.includesUs
        ours = Set(found.ancestors(of: getpid()).dropFirst())
        // Processes that listened before may still serve connections that they accepted.
        for root in found.roots { starts.updateValue(ProcessTable.start(of: root), forKey: root) }
        holders.merge(found.held.filter { $0.key != getpid() }) { $1 }
    }
}
