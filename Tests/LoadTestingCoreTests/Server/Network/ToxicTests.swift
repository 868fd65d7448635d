import Foundation
import LoadTesting
import LoadTestingCore
import Testing

@testable import TestServers

/// Effects of toxics on one connection, added while it is open.
@Suite(.timeLimit(.minutes(1))) struct ToxicTests {
    private let listener: LoopbackSocket
    private let relay: Relay
    private let ends: RelayEnds

    init() throws {
        listener = try LoopbackSocket(listeningOn: 0)
        relay = try Network().relay(toPort: listener.port)
        ends = try RelayEnds(through: relay, to: listener)
    }

    @Test func `latency is of its direction, and ends with its removal`() throws {
        let delay = Duration.milliseconds(60)
        try relay.add(.latency(delay), named: "slow")
        #expect(duration(of: { ends.downstream("a") }) >= delay)
        #expect(try fastest { ends.upstream("b") } < delay)
        try relay.add(.latency(delay, .upstream), named: "slow")
        #expect(relay.toxics == ["slow": .latency(delay, .upstream)])
        #expect(duration(of: { ends.upstream("c") }) >= delay)
        #expect(try fastest { ends.downstream("d") } < delay)
        #expect(relay.remove("slow") && !relay.remove("slow"))
        #expect(try fastest { ends.upstream("e") } < delay)
    }

    @Test func `latencies add up, and bytes on their way keep their time`() throws {
        try relay.add(.latency(.milliseconds(150), .both), named: "one")
        try relay.add(.latency(.milliseconds(150), .both), named: "two")
        let start = ContinuousClock.now
        ends.client.send("first")
        #expect(ends.server.receive(within: .milliseconds(40)) == .nothing)
        relay.removeAll()
        ends.client.send(" second")
        // What comes later does not overtake.
        #expect(ends.server.receive() == .text("first second"))
        #expect(ContinuousClock.now - start >= .milliseconds(300))
    }

    @Test func `a bandwidth is kept and can be changed`() throws {
        let bytes = [UInt8](repeating: 1, count: 200_000)
        try relay.add(.bandwidth(.kilobytesPerSecond(500), .both), named: "line")
        let slow = duration(of: { ends.send(bytes) })
        #expect(slow > .milliseconds(380))
        try relay.add(.bandwidth(.megabytesPerSecond(100), .both), named: "line")
        #expect(try fastest { ends.send(bytes) } < slow / 2)
    }

    @Test func `a slicer cuts and waits`() throws {
        try relay.add(
            .slicer(size: 10, variation: 3, delay: .milliseconds(5), .upstream), named: "slices")
        // A late reader finds several slices in one; one of many attempts is in time.
        let isCut = (0..<25).contains { _ in
            let sizes = sizesOfPieces(of: 200)
            return sizes.dropLast().allSatisfy((7...13).contains) && Set(sizes).count > 2
        }
        #expect(isCut)
    }

    /// Sends bytes upstream, and says how many arrived in each piece.
    private func sizesOfPieces(of count: Int) -> [Int] {
        var sizes: [Int] = []
        let time = duration(of: {
            ends.client.send([UInt8](repeating: UInt8(ascii: "x"), count: count))
            while sizes.reduce(0, +) < count, case .text(let text) = ends.server.receive() {
                sizes.append(text.utf8.count)
            }
        })
        #expect(sizes.reduce(0, +) == count)
        #expect(time > .milliseconds(count / 13 * 5))
        return sizes
    }

    @Test func `what an outage held back passes when it is over`() throws {
        try relay.add(.timeout(after: .zero, .both), named: "outage")
        ends.client.send("question")
        ends.server.send("news")
        #expect(ends.server.receive(within: .milliseconds(150)) == .nothing)
        #expect(ends.client.receive(within: .zero) == .nothing)
        relay.remove("outage")
        #expect(ends.server.receive() == .text("question"))
        #expect(ends.client.receive() == .text("news"))
    }

    @Test func `a timeout closes when its time is over`() throws {
        let limit = Duration.milliseconds(100)
        let start = ContinuousClock.now
        try relay.add(.timeout(after: limit), named: "outage")
        ends.server.send("never seen")
        #expect(ends.client.receive() != .text("never seen"))
        #expect(ContinuousClock.now - start >= limit)
        #expect(relay.statistics.bytesDownstream == 0)
    }

    @Test func `a reset is one at both ends, after its time`() throws {
        let limit = Duration.milliseconds(80)
        let start = ContinuousClock.now
        try relay.add(.reset(after: limit), named: "reset")
        #expect(ends.client.receive() == .reset)
        #expect(ContinuousClock.now - start >= limit)
        #expect(ends.server.receive() == .reset)
        #expect(relay.statistics.resets == 1)
    }

    @Test func `a limit lets so many bytes pass, counted from when it is added`() throws {
        ends.server.send("before")
        #expect(ends.client.receive() == .text("before"))
        try relay.add(.limit(bytes: 1_000), named: "limit")
        // Another toxic does not restart its count.
        ends.server.send([UInt8](repeating: 1, count: 400))
        #expect(ends.client.receive(atMost: 400) != .nothing)
        try relay.add(.latency(.zero), named: "other")
        ends.server.send([UInt8](repeating: 1, count: 5_000))
        #expect(ends.client.drain() == (600, .end))
        #expect(relay.statistics.bytesDownstream == 1_006)
    }

    @Test func `a close can be slow`() throws {
        let delay = Duration.milliseconds(100)
        try relay.add(.slowClose(delay, .upstream), named: "slow")
        let start = ContinuousClock.now
        ends.client.send("bye")
        ends.client.finishSending()
        #expect(ends.server.receive() == .text("bye"))
        #expect(ends.server.receive() == .end)
        #expect(ContinuousClock.now - start >= delay)
    }

    @Test func `a share of the connections is affected, the same ones in each run`() throws {
        var affected: [[Int]] = []
        for _ in 0..<2 {
            let relay = try Network().relay(toPort: listener.port)
            try relay.add(.limit(bytes: 0).affecting(.percent(30)), named: "some")
            let all = try (0..<200).map { _ in try RelayEnds(through: relay, to: listener) }
            for ends in all { ends.server.send("x") }
            affected.append(all.indices.filter { all[$0].client.receive() == .end })
        }
        #expect(affected[0] == affected[1])
        // 60 are expected; four standard deviations are 26.
        #expect((34...86).contains(affected[0].count))
    }

    /// The least of several, since a machine that is busy can be late.
    private func fastest(_ body: () -> Void) throws -> Duration {
        try #require((0..<5).map { _ in duration(of: body) }.min())
    }
}

extension RelayEnds {
    fileprivate func upstream(_ text: String) {
        client.send(text)
        #expect(server.receive() == .text(text))
    }

    fileprivate func downstream(_ text: String) {
        server.send(text)
        #expect(client.receive() == .text(text))
    }

    /// Sends bytes downstream, to the last.
    fileprivate func send(_ bytes: [UInt8]) {
        let sender = Thread { server.send(bytes) }
        sender.start()
        var left = bytes.count
        while left > 0, case .text(let text) = client.receive(atMost: left) {
            left -= text.utf8.count
        }
        #expect(left == 0)
    }
}
