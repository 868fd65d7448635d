import Testing

@testable import LoadTestingCore

@Suite struct RunIntervalTests {
    /// Three seconds with 100 requests each, of which some fail in the second one.
    private static func run(warmUp: Int = 0, width: Int = 1) -> RunSnapshot {
        .made(
            seconds: [
                .made(ok: [(100, 10)]),
                .made(ok: [(80, 20)], failed: [(15, .http(status: 503)), (5, .reset)]),
                .made(ok: [(100, 30)]),
            ], width: width, warmUp: warmUp, users: 7)
    }

    @Test func `a result has the course of its run, interval by interval`() {
        let intervals = LoadTestResult.made(Self.run()).intervals
        #expect(intervals.map(\.start) == [.zero, .seconds(1), .seconds(2)])
        #expect(intervals.map(\.length) == [.seconds(1), .seconds(1), .seconds(1)])
        #expect(intervals.map(\.requests) == [100, 100, 100])
        #expect(intervals.map(\.errors) == [0, 20, 0])
        #expect(intervals.map(\.peakActiveUsers) == [7, 7, 7])
        #expect(intervals.map(\.minActiveUsers) == [0, 0, 0])
        #expect(intervals[1].errorsByCause == [.http(status: 503): 15, .reset: 5])
        #expect(intervals.map(\.statuses) == [[200: 100], [200: 100], [200: 100]])
    }

    @Test func `metrics are read of an interval as of the run`() throws {
        let result = LoadTestResult.made(Self.run())
        let intervals = result.intervals
        #expect(
            intervals.map { $0[.throughput] } == [.perSecond(100), .perSecond(80), .perSecond(100)])
        #expect(intervals.map { $0[.requestRate] } == .init(repeating: .perSecond(100), count: 3))
        #expect(intervals[1][.errorRate] == .percent(20))
        #expect(intervals[1][.p99] == nil, "it falls among failed requests")
        #expect(intervals[1][.fraction(under: .seconds(1))] == .percent(80))
        #expect(intervals[2][.requestCount] == 100)
        #expect(intervals[2][.apdex(target: .milliseconds(30))] == 1)
        for interval in intervals {
            let end = interval.start + interval.length
            let period = RunPeriod.between(interval.start, end)
            #expect(interval[.p50] == result[.p50(during: period)])
            #expect(interval[.max] == result[.max(during: period)])
            #expect(interval[.mean.service] == result[.mean.service(during: period)])
        }
    }

    @Test func `labels are read of an interval, too`() {
        let interval = LoadTestResult.made(Self.run()).intervals[1]
        #expect(interval.requests(of: "GET /") == 100 && interval.requests(of: "other") == 0)
        #expect(interval.errors(of: "GET /") == 20 && interval.errors(of: "other") == 0)
        #expect(interval.statuses(of: "GET /") == interval.statuses)
        #expect(interval.errorsByCause(of: "GET /") == interval.errorsByCause)
        #expect(interval.statuses(of: "other").isEmpty)
        #expect(interval[.p50(of: "GET /")] == interval[.p50])
        #expect(interval[.throughput(of: "GET /")] == .perSecond(80))
        #expect(interval[.p50(of: "other")] == nil)
    }

    @Test func `a window or a part of the run means nothing in an interval`() {
        let interval = LoadTestResult.made(Self.run()).intervals[0]
        #expect(interval[.p50] != nil)
        #expect(interval[.p50(over: .seconds(1))] == nil)
        #expect(interval[.p50(during: .plateau)] == nil)
    }

    @Test func `the warm-up is in the course, and says so`() {
        let intervals = LoadTestResult.made(Self.run(warmUp: 1)).intervals
        #expect(intervals.map(\.isWarmUp) == [true, false, false])
        #expect(intervals[0][.p50] != nil && intervals[0].requests == 100)
    }

    @Test func `intervals that were joined are one`() {
        let intervals = LoadTestResult.made(Self.run(width: 2)).intervals
        #expect(intervals.map(\.length) == [.seconds(2), .seconds(2)])
        #expect(intervals[0].requests == 200)
        #expect(intervals[0][.requestRate] == .perSecond(100))
    }
}
