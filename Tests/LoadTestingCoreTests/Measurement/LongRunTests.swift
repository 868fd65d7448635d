import CLoadTestingSystem
import TestSupport
import Testing

@testable import LoadTestingCore

/// The cost of runs with many labels, or of many minutes: in virtual time.
@Suite(.timeLimit(.minutes(5))) struct LongRunTests {
    private static func names(_ count: Int) -> SampleNames {
        SampleNames(labels: (0..<count).map { "\($0)" })
    }

    /// A request of each label every three seconds.
    ///
    /// A minute took 219 MB.
    @Test func `an hour of a thousand labels takes less than 60 MB and stays exact`() {
        let names = Self.names(1_000)
        let recorder = Recorder(names: names)
        var collector = Collector(names: names)
        var generator = SeededGenerator(seed: 5)
        var times: [Int64] = []
        for minute in 0..<60 {
            for number in 0..<20_000 {
                let sample = Sample.random(label: Int32(number % 1_000), using: &generator)
                if sample.label == 7 { times.append(sample.end - sample.due) }
                recorder.record(sample)
            }
            let (labels, health) = recorder.takeAll()
            collector.add(second: minute * 60, labels: labels, health: health, activeUsers: 1)
            #expect(collector.snapshot.byteCount < 24 << 20)
        }
        let run = collector.finish(.complete, durationNanoseconds: 3_600_000_000_000)
        #expect(run.total()?.requests == 1_200_000)
        #expect(run.total(of: "7")?.okResponse == HistogramSnapshot(nanoseconds: times))
        #expect(run.intervals.count >= 20)
        // Two of them, one with the loop and one with the collector, a second's samples in each.
        #expect(recorder.byteCount < 16 << 20)
    }

    @Test func `labels without requests cost nothing`() {
        let recorder = Recorder(names: Self.names(50_000))
        for _ in 0..<10 {
            for label in 0..<5_000 { recorder.record(.made(label: Int32(label * 10), end: 1)) }
            #expect(recorder.takeAll().labels.byteCount < 5_000 * 60)
        }
        #expect(recorder.byteCount < 5_000 * 250)
    }

    /// They took 14 s.
    @Test func `metrics of ten minutes are read within a moment`() throws {
        let run = Self.tenMinutes()
        let latencies: [LatencyMetric] = (0..<20).map { .p99(of: "\($0)") }
        let others: [LatencyMetric] = [
            .p50, .p90, .p95, .p99, .p999, .min, .max, .mean, p99.exchange, p99.wait,
            .p99(over: .seconds(10)), .p99(of: "3", over: .seconds(30)),
            .p99(during: .between(.seconds(60), .seconds(120))),
        ]
        let rates: [RateMetric] = [.throughput, .throughput(of: "3"), .requestRate]
        let result = LoadTestResult.made(run)
        let start = clt_thread_cpu_nanoseconds()
        for _ in 0..<2 {
            for metric in latencies + others { #expect(result[metric] != nil) }
            for metric in rates { #expect(result[metric] != nil) }
            #expect(result.requests == 300_000 && result.errors == 0)
        }
        let spent = Duration.nanoseconds(clt_thread_cpu_nanoseconds() - start)
        #expect(spent < .seconds(2), "a debug build on a slow machine")
    }

    /// 20 labels with 25 requests a second each.
    private static func tenMinutes() -> RunSnapshot {
        let names = names(20)
        let recorder = Recorder(names: names)
        var collector = Collector(names: names)
        var generator = SeededGenerator(seed: 6)
        for second in 0..<600 {
            for number in 0..<500 {
                recorder.record(.random(label: Int32(number % 20), using: &generator))
            }
            let (labels, health) = recorder.takeAll()
            collector.add(second: second, labels: labels, health: health, activeUsers: 1)
        }
        return collector.finish(.complete, durationNanoseconds: 600_000_000_000)
    }
}
