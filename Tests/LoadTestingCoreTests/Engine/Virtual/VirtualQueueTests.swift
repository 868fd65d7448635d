import Foundation
import LoadTesting
import TestServers
import Testing

@testable import LoadTestingCore

/// Loads on servers whose answers a formula tells, in virtual time: exact to the histogram's last
/// digit, the same each time.
@Suite struct VirtualQueueTests {
    /// Runs a plan on a queue of one server, or of as many as there are requests.
    private func run(
        _ model: QueueModel, @LoadTestBuilder _ elements: () -> LoadTestElements
    ) throws -> VirtualRun {
        var model = model
        return try VirtualRun(LoadTest("queue", target: "http://127.0.0.1", elements: elements)) {
            exchange in
            ScriptedTransport.Script(end: model.departure(of: exchange.start))
        }
    }

    /// The response times that Lindley's recursion gives for arrivals at some times.
    private func lindley(_ dues: [Int64], _ model: QueueModel) -> HistogramSnapshot {
        HistogramSnapshot(counting: zip(model.departures(of: dues), dues).map { $0 - $1 })
    }

    private func poisson(_ rate: Double, _ duration: Duration) -> [Int64] {
        let schedule = ArrivalSchedule(
            [.hold(.perSecond(rate), for: duration)], spacing: .poisson, seed: 1)
        return (0..<schedule.count).map(schedule.due)
    }

    @Test(arguments: [250.0, 400, 475])
    func `random arrivals are measured as Lindley's recursion has them`(rate: Double) throws {
        let model = QueueModel(.exponential(mean: .milliseconds(2), seed: 20))
        let run = try run(model) {
            ArrivalGroup(
                rate: .perSecond(rate), for: .seconds(20), arrivals: .poisson, maxUsers: 10_000
            ) { HTTPGet("/") }
        }
        let total = try #require(run.snapshot.total())
        #expect(total.okResponse == lindley(poisson(rate, .seconds(20)), model))
        #expect(total.okResponse == total.okService)
        #expect(run.snapshot.arrivals.throttled == 0)
    }

    /// M/M/1: response times are exponential with the mean 1 / (μ − λ).
    @Test func `an M/M/1 queue has the percentiles of theory`() throws {
        let model = QueueModel(.exponential(mean: .milliseconds(2), seed: 20))
        let run = try run(model) {
            ArrivalGroup(
                rate: .perSecond(250), for: .seconds(120), arrivals: .poisson, maxUsers: 10_000
            ) { HTTPGet("/") }
        }
        let total = try #require(run.snapshot.total())
        for percent in [50.0, 90, 99] {
            let theory = -log(1 - percent / 100) / 250
            let measured = try #require(total.okResponse.percentile(percent)) / .seconds(1)
            // Theory is of endless runs; 30,000 requests of this one deviate by some percent.
            #expect(abs(measured - theory) < 0.06 * theory, "p\(percent)")
        }
    }

    /// More arrivals than the capacity: the k-th waits for all before it.
    @Test(arguments: [400, 40]) func `an overloaded server is shown in full`(
        maxUsers: Int
    ) throws {
        let model = QueueModel(.constant(.milliseconds(4)))
        let run = try run(model) {
            ArrivalGroup(rate: .perSecond(300), for: .seconds(5), maxUsers: maxUsers) {
                HTTPGet("/")
            }
        }
        let total = try #require(run.snapshot.total())
        let dues = (0..<Int64(1_500)).map { ($0 * 1_000_000_000 + 299) / 300 }
        let expected = lindley(dues, model)
        #expect(total.requests == 1_500)
        // The same whether users are throttled or requests queue: what is due counts.
        for percent in [50.0, 90, 99, 100] {
            let (seen, wanted) = (
                try #require(total.okResponse.percentile(percent)),
                try #require(expected.percentile(percent))
            )
            #expect(abs(seen / wanted - 1) < 0.002, "p\(percent)")
        }
        #expect((run.snapshot.arrivals.throttled > 0) == (maxUsers == 40))
    }

    @Test func `a freeze is in an open load's tail, and hidden by a closed one`() throws {
        let model = QueueModel(
            .constant(.microseconds(500)), freezeAt: .microseconds(4_002_500),
            freezeFor: .seconds(1))
        let open = try run(model) {
            ArrivalGroup(rate: .perSecond(200), for: .seconds(10), maxUsers: 400) { HTTPGet("/") }
        }
        let dues = (0..<Int64(2_000)).map { $0 * 5_000_000 }
        #expect(open.snapshot.total()?.okResponse == lindley(dues, model))
        let closed = try run(model) {
            ThreadGroup(users: 10, duration: .seconds(10)) { HTTPGet("/") }
        }
        let total = try #require(closed.snapshot.total())
        #expect(try #require(total.okResponse.percentile(99)) < .milliseconds(6))
        #expect(try #require(total.okResponse.maximum) > .seconds(1))
        let stalls = closed.snapshot.intervals.flatMap(\.stalls)
        #expect(stalls.count == 1 && stalls[0].waiting == 10)
        #expect(abs(stalls[0].nanoseconds - 1_000_000_000) < 1_000_000)
    }

    @Test func `a paced user counts from the beat that it missed`() throws {
        let model = QueueModel(
            .constant(.microseconds(500)), .allAtOnce, freezeAt: .seconds(4),
            freezeFor: .seconds(1))
        let run = try run(model) {
            ThreadGroup(users: 1, loops: 40) {
                Pace(every: .milliseconds(250))
                HTTPGet("/")
            }
        }
        let total = try #require(run.snapshot.total())
        // Due at 4 s and each quarter of a second after it; the answers come at 5 s.
        let waits = [1_000_500, 751_000, 501_500, 252_000, 2_500].map { Int64($0) * 1_000 }
        let expected = waits + [Int64](repeating: 500_000, count: 35)
        #expect(total.okResponse == HistogramSnapshot(counting: expected))
        #expect(total.okService.count(above: .milliseconds(1), orAt: false) == 1)
    }

    /// Users that think: X = N / (R + Z).
    @Test(arguments: [1, 7, 50]) func `a closed load has the throughput of the response time law`(
        users: Int
    ) throws {
        let model = QueueModel(.constant(.milliseconds(10)), .allAtOnce)
        let run = try run(model) {
            ThreadGroup(users: users, loops: 100) {
                HTTPGet("/")
                Pause(.milliseconds(90))
            }
        }
        let total = try #require(run.snapshot.total())
        #expect(total.requests == UInt64(users * 100))
        #expect(total.okResponse.minimum == total.okResponse.maximum)
        // The last pause is no part of the load.
        #expect(run.transport.starts.last == Int64(9_900_000_000))
        #expect(run.transport.maxUnderWay == users)
    }

    @Test func `a limit spaces the requests of all users evenly`() throws {
        let run = try run(QueueModel(.constant(.milliseconds(1)), .allAtOnce)) {
            ThreadGroup(users: 5, loops: 20) { HTTPGet("/") }.limit(.perSecond(100))
        }
        let starts = run.transport.starts
        #expect(starts == (0..<100).map { $0 * 10_000_000 })
        #expect(run.snapshot.total()?.okResponse.maximum == .milliseconds(1))
    }
}
