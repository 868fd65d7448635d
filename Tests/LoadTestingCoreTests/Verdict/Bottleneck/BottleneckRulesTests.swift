import Testing

@testable import LoadTestingCore

/// Each rule beside what it could be mistaken for.
@Suite struct BottleneckRulesTests {
    // MARK: - The processor

    @Test func `a thread that uses a core is short of a processor`() {
        let found = LoadEvidence.idle([
            .cpu: 0.98, .busiestThread: 0.97, .busiestThreadDemand: 0.99, .unread: 12,
            .loopsIn(.poll): 0,
        ]).found
        #expect(found.kind == .processor && found.certainty == .clear && !found.isOfAllCores)
        #expect(found.signs.first == .busiestThread(used: 0.97, asked: 0.99))
    }

    @Test func `a thread that asks for a core and gets half of it is, too`() {
        let found = LoadEvidence.idle([
            .cpu: 0.6, .busiestThread: 0.6, .busiestThreadDemand: 0.98, .machineCPU: 1.3,
        ]).found
        #expect(found.kind == .processor)
    }

    @Test func `processes that fill the machine are short of all cores`() {
        let found = LoadEvidence.idle([
            .cpu: 1.8, .busiestThread: 0.92, .busiestThreadDemand: 0.99, .machineCPU: 1.98,
        ]).found
        #expect(found.kind == .processor && found.isOfAllCores && found.certainty == .clear)
    }

    @Test func `many threads that take turns on one core are one core's`() {
        let found = LoadEvidence.idle([
            .cpu: 0.95, .busiestThread: 0.1, .busiestThreadDemand: 0.2,
            .threadsIn(.timedLock): 15, .threadsIn(.running): 2, .lockWaiters: 0.5,
        ]).found
        #expect(found.kind == .processor && !found.isOfAllCores && found.certainty == .clear)
    }

    @Test func `a throttled server is short of its processor, not of others'`() {
        let found = LoadEvidence.idle([.throttled: 0.4, .cpu: 0.5]).found
        #expect(found.kind == .processor && found.signs.first == .throttled(0.4))
    }

    @Test func `a machine that others use says nothing of the server`() {
        let found = LoadEvidence.idle([
            .cpu: 0.3, .busiestThread: 0.3, .busiestThreadDemand: 0.95, .machineCPU: 1.95,
        ]).found
        #expect(found.kind == .unknown && found.certainty == .none)
        guard case .others(let used, of: 2) = found.signs.first else {
            Issue.record("\(found)")
            return
        }
        #expect(abs(used - 1.65) < 1e-9)
    }

    // MARK: - Waits

    @Test(arguments: [
        (ThreadState.sleep, 0.95, 9.0, Bottleneck.Kind.eventLoop),
        // It reads all, in its poll, or is busy otherwise for little of the time.
        (.sleep, 0.95, 0.1, .unknown), (.sleep, 0.2, 9, .unknown), (.socket, 0.9, 9, .eventLoop),
    ])
    func `a loop that waits in a call and reads nobody is blocked`(
        state: ThreadState, share: Double, unread: Double, kind: Bottleneck.Kind
    ) {
        let found = LoadEvidence.idle([
            .unread: unread, .loopsIn(state): share, .loopsIn(.poll): 1 - share,
        ]).found
        #expect(found.kind == kind)
    }

    @Test func `threads at one lock wait for it, whether its holder sleeps or computes`() {
        for cpu in [0.02, 0.8] {
            let found = LoadEvidence.idle([
                .cpu: cpu, .lockWaiters: 17, .threadsIn(.lock): 17.5, .threadsIn(.running): cpu,
                .threadsIn(.timedLock): 0.3, .busiestThread: 0.05, .busiestThreadDemand: 0.1,
            ]).found
            #expect(found.kind == .lock && found.certainty == .clear)
        }
        // A pool of forty threads, half of which have nothing to do: the others have the requests.
        let spare = LoadEvidence.idle([
            .lockWaiters: 20, .threadsIn(.lock): 20, .threadsIn(.sleep): 19.5,
        ]).found
        #expect(spare.kind == .unknown)
        // Workers of a pool, of whom a few wait for work.
        let few = LoadEvidence.idle([.lockWaiters: 3, .threadsIn(.lock): 8]).found
        #expect(few.kind == .unknown)
    }

    @Test func `fewer connections than requests are a pool, as many are what is behind them`() {
        let five: [ServerSeries: Double] = [
            .connections(toPort: 5_432): 5, .awaiting(port: 5_432): 4.8,
        ]
        let pool = LoadEvidence.idle(five.merging([.upstreamCPU(port: 5_432): 0.1]) { $1 }).found
        #expect(pool.kind == .connectionPool && pool.port == 5_432 && pool.size == 5)
        #expect(pool.certainty == .clear)
        // What computes on another machine is not seen.
        #expect(LoadEvidence.idle(five).found.certainty == .likely)
        let behind = LoadEvidence.idle([
            .connections(toPort: 5_432): 20, .awaiting(port: 5_432): 19,
        ]).found
        #expect(behind.kind == .upstream && behind.port == 5_432 && behind.size == nil)
    }

    @Test func `a pool before a service whose processor is busy is that service's`() {
        let found = LoadEvidence.idle([
            .connections(toPort: 6_379): 5, .awaiting(port: 6_379): 5,
            .upstreamCPU(port: 6_379): 0.97,
        ]).found
        #expect(found.kind == .upstream && found.port == 6_379 && found.certainty == .clear)
    }

    @Test func `connections that nobody waits for are no pool`() {
        let found = LoadEvidence.idle([
            .connections(toPort: 6_379): 5, .awaiting(port: 6_379): 0.4,
        ]).found
        #expect(found.kind == .unknown && found.signs == [.idleProcessor(0.05), .waitsInside])
    }

    @Test func `a busy server with a pool is short of a processor`() {
        let found = LoadEvidence.idle([
            .connections(toPort: 6_379): 5, .awaiting(port: 6_379): 5, .cpu: 0.97,
            .busiestThread: 0.96, .busiestThreadDemand: 0.99,
        ]).found
        #expect(found.kind == .processor)
    }

    @Test func `a loop that asks its only connection in a call is blocked, not short of a pool`() {
        let found = LoadEvidence.idle([
            .connections(toPort: 5_432): 1, .awaiting(port: 5_432): 1, .unread: 11,
            .loopsIn(.socket): 0.97, .loopsIn(.poll): 0.03,
        ]).found
        #expect(found.kind == .eventLoop)
    }

    @Test func `threads that wait for storage are the disk's, where bytes go there`() {
        let waits: [ServerSeries: Double] = [.threadsIn(.disk): 6, .cpu: 0.5]
        let written = waits.merging([.diskWritten: 2e7, .diskPressure: 0.2]) { $1 }
        let found = LoadEvidence.idle(written).found
        #expect(found.kind == .disk && found.certainty == .clear)
        #expect(LoadEvidence.idle(waits).found.kind == .unknown)
    }

    // MARK: - Limits

    @Test func `files up to the limit are what gave way, those left half closed are said`() {
        var evidence = LoadEvidence.idle([.closeWait: 300])
        (evidence.openFileLimit, evidence.peakOpenFiles) = (400, 399)
        #expect(evidence.found.kind == .openFiles)
        #expect(evidence.found.signs == [.openFiles(399, limit: 400), .closeWait(300)])
        evidence.peakOpenFiles = 300
        #expect(evidence.found.kind == .unknown)
    }

    @Test func `refusals are the limit when they come at once`() {
        var evidence = LoadEvidence.idle()
        (evidence.failed, evidence.refused, evidence.limited) = (1_000, 1_000, 1_000)
        evidence.failedMedian = 2_000_000
        #expect(evidence.found.kind == .refusal && evidence.found.certainty == .clear)
        evidence.limited = 0
        #expect(evidence.found.kind == .refusal && evidence.found.certainty == .likely)
        // Those that were waited for have another cause.
        (evidence.failedMedian, evidence.okMedian) = (5_000_000_000, 100_000_000)
        #expect(evidence.found.kind == .unknown)
        (evidence.failedMedian, evidence.refused) = (2_000_000, 10)
        #expect(evidence.found.kind == .unknown)
    }

    @Test func `a processor that answers failures at once is not what gave way`() {
        var evidence = LoadEvidence.idle([
            .cpu: 0.98, .busiestThread: 0.97, .busiestThreadDemand: 0.99,
        ])
        #expect(evidence.found.kind == .processor)
        (evidence.failed, evidence.failedMedian) = (evidence.requests * 9 / 10, 200_000)
        #expect(evidence.found.kind == .unknown)
        #expect(
            evidence.found.signs
                == [.fastFailures(evidence.failed, of: evidence.requests, median: 200_000)])
        // Those that were waited for may be the processor's.
        evidence.failedMedian = 5_000_000_000
        #expect(evidence.found.kind == .processor)
    }

    @Test func `a full queue of connections is one when connecting is slow, too`() {
        var evidence = LoadEvidence.idle([.acceptQueueLimit: 5, .acceptQueue: 6])
        #expect(evidence.found.kind == .unknown)
        evidence.connectTail = 1_040_000_000
        #expect(evidence.found.kind == .listenQueue && evidence.found.certainty == .likely)
        evidence.server?.add(ServerUse.Level(30, for: 10), to: .listenOverflows)
        #expect(evidence.found.kind == .listenQueue && evidence.found.certainty == .clear)
        #expect(evidence.found.signs.contains(.listenOverflows(300)))
    }

    @Test func `memory is the cause where the system says so, or pauses grow with it`() {
        var evidence = LoadEvidence.idle()
        evidence.ranOutOfMemory = true
        #expect(evidence.found.kind == .memory && evidence.found.certainty == .clear)
        evidence.ranOutOfMemory = false
        (evidence.firstMemory, evidence.lastMemory) = (100e6, 160e6)
        #expect(evidence.found.kind == .unknown, "growth alone slows nobody")
        evidence.stalledSeconds = 2
        #expect(evidence.found.kind == .memory && evidence.found.certainty == .likely)
        evidence.firstMemory = 159e6
        #expect(evidence.found.kind == .unknown)
    }

    @Test func `answers that nobody takes are the network's`() {
        var evidence = LoadEvidence.idle([.unsent: 16])
        evidence.receivedBytes = 1e6
        #expect(evidence.found.kind == .network && evidence.found.certainty == .clear)
        #expect(evidence.found.signs.contains(.answerBytes(1e6)))
    }

    // MARK: - The generator, and the end

    @Test func `a saturated generator comes before everything of the server`() {
        var evidence = LoadEvidence.idle([.cpu: 0.98, .busiestThreadDemand: 0.99])
        evidence.generatorSaturation = 0.6
        #expect(evidence.found.kind == .generator)
    }

    @Test func `nothing is guessed of a server that was not watched`() {
        let found = LoadEvidence().found
        #expect(found.kind == .unknown && found.signs == [.unwatched])
    }
}
