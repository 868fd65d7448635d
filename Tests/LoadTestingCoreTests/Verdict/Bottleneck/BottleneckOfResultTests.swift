import Testing

@testable import LoadTestingCore

/// What gave way in a run, or in a search.
@Suite struct BottleneckOfResultTests {
    private var blocked: [ServerSeries: [Double]] {
        [
            .cpu: [0.05, 0.05], .busiestThread: [0.05, 0.05], .unread: [9, 9],
            .loopsIn(.sleep): [0.9, 0.9],
        ]
    }

    /// Two requests under way: 100 requests of 20 ms a second.
    private func run(
        _ levels: [ServerSeries: [Double]], milliseconds: Double = 20
    ) -> RunSnapshot {
        var run = RunSnapshot.served(levels)
        let labels = RunSnapshot.made(
            seconds: run.intervals.map { _ in .made(ok: [(100, milliseconds)]) })
        for index in run.intervals.indices {
            run.intervals[index].labels = labels.intervals[index].labels
        }
        return run
    }

    @Test func `a run that held has nothing that gave way`() {
        let result = LoadTestResult.made(run(blocked), p50 < .milliseconds(50))
        #expect(result.verdict == .passed && result.bottleneck == nil)
        #expect(!result.description.contains("gave way"))
    }

    @Test func `a run that missed says what gave way, in its first lines`() throws {
        let result = LoadTestResult.made(run(blocked), p50 < .milliseconds(5))
        #expect(result.bottleneck?.kind == .eventLoop)
        let lines = result.description.split(separator: "\n")
        #expect(
            lines[1] == """
                gave way   blocked event loop: its event loop slept for 90 % of the time, 9 of 2 \
                requests lay unread, the server used 5 % of a core
                """)
        let page = HTMLReportDocument(result).text
        #expect(page.contains("<li>What gave way: blocked event loop: its event loop slept"))
    }

    @Test func `a run of a server that was not watched says nothing`() {
        var unwatched = run(blocked)
        unwatched.servers = []
        for index in unwatched.intervals.indices { unwatched.intervals[index].servers = [:] }
        let result = LoadTestResult.made(unwatched, p50 < .milliseconds(5))
        #expect(result.bottleneck?.kind == .unknown)
        #expect(!result.description.contains("gave way"))
    }

    @Test func `the seconds of the highest load are looked at`() {
        var ramp = run(
            [
                .cpu: [0.05, 0.05, 0.97, 0.97], .busiestThread: [0.05, 0.05, 0.96, 0.96],
                .busiestThreadDemand: [0.05, 0.05, 0.99, 0.99],
            ])
        let slow = RunSnapshot.made(seconds: [.made(ok: [(100, 200)])]).intervals[0].labels
        for second in 0...3 { ramp.intervals[second].activeUsers = 20 }
        for second in 2...3 { ramp.intervals[second].labels = slow }
        let evidence = LoadEvidence(ramp)
        #expect(evidence.seconds == 2 && evidence.requests == 200)
        #expect(abs(evidence.inFlight - 20) < 1e-6)
        #expect(evidence.server?[.cpu]?.mean == 0.97)
        #expect(evidence.found.kind == .processor)
    }

    @Test func `a request belongs to the seconds in which it was under way, not to its last`() {
        var late = run([.cpu: [0.05, 0.05, 0.05, 0.05], .listenOverflows: [30, 30, 0, 0]])
        // Two seconds of ten users, whose requests end two seconds later: 10 × 2 s + 5 × 4 s.
        let none = RunSnapshot.made(seconds: [.made(ok: [])]).intervals[0].labels
        let last = RunSnapshot.made(seconds: [.made(ok: [(5, 4_000)])]).intervals[0].labels
        let second = RunSnapshot.made(seconds: [.made(ok: [(10, 1_000)])]).intervals[0].labels
        for (index, labels) in [none, second, none, last].enumerated() {
            late.intervals[index].labels = labels
            late.intervals[index].activeUsers = index < 2 ? 12 : 4
        }
        let evidence = LoadEvidence(late)
        #expect(evidence.seconds == 2 && evidence.requests == 10)
        #expect(abs(evidence.inFlight - 11) < 1e-6)
        #expect(evidence.server?[.listenOverflows]?.mean == 30)
    }

    @Test func `a search says what gave way at the lowest level that missed`() {
        var held = LoadLevel(load: 100, seconds: 5, outcome: .held)
        held.evidence = .idle()
        var missed = LoadLevel(load: 110, seconds: 5, outcome: .missed)
        missed.evidence = .idle([.connections(toPort: 5_432): 5, .awaiting(port: 5_432): 5])
        var higher = missed
        higher.load = 200
        higher.evidence = .idle([.lockWaiters: 20])
        var record = CapacityRecord(
            countsUsers: false, levels: [held, higher, missed], end: .found)
        (record.held, record.missed) = (100, 110)
        var snapshot = run([.cpu: [0.1]])
        snapshot.capacity = record
        let found = LoadTestResult.made(snapshot, p50 < .seconds(1)).bottleneck
        #expect(found?.kind == .connectionPool && found?.size == 5)
        record.end = .generator
        snapshot.capacity = record
        #expect(
            LoadTestResult.made(snapshot, p50 < .seconds(1)).bottleneck?.kind == .generator)
        record.end = .highestHeld
        (record.held, record.missed) = (200, nil)
        snapshot.capacity = record
        #expect(LoadTestResult.made(snapshot, p50 < .seconds(1)).bottleneck == nil)
    }

    @Test func `a search asks higher levels where the lowest one that missed shows nothing`() {
        func found(_ lowest: LoadEvidence) -> Bottleneck? {
            var levels = [110.0, 150, 200].map { LoadLevel(load: $0, seconds: 2, outcome: .missed) }
            levels[0].evidence = lowest
            levels[1].evidence = .idle([.unread: 5])
            levels[2].evidence = .idle([.lockWaiters: 20])
            var record = CapacityRecord(countsUsers: false, levels: levels.reversed(), end: .found)
            record.missed = 110
            var snapshot = run([.cpu: [0.1]])
            snapshot.capacity = record
            return LoadTestResult.made(snapshot, p50 < .seconds(1)).bottleneck
        }
        // Something is unread, so that it is not known to wait inside.
        let open = found(.idle([.unread: 5]))
        #expect(open?.kind == .lock && open?.certainty == .likely)
        #expect(found(.idle([.lockWaiters: 20]))?.certainty == .clear)
        // It read what arrived: what comes of more is a consequence.
        let inside = found(.idle([.unread: 0]))
        #expect(inside?.kind == .unknown && inside?.signs.contains(.waitsInside) == true)
    }

    @Test func `each sign has words`() {
        let signs: [BottleneckSign] = [
            .busiestThread(used: 0.5, asked: 0.98), .usedCores(1.9, processes: 2),
            .machine(used: 1.9, server: 1.5, of: 2), .throttled(0.2), .interpreterLock(threads: 9),
            .loop(.poll, share: 0.5), .unread(9, inFlight: 20),
            .lockWaiters(17, running: 1, inFlight: 20),
            .connections(port: 1, count: 5, awaiting: nil, inFlight: 20),
            .upstreamCores(port: 1, 0.9), .diskWaits(threads: 3), .diskBytes(1e6),
            .diskPressure(0.2), .memoryLimit(used: 1e6, limit: 2e6),
            .memoryGrowth(from: 1e6, to: 2e6), .swapped(1e6), .outOfMemory, .stalls(0.2),
            .openFiles(9, limit: 10), .closeWait(3), .acceptQueue(5, limit: 5),
            .listenOverflows(9), .slowConnects(1_000_000_000), .unsent(9, inFlight: 10),
            .retransmissions(20), .answerBytes(1e6), .refusals(1, of: 2, median: 3_000_000),
            .fastFailures(1, of: 2, median: 3_000_000),
            .generatorSaturated(0.9), .generatorDoubt, .others(1, of: 2), .idleProcessor(0.1),
            .waitsInside, .unwatched,
        ]
        let texts = signs.map(\.text)
        #expect(texts.allSatisfy { $0.count > 10 } && Set(texts).count == texts.count)
        #expect(texts[0] == "its busiest thread used 50 % of a core and asked for 98 %")
        #expect(texts[8] == "20 requests under way and 5 connections to port 1")
    }
}
