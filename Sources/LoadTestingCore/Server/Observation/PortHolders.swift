import CLoadTestingSystem
import Foundation

/// The processes that listen at a server's address at one instant.
struct PortHolders {
    /// The sockets that take the server's connections.
    private(set) var sockets: Set<UInt64> = []
    /// The sockets among these that each process holds.
    private(set) var held: [Int32: Set<UInt64>] = [:]
    /// The parents of all processes of the machine.
    private let parents: [Int32: Int32]

    /// Asks every process of the machine; `nil` where the system does not list listeners.
    init?(of address: ServerAddress) {
        guard let sockets = Self.sockets(of: address) else { return nil }
        self.sockets = sockets
        parents = ProcessTable.current().parents
        guard !sockets.isEmpty else { return }
        for process in parents.keys {
            let own = ListeningSockets.inodes(heldBy: process, on: address.port)
            let serving = own?.intersection(sockets) ?? []
            if !serving.isEmpty { held[process] = serving }
        }
    }

    /// The sockets that take the server's connections now.
    static func sockets(of address: ServerAddress) -> Set<UInt64>? {
        ListeningSockets.all(on: address.port).map { Set(address.serving($0).map(\.inode)) }
    }

    /// The number of sockets held by no process that we may read.
    var unreadable: Int {
        sockets.subtracting(held.values.reduce(into: []) { $0.formUnion($1) }).count
    }

    /// Whether the test's own process is one of them.
    var includesUs: Bool { held[getpid()] != nil }

    /// Those of them from which the others descend, each with the process that it was forked from
    /// where that runs the same program: a parent that only waits for its workers listens nowhere.
    ///
    /// An ancestor of the test itself is in it with every child that listens: its tree is not the
    /// server's.
    var roots: [Int32] {
        let ours = Set(ancestors(of: getpid()))
        let others = held.keys.filter { $0 != getpid() }
        let tops = others.filter { process in
            guard let parent = parents[process], held[parent] != nil else { return true }
            return ours.contains(parent)
        }
        return Set(tops.map { ours.contains($0) ? $0 : origin(of: $0, besides: ours) }).sorted()
    }

    /// A process and its ancestors, itself first.
    func ancestors(of process: Int32) -> [Int32] {
        var chain = [process]
        while let parent = parents[chain[chain.count - 1]], parent > 0, !chain.contains(parent) {
            chain.append(parent)
        }
        return chain
    }

    private func origin(of process: Int32, besides others: Set<Int32>) -> Int32 {
        var process = process
        while let parent = parents[process], parent > 1, !others.contains(parent),
            ProcessTable.runSameProgram(parent, process)
        {
            process = parent
        }
        return process
    }
}
