import Testing

@testable import LoadTestingCore

@Suite struct CollectorTests {
    @Test func `the run is the exact sum of its intervals`() {
        var collector = Collector(names: SampleNames(labels: ["a", "b"]))
        var samples: [[Sample]] = [[], []]
        for second in 0..<50 {
            let labels = (0..<2).map { label in
                let part = (0...second).map { number in
                    Sample.made(
                        due: Int64(second * 1_000 + number),
                        end: Int64(second * 1_000 + number * (label + 2) + 1))
                }
                samples[label] += part
                return LabelSnapshot(part)
            }
            collector.add(
                second: second, labels: labels, health: GeneratorHealth(), activeUsers: second)
        }
        let run = collector.finish(.complete, durationNanoseconds: 50)
        #expect(run.total(of: "a") == LabelSnapshot(samples[0]))
        #expect(run.total(of: "b") == LabelSnapshot(samples[1]))
        #expect(run.total() == LabelSnapshot(samples[0] + samples[1]))
        #expect(run.total(of: "c") == nil)
        #expect(run.intervals.count == 50)
        #expect(run.intervals[49].total.requests == 100)
        #expect(run.durationNanoseconds == 50 && run.end == .complete)
        #expect(run.peakActiveUsers == 49)
    }

    @Test func `loops may report in any order, and one may lag behind`() {
        var inOrder = Collector(names: SampleNames(labels: ["a"]))
        var lagging = Collector(names: SampleNames(labels: ["a"]))
        for second in 0..<20 {
            for loop in 0..<3 { inOrder.add(second: second, requests: loop + 1, users: 10) }
        }
        for loop in [2, 0, 1] {
            for second in 0..<20 { lagging.add(second: second, requests: loop + 1, users: 10) }
        }
        let expected = inOrder.finish(.complete, durationNanoseconds: 1)
        #expect(lagging.finish(.complete, durationNanoseconds: 1) == expected)
        #expect(expected.intervals.map(\.startSecond) == Array(0..<20))
        #expect(expected.intervals.allSatisfy { $0.total.requests == 6 && $0.seconds == 1 })
        #expect(expected.peakActiveUsers == 30)
    }

    @Test func `seconds without a report leave a gap`() {
        var collector = Collector(names: SampleNames(labels: ["a"]))
        for second in [7, 3, 12] { collector.add(second: second, requests: 1) }
        #expect(collector.snapshot.intervals.map(\.startSecond) == [3, 7, 12])
    }

    @Test func `a run of 5,000 seconds keeps at most 600 intervals and every request`() {
        var collector = Collector(names: SampleNames(labels: ["a"]))
        let labels = [LabelSnapshot(Array(repeating: .made(end: 5), count: 3))]
        for second in 0..<5_000 {
            for _ in 0..<2 {
                collector.add(
                    second: second, labels: labels, health: GeneratorHealth(),
                    activeUsers: 1 + second % 10)
            }
            #expect(collector.snapshot.intervals.count <= 600)
        }
        let run = collector.finish(.complete, durationNanoseconds: 1)
        #expect(run.total()?.requests == 30_000)
        let intervals = run.intervals
        #expect(intervals.count == 313)
        #expect(intervals.allSatisfy { $0.seconds == 16 })
        #expect(intervals.map(\.startSecond) == (0..<313).map { $0 * 16 })
        #expect(intervals.dropLast().allSatisfy { $0.total.requests == 96 })
        #expect(run.peakActiveUsers == 20)
    }

    @Test func `a late report is added to the joined interval it belongs to`() {
        var collector = Collector(names: SampleNames(labels: ["a"]))
        for second in 0..<601 { collector.add(second: second, requests: 1) }
        #expect(collector.snapshot.intervals.count == 301)
        collector.add(second: 599, requests: 5)
        collector.add(second: 602, requests: 1)
        let last = collector.snapshot.intervals.suffix(3)
        #expect(last.map(\.startSecond) == [598, 600, 602])
        #expect(last.map(\.total.requests) == [7, 1, 1])
    }

    @Test func `a million requests cost no more memory than a thousand`() {
        let recorder = Recorder(names: SampleNames(labels: (0..<1).map { "\($0)" }))
        func size(of count: Int) -> (counters: Int, intervals: Int) {
            var collector = Collector(names: SampleNames(labels: ["a"]))
            for number in 0..<count {
                recorder.record(.made(end: Int64(number * 37 % 1_000 + 1)))
                if number % (count / 10) == count / 10 - 1 {
                    let (labels, health) = recorder.takeAll()
                    collector.add(
                        second: number / (count / 10), labels: labels, health: health,
                        activeUsers: 1)
                }
            }
            #expect(collector.snapshot.total()?.requests == UInt64(count))
            let total = collector.snapshot.total()!
            return (total.okResponse.counters.count, collector.snapshot.intervals.count)
        }
        let (small, large) = (size(of: 1_000), size(of: 1_000_000))
        // The same counters; larger counts take up to two bytes more.
        #expect(large.counters <= 3 * small.counters)
        #expect(large.intervals == small.intervals)
    }

    @Test func `health is merged over the run`() {
        var collector = Collector(names: SampleNames(labels: []))
        for second in 0..<3 {
            var health = GeneratorHealth()
            health.processorNanoseconds = 10
            health.idleClosed = 2
            health.generalExchanges = 3
            health.peakMemoryBytes = Int64(100 - second)
            health.failures = [.generatorPorts: 1]
            health.tick = HistogramSnapshot(nanoseconds: [Int64(second + 1) * 1_000_000])
            collector.add(second: second, labels: [], health: health, activeUsers: 0)
        }
        let health = collector.snapshot.health
        #expect(health.processorTime == .nanoseconds(30))
        #expect(health.idleClosed == 6)
        #expect(health.generalExchanges == 9)
        #expect(health.peakMemoryBytes == 100)
        #expect(health.failures == [.generatorPorts: 3])
        #expect(health.tick.maximum == .milliseconds(3))
    }

    @Test func `the first five examples of the run are kept, whichever loop had them`() {
        var collector = Collector(names: SampleNames(labels: ["a"]))
        collector.add(examples: [])
        collector.add(examples: [9, 3, 7].map { .made(at: $0) })
        collector.add(examples: [8, 1, 2, 5].map { .made(at: $0) })
        collector.add(examples: [.made(at: 10)])
        #expect(collector.snapshot.examples.map(\.endNanoseconds) == [1, 2, 3, 5, 7])
    }

    @Test func `of each further cause the first example is kept, 40 in total at most`() {
        var collector = Collector(names: SampleNames(labels: ["a"]))
        for end in Int64(0)..<10 { collector.add(examples: [.made(at: end)]) }
        collector.add(examples: [.made(at: 21, .truncated), .made(at: 22, .truncated)])
        collector.add(examples: [.made(at: 20, .tls)])
        #expect(collector.snapshot.examples.map(\.endNanoseconds) == [0, 1, 2, 3, 4, 20, 21])
        for status in 400..<500 {
            collector.add(examples: [.made(at: Int64(status), .http(status: status))])
        }
        #expect(collector.snapshot.examples.count == 40)
        #expect(collector.snapshot.examples.last?.cause == .http(status: 432))
    }

    @Test func `examples are kept without secrets`() throws {
        var collector = Collector(names: SampleNames(labels: ["a"]))
        collector.add(examples: [
            FailedExchange(
                label: "a", request: "GET http://h/?key=CANARY", cause: .reset, status: nil,
                explanation: "", body: #"{"token":"CANARY"}"#, endNanoseconds: 1)
        ])
        let example = try #require(collector.snapshot.examples.first)
        #expect(example.request == "GET http://h/?key=…")
        #expect(example.body == #"{"token":…}"#)
    }

    @Test func `what loops say at their end is summed up`() {
        var collector = Collector(names: SampleNames(labels: []))
        collector.add(unstartedUsers: 3, abandonedExchanges: 1)
        collector.add(unstartedUsers: 4, abandonedExchanges: 2)
        let run = collector.finish(.limit, durationNanoseconds: 7)
        #expect(run.unstartedUsers == 7 && run.abandonedExchanges == 3 && run.end == .limit)
    }
}

/// RULES 3: 100 % failures for 10 s and ≥ 100 requests.
@Suite struct DeadRunTests {
    @Test(arguments: [(9, 12, false), (10, 9, false), (10, 10, true), (11, 10, true)])
    func `a run is dead after 10 s of nothing but 100 failures`(
        seconds: Int, failuresASecond: Int, isUnresponsive: Bool
    ) {
        var collector = Collector(names: SampleNames(labels: ["a"]))
        for second in 0..<seconds { collector.add(second: second, failures: failuresASecond) }
        #expect(collector.isUnresponsive == isUnresponsive)
    }

    @Test func `a single success begins the interval anew`() {
        var collector = Collector(names: SampleNames(labels: ["a"]))
        for second in 0..<9 { collector.add(second: second, failures: 50) }
        collector.add(second: 9, requests: 1, failures: 50)
        for second in 10..<19 { collector.add(second: second, failures: 50) }
        #expect(!collector.isUnresponsive)
        collector.add(second: 19, failures: 1)
        #expect(collector.isUnresponsive)
    }

    @Test func `seconds before the first failure do not count`() {
        var collector = Collector(names: SampleNames(labels: ["a"]))
        for second in 0..<30 { collector.add(second: second) }
        for second in 30..<39 { collector.add(second: second, failures: 100) }
        #expect(!collector.isUnresponsive)
        collector.add(second: 39, failures: 1)
        #expect(collector.isUnresponsive)
    }

    @Test func `a loop that still succeeds keeps the run alive`() {
        var collector = Collector(names: SampleNames(labels: ["a"]))
        for second in 0..<30 {
            collector.add(second: second, failures: 100)
            collector.add(second: second, requests: 1)
            #expect(!collector.isUnresponsive)
        }
    }

    @Test func `failures of the generator do not make a run dead`() {
        var collector = Collector(names: SampleNames(labels: ["a"]))
        for second in 0..<30 {
            var health = GeneratorHealth()
            health.failures = [.generatorPorts: 1_000]
            collector.add(
                second: second, labels: [LabelSnapshot()], health: health, activeUsers: 1)
        }
        #expect(!collector.isUnresponsive)
    }
}

extension Collector {
    fileprivate mutating func add(
        second: Int, requests: Int = 0, failures: Int = 0, users: Int = 1
    ) {
        let end = Int64(second) * 1_000 + 5
        let samples =
            Array(repeating: Sample.made(due: end - 5, end: end), count: requests)
            + Array(repeating: Sample.made(due: end - 5, end: end, cause: .reset), count: failures)
        add(
            second: second, labels: [LabelSnapshot(samples)], health: GeneratorHealth(),
            activeUsers: users)
    }
}

extension FailedExchange {
    fileprivate static func made(
        at end: Int64, _ cause: FailureCause = .reset
    ) -> FailedExchange {
        FailedExchange(
            label: "a", request: "GET /", cause: cause, status: nil, explanation: "", body: "",
            endNanoseconds: end)
    }
}
