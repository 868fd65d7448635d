import Foundation
import Testing

@testable import LoadTestingCore
@testable import TestServers

/// The tables of processes and of sockets that listen, of this very process.
@Suite struct ProcessTableTests {
    private let ours = getpid()

    @Test func `the test's own process is in the table below its parent`() {
        let table = ProcessTable.current()
        #expect(table.parents[ours] == getppid())
        #expect(table.tree(below: getppid()).contains(ours))
        #expect(ProcessTable.title(of: ours).hasSuffix(" (\(ours))"))
        #expect(ProcessTable.name(of: ours)?.isEmpty == false)
        #expect(ProcessTable.start(of: ours) != nil && !ProcessTable.hasEnded(ours))
    }

    @Test func `there is nothing of a process that does not exist`() {
        #expect(ProcessTable.name(of: .max) == nil && ProcessTable.start(of: .max) == nil)
        #expect(ProcessTable.hasEnded(.max))
    }

    @Test func `a port is its listener's, and a client's is not`() throws {
        let listener = try LoopbackSocket(listeningOn: 0)
        let client = try LoopbackSocket(connectedTo: listener.port)
        let table = try #require(ListenTable())
        let ports = try #require(table.ports(of: ours))
        #expect(table.mayContain(listener.port) && ports.contains(listener.port))
        #expect(!ports.contains(client.port))
        #expect(PortOwner.find(listener.port, below: ours) == .tree)
        withExtendedLifetime((listener, client)) {}
    }
}
