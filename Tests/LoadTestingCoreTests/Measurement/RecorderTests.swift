import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

@Suite struct RecorderTests {
    @Test func `response time is from due to end, service time from start to end`() {
        let label = LabelSnapshot([
            .made(due: 10, start: 25, end: 40), .made(due: 20, start: 21, end: 31),
        ])
        #expect(label.okResponse.maximum == .milliseconds(30))
        #expect(label.okResponse.minimum == .milliseconds(11))
        #expect(label.okService.maximum == .milliseconds(15))
        #expect(label.okService.minimum == .milliseconds(10))
    }

    @Test func `successes and failures enter histograms of their own`() {
        let label = LabelSnapshot([
            .made(end: 10), .made(end: 20), .made(end: 1, status: 503, cause: .http(status: 503)),
            .made(due: 5, start: 6, end: 9, status: 0, cause: .reset),
        ])
        #expect(label.succeeded == 2 && label.failed == 2 && label.requests == 4)
        #expect(label.okResponse.minimum == .milliseconds(10))
        #expect(label.failedResponse.maximum == .milliseconds(4))
        #expect(label.failedService.maximum == .milliseconds(3))
        #expect(label.causes == [.http(status: 503): 1, .reset: 1])
        #expect(label.statuses == [200: 2, 503: 1])
    }

    @Test func `bytes, connections, repetitions and the interval of time are summed up`() {
        let label = LabelSnapshot([
            .made(due: 300, end: 500, received: 10, sent: 1, opened: true),
            .made(due: 200, end: 400, received: 20, sent: 2, resent: true),
            .made(due: 250, end: 260, cause: .reset, received: 30, sent: 3, opened: true),
        ])
        #expect(label.receivedBytes == 60 && label.sentBytes == 6)
        #expect(label.openedConnections == 2 && label.resent == 1)
        #expect(label.firstDueNanoseconds == 200_000_000)
        #expect(label.lastEndNanoseconds == 500_000_000)
    }

    @Test func `a failure of the generator is no sample of the server`() {
        let recorder = Recorder(names: SampleNames(labels: (0..<1).map { "\($0)" }))
        recorder.record(.made(end: 10))
        recorder.record(.made(end: 20, status: 0, cause: .generatorPorts))
        recorder.record(.made(end: 30, status: 0, cause: .generatorDescriptors))
        recorder.record(.made(end: 40, status: 0, cause: .generatorPorts))
        let (labels, health) = recorder.takeAll()
        #expect(labels[0].requests == 1 && labels[0].failed == 0)
        #expect(labels[0].lastEndNanoseconds == 10_000_000)
        #expect(health.failures == [.generatorPorts: 2, .generatorDescriptors: 1])
        #expect(health.startDelay.count == 1)
    }

    private static let millisecond: Int64 = 1_000_000

    @Test func `starts are late by what the generator added, whoever's they are`() {
        let recorder = Recorder(names: SampleNames(labels: ["a"]))
        let own = OwnDelay(start: 3 * Self.millisecond)
        // Two ms of the first one's lateness are a wait for a free user.
        recorder.record(.made(due: 10, start: 15, end: 20, isArrival: true, own: own))
        recorder.record(.made(due: 10, start: 13, end: 20, cause: .reset, own: own))
        recorder.record(.made(due: 10, end: 20, isArrival: true))
        recorder.recordTick(nanoseconds: 5 * Self.millisecond)
        let health = recorder.takeAll().health
        #expect(health.startDelay.count == 3 && health.startDelay.maximum == .milliseconds(3))
        #expect(health.arrivalDelay.count == 2 && health.arrivalDelay.maximum == .milliseconds(5))
        #expect(health.ownArrivalDelay.maximum == .milliseconds(3))
        #expect(health.tick.maximum == .milliseconds(5))
    }

    @Test func `each sample is charged with the generator's delay, on each clock what is in it`() {
        let delays = OwnDelay(
            start: 5 * Self.millisecond, setUp: 2 * Self.millisecond, answer: Self.millisecond)
        let times = ExchangeTimes(exchange: 21 * Self.millisecond)
        let label = LabelSnapshot([
            .made(due: 0, start: 8, end: 33, own: delays, times: times),
            .made(due: 0, start: 8, end: 33, times: times),
            .made(due: 0, start: 8, end: 33, cause: .reset, own: delays, times: times),
        ])
        #expect(label.responseCharges.measured.count == 1)
        #expect(label.responseCharges.measured.maximum == .milliseconds(33))
        #expect(label.responseCharges.relieved.maximum == .milliseconds(25))
        #expect(label.serviceCharges.relieved.maximum == .milliseconds(22))
        #expect(label.exchangeCharges.relieved.maximum == .milliseconds(20))
        #expect(label.responseCharges.sumNanoseconds == 8e6)
        let relieved = label.responseCharges.relieving(label.okResponse)
        #expect(relieved.count == 2 && relieved.minimum == .milliseconds(25))
        #expect(relieved.percentile(100) == .milliseconds(33))
    }

    @Test func `a delay below a hundredth of a time is not kept, and none makes one negative`() {
        let label = LabelSnapshot([
            .made(end: 200, own: OwnDelay(answer: 2 * Self.millisecond - 1)),
            .made(end: 3, own: OwnDelay(answer: 4 * Self.millisecond)),
        ])
        #expect(label.responseCharges.measured.count == 1)
        #expect(label.responseCharges.relieved.minimum == .zero)
    }

    @Test func `phases are of what succeeded, set-up only where a connection was opened`() {
        let times = ExchangeTimes(
            lookup: 1_000, connect: 2_000, tls: 3_000, send: 4_000, wait: 5_000, receive: 6_000,
            exchange: 11_000)
        var plain = times
        plain.tls = 0
        let label = LabelSnapshot([
            .made(end: 10, opened: true, times: times), .made(end: 20, opened: true, times: plain),
            .made(end: 30, times: plain), .made(end: 40, cause: .reset, times: times),
            .made(due: 5, end: 45),
        ])
        #expect(label.phases.lookup.count == 2 && label.phases.connect.count == 2)
        #expect(label.phases.tls.count == 1 && label.phases.tls.maximum == .microseconds(3))
        #expect(label.phases.send.count == 3 && label.phases.wait.count == 3)
        #expect(label.phases.receive.count == 3)
        #expect(label.phases.connect.maximum == .microseconds(2))
        #expect(label.phases.wait.maximum == .microseconds(5))
        #expect(label.phases.receive.maximum == .microseconds(6))
        #expect(label.okNewConnections.count == 2)
        #expect(label.okNewConnections.maximum == .milliseconds(20))
        // Percentiles of all clocks are of the same requests.
        #expect(label.okExchange.count == label.okResponse.count)
        #expect(label.okExchange.minimum == .microseconds(11))
        #expect(label.okExchange.maximum == .milliseconds(40))
    }

    @Test func `phases are counted to 1.6 %, never shorter than they were`() {
        for exact in [Int64(1), 90, 127, 128, 255, 256, 1_003, 77_777, 5_000_000, 3_000_000_000] {
            var times = ExchangeTimes(exchange: 0)
            times.wait = exact * 1_000
            var more = times
            // So that the largest value does not cut the counter's end off.
            more.wait = .max / 2
            let label = LabelSnapshot([.made(end: 1, times: times), .made(end: 1, times: more)])
            let shown = label.phases.wait.value(atRank: 1) ?? .zero
            let error = shown / .microseconds(exact) - 1
            #expect(error >= 0 && error < 0.016, "\(exact) µs became \(shown)")
        }
    }

    @Test func `labels are counted apart`() {
        let recorder = Recorder(names: SampleNames(labels: (0..<3).map { "\($0)" }))
        for end in 1...6 { recorder.record(.made(label: Int32(end % 2 * 2), end: Int64(end))) }
        let labels = recorder.takeAll().labels
        #expect((0..<3).map { labels[$0].requests } == [3, 0, 3])
        #expect(labels[0].okResponse.maximum == .milliseconds(6))
        #expect(labels[2].okResponse.maximum == .milliseconds(5))
        #expect(labels[1] == LabelSnapshot())
    }

    @Test func `an emptied recorder is as new`() {
        let recorder = Recorder(names: SampleNames(labels: (0..<2).map { "\($0)" }))
        for label in Int32(0)..<2 {
            recorder.record(
                .made(
                    label: label, end: 10, received: 5, sent: 5, opened: true, isArrival: true,
                    times: ExchangeTimes(tls: 1, exchange: 1)))
            recorder.record(.made(label: label, end: 20, status: 500, cause: .http(status: 500)))
        }
        recorder.record(.made(end: 1, cause: .generatorPorts))
        recorder.recordTick(nanoseconds: 1)
        recorder.idleClosed = 4
        recorder.generalExchanges = 5
        let before = recorder.takeAll().health
        #expect(before.idleClosed == 4 && before.generalExchanges == 5)
        let (labels, health) = recorder.takeAll()
        #expect(labels.isEmpty && labels == PackedLabels())
        #expect(health == GeneratorHealth())
        recorder.record(.made(label: 1, due: 7, end: 8))
        #expect(recorder.takeAll().labels[1] == LabelSnapshot([.made(due: 7, end: 8)]))
    }

    @Test func `a pool gives recorders back before it makes new ones`() {
        let pool = RecorderPool(names: SampleNames(labels: ["a"]))
        let first = pool.take()
        let second = pool.take()
        #expect(first !== second)
        pool.give(first)
        #expect(pool.take() === first)
        #expect(pool.take() !== first)
    }
}

@Suite struct LabelSnapshotTests {
    @Test func `merged snapshots are those of all samples together`() {
        let samples = (0..<100).map { number -> Sample in
            let failed = number.isMultiple(of: 7)
            return .made(
                due: Int64(number), end: Int64(number + number * number % 50 + 1),
                status: failed ? 500 : 200, cause: failed ? .http(status: 500) : nil,
                received: Int64(number), opened: number < 3)
        }
        var merged = LabelSnapshot()
        merged.merge(LabelSnapshot())
        for part in [samples[0..<10], samples[10..<90], samples[90..<90], samples[90...]] {
            merged.merge(LabelSnapshot(Array(part)))
        }
        #expect(merged == LabelSnapshot(samples))
    }

    @Test func `without requests there is no rate`() {
        let empty = LabelSnapshot()
        #expect(empty.value(of: Metric(.throughput)) == nil && empty.errorRate == nil)
    }
}
