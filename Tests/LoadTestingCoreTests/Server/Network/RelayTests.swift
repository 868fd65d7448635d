import CLoadTestingSystem
import Foundation
import LoadTesting
import LoadTestingCore
import TestSupport
import Testing

@testable import TestServers

/// The relay as TCP sees it, without toxics.
@Suite(.timeLimit(.minutes(1))) struct RelayTests {
    private let listener: LoopbackSocket
    private let relay: Relay

    init() throws {
        listener = try LoopbackSocket(listeningOn: 0)
        relay = try Network().relay(toPort: listener.port)
    }

    @Test func `bytes pass both ways and are counted`() async throws {
        let ends = try RelayEnds(through: relay, to: listener)
        ends.client.send("question")
        #expect(ends.server.receive() == .text("question"))
        ends.server.send("answer")
        #expect(ends.client.receive() == .text("answer"))
        // Counted when they are sent, which their receiver can see before.
        #expect(await eventually { relay.statistics.bytesDownstream == 6 })
        let seen = relay.statistics
        #expect(seen.connections == 1 && seen.openConnections == 1 && seen.resets == 0)
        #expect(seen.bytesUpstream == 8 && seen.unreachable == 0)
        #expect(relay.url == "http://127.0.0.1:\(relay.port)")
        #expect(relay.isRunning)
    }

    @Test func `one direction can end while the other continues`() async throws {
        let ends = try RelayEnds(through: relay, to: listener)
        ends.client.send("all I have to say")
        ends.client.finishSending()
        #expect(ends.server.receive() == .text("all I have to say"))
        #expect(ends.server.receive() == .end)
        ends.server.send("thank you")
        #expect(ends.client.receive() == .text("thank you"))
        ends.server.finishSending()
        #expect(ends.client.receive() == .end)
        #expect(await eventually { relay.statistics.openConnections == 0 })
        #expect(relay.statistics.resets == 0)
    }

    @Test func `more than buffers hold arrives whole although its receiver is slow`() throws {
        let ends = try RelayEnds(through: relay, to: listener)
        let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 20_000_000)
        let sender = Thread {
            ends.server.send(bytes)
            ends.server.finishSending()
        }
        sender.start()
        Thread.sleep(forTimeInterval: 0.3)
        // The sender is blocked: not all of it can be under way.
        #expect(relay.statistics.bytesDownstream < bytes.count)
        let (count, end) = ends.client.drain()
        #expect(count == bytes.count && end == .end)
    }

    @Test func `a reset is passed on`() async throws {
        let client = try LoopbackSocket(connectedTo: relay.port)
        client.send("a")
        #expect(try textReadBeforeReset() == .text("a"))
        #expect(client.receive() == .reset)
        #expect(relay.statistics.resets == 1)
    }

    /// Accepts a connection, reads from it and resets it.
    private func textReadBeforeReset() throws -> Arrival {
        #expect(listener.waits(for: POLLIN))
        let server = try LoopbackSocket(acceptedFrom: listener)
        server.setOption(SO_LINGER, to: linger(l_onoff: 1, l_linger: 0))
        return server.receive()
    }

    @Test func `nobody behind it is a reset, and counted`() async throws {
        let port = try freePort()
        let relay = try Network().relay(toPort: port)
        let client = try LoopbackSocket(connectedTo: relay.port)
        #expect(client.receive() == .reset)
        #expect(relay.statistics.unreachable == 1 && relay.statistics.resets == 0)
        // What is started later is found.
        let late = try LoopbackSocket(listeningOn: port)
        let ends = try RelayEnds(through: relay, to: late)
        ends.client.send("there?")
        #expect(ends.server.receive() == .text("there?"))
    }

    @Test func `localhost is whichever of its addresses answers`() async throws {
        let relay = try Network().relay(to: "http://localhost:\(listener.port)/base")
        let ends = try RelayEnds(through: relay, to: listener)
        ends.client.send("hello")
        #expect(ends.server.receive() == .text("hello"))
        #expect(relay.url == "http://127.0.0.1:\(relay.port)/base")
    }

    @Test func `a relay that is down refuses, and comes back on its port`() async throws {
        let ends = try RelayEnds(through: relay, to: listener)
        relay.isDown = true
        #expect(ends.client.receive() == .end)
        #expect(!accepts(relay.port))
        relay.isDown = false
        #expect(accepts(relay.port))
        #expect(!relay.isDown && relay.isRunning)
    }

    /// Nothing is said twice: what was written while the relay was waking must not wait for the
    /// next event.
    @Test func `a change holds when the call returns, however fast it follows another`() throws {
        for round in 0..<300 {
            try relay.add(.latency(.milliseconds(1)), named: "gone at once")
            relay.removeAll()
            relay.isDown = true
            try #require(!accepts(relay.port), "round \(round)")
            relay.isDown = false
            try #require(accepts(relay.port), "round \(round)")
            relay.isDown = true
            relay.isDown = false
            try relay.add(.reset(), named: "reset")
            let reset = try LoopbackSocket(connectedTo: relay.port)
            try #require(reset.receive() == .reset, "round \(round)")
            relay.removeAll()
        }
        // Counted by what the relay did, not by what it was told.
        #expect(relay.statistics.resets == 300)
    }

    @Test func `a relay that does not run keeps nobody waiting`() throws {
        kill(relay.processID, SIGKILL)
        #expect(duration { relay.isDown = true } < .seconds(5))
        #expect(duration { relay.removeAll() } < .seconds(5))
    }

    @Test func `a thousand connections at once`() async throws {
        #expect(clt_raise_descriptor_limit() > 2_100)
        let relay = try Network(latency: .milliseconds(2)).relay(toPort: listener.port)
        let ends = try (0..<1_000).map { _ in try RelayEnds(through: relay, to: listener) }
        for (index, ends) in ends.enumerated() { ends.client.send("\(index)") }
        let received = ends.map { $0.server.receive() }
        #expect(received == (0..<1_000).map { .text("\($0)") })
        #expect(relay.statistics.openConnections == 1_000)
        for ends in ends { ends.server.send("back") }
        #expect(ends.allSatisfy { $0.client.receive() == .text("back") })
    }
}
