import TestSupport
import Testing

@testable import LoadTestingCore

@Suite struct LoadTestResultIntervalTests {
    /// 1,000 requests a second of about 10 ms in one label, of 50 ms in another, each on its own.
    private let run = RunSnapshot.course(seconds: 20, labels: ["login", "home"]) { second, label in
        var generator = SeededGenerator(seed: UInt64(10 * second + label + 1))
        return (0..<500).map { _ in
            (label == 0 ? 10 : 50) + Double.random(in: 0...8, using: &generator)
        }
    }

    @Test func `a percentile has an interval around its value, by label`() throws {
        let result = LoadTestResult.made(run)
        for metric in [LatencyMetric.p50, .p95, .p99, .p95(of: "login"), .p99(of: "home")] {
            let interval = try #require(result.interval(of: metric))
            #expect(interval.contains(try #require(result[metric])))
            #expect(interval.upper - interval.lower > .microseconds(10))
            let slices = metric == .p50 ? 20 : 10
            #expect(interval.slices == slices && interval.sliceDuration == .seconds(20) / slices)
        }
        let login = try #require(result.interval(of: .p95(of: "login")))
        #expect(login.upper < .milliseconds(20))
    }

    @Test func `each clock has its own`() throws {
        var slower = run
        for index in slower.intervals.indices {
            slower.intervals[index].labels[0].okService = HistogramSnapshot(
                nanoseconds: Array(repeating: 1_000_000, count: 500))
        }
        let result = LoadTestResult.made(slower)
        let service = try #require(result.interval(of: .p95(of: "login").service))
        #expect(service.contains(.milliseconds(1)) && service.upper < .milliseconds(2))
        #expect(try #require(result.interval(of: .p95(of: "login"))).lower > .milliseconds(9))
    }

    @Test func `what is no percentile, too short or unknown has none`() {
        let result = LoadTestResult.made(run)
        #expect(result.interval(of: .mean) == nil && result.interval(of: .max) == nil)
        #expect(result.interval(of: .p999) == nil)
        #expect(result.interval(of: .p50(of: "nobody")) == nil)
        #expect(result.interval(of: .percentile(100)) == nil)
        #expect(LoadTestResult.made(.made([])).interval(of: .p50) == nil)
    }

    @Test func `a stated warm-up is left out`() throws {
        var warm = RunSnapshot.course(seconds: 20) { second, _ in
            (0..<100).map { Double($0 % 10) + (second < 6 ? 500 : 10) }
        }
        #expect(LoadTestResult.made(warm).interval(of: .p50)?.upper ?? .zero > .milliseconds(100))
        warm.facts.warmUpSeconds = 6
        let interval = try #require(LoadTestResult.made(warm).interval(of: .p50))
        #expect(
            interval.upper < .milliseconds(30) && interval.sliceDuration == .milliseconds(1_400))
    }

    @Test func `transactions are no requests, a last part of a second is no slice`() throws {
        var mixed = run
        mixed.rows[1].kind = .transaction
        mixed.durationNanoseconds -= 500_000_000
        let interval = try #require(LoadTestResult.made(mixed).interval(of: .p50))
        #expect(interval.upper < .milliseconds(20) && interval.slices == 19)
    }
}
