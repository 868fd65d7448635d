import Foundation
import LoadTesting
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

/// Numbers that are known beforehand must come out, in virtual time: what the library makes of
/// loads whose answers leave when a formula says, to the last digit of its histogram.
///
/// `Scripts/truth` prints the table. The suite `Truth` holds one claim of each kind with real
/// sockets.
@Suite(.serialized, .printsTruthTable) struct VirtualTruthTests {
    private let truth = Checks()

    /// Runs a plan on a queue.
    private func run(
        _ model: QueueModel, @LoadTestBuilder _ elements: () -> LoadTestElements
    ) throws -> LoadTestResult {
        var model = model
        let run = try VirtualRun(
            LoadTest("truth", target: "http://127.0.0.1", elements: elements)
        ) { exchange in
            ScriptedTransport.Script(end: model.departure(of: exchange.start))
        }
        #expect(run.result.errors == 0)
        for percent in stride(from: 0.5, through: 100, by: 0.5) {
            let response = try #require(run.result[.percentile(percent)])
            #expect(response >= run.result[.percentile(percent).service] ?? .zero)
        }
        return run.result
    }

    private func check(
        _ what: String, _ percents: [Double], _ result: LoadTestResult,
        within tolerance: Tolerance = .exact, by theory: (Double) -> Double
    ) {
        for percent in percents {
            truth.check(
                "\(what): p\(number(percent))", theory: theory(percent),
                measured: result[.percentile(percent)], within: tolerance)
        }
    }

    /// Response times by Lindley's recursion: requests that come when they are due leave when the
    /// server's formula says.
    private func lindley(_ dues: [Int64], _ model: QueueModel) -> [Double] {
        zip(model.departures(of: dues), dues).map { Double($0 - $1) / 1e9 }
    }

    private func poisson(_ rate: Double, _ duration: Duration) -> [Int64] {
        let schedule = ArrivalSchedule(
            [.hold(.perSecond(rate), for: duration)], spacing: .poisson, seed: 1)
        return (0..<schedule.count).map(schedule.due)
    }

    // MARK: - Freezes

    /// The formula of the suite `Truth`, whose freeze is the same.
    private static func quantile(_ percent: Double) -> Double {
        1 - (1 - percent / 100) * 10 * (1 - 200.0 / 2_000) + 0.0005
    }

    private static let freeze = QueueModel(
        .constant(.microseconds(500)), freezeAt: .microseconds(4_002_700), freezeFor: .seconds(1))

    @Test func `an open load shows a freeze`() throws {
        let result = try run(Self.freeze) {
            ArrivalGroup(rate: .perSecond(200), for: .seconds(10), maxUsers: 400) { HTTPGet("/") }
        }
        #expect(result.requests == 2_000)
        check(
            "1 s freeze, open 200/s", [95, 99, 99.9], result, within: .time, by: Self.quantile)
        let exactly = lindley((0..<2_000).map { Int64($0) * 5_000_000 }, Self.freeze)
        check("— by Lindley's recursion", [50, 92, 95, 99, 99.9], result) {
            exact($0, of: exactly)
        }
        truth.publish()
    }

    /// Users that keep a pace send what is overdue when their answer has come.
    @Test func `so does a paced closed load`() throws {
        let result = try run(Self.freeze) {
            ThreadGroup(users: 100, rampUp: .milliseconds(500), loops: 20) {
                Pace(every: .milliseconds(500))
                HTTPGet("/")
            }
        }
        check(
            "1 s freeze, 100 users paced at 2/s", [93, 95, 99], result, within: .time,
            by: Self.quantile)
        let (responses, services) = pacedByHand()
        check("— user by user", [50, 93, 95, 99, 99.9], result) { exact($0, of: responses) }
        // Half of those that waited were sent only when their user was free, into a queue of all
        // users: N / C.
        truth.check(
            "— counted from sending: p93", theory: 100.0 / 2_000,
            measured: result[.percentile(93).service],
            within: Tolerance(share: 0, amount: 0.01))
        truth.check(
            "— user by user: p93", theory: exact(93, of: services),
            measured: result[.percentile(93).service], within: .exact)
        truth.publish()
    }

    /// The same load without a load tester: who sends first is served first, and who is served late
    /// sends what is due next at once.
    private func pacedByHand() -> (responses: [Double], services: [Double]) {
        var model = Self.freeze
        var users = (0..<100).map { (due: Int64($0) * 5_000_000, free: Int64(0), left: 20) }
        var (responses, services) = ([Double](), [Double]())
        for _ in 0..<2_000 {
            let waiting = users.indices.filter { users[$0].left > 0 }
            let next = waiting.min {
                max(users[$0].due, users[$0].free) < max(users[$1].due, users[$1].free)
            }
            guard let next else { break }
            let start = max(users[next].due, users[next].free)
            let end = model.departure(of: start)
            responses.append(Double(end - users[next].due) / 1e9)
            services.append(Double(end - start) / 1e9)
            users[next] = (
                due: users[next].due + 500_000_000, free: end, left: users[next].left - 1
            )
        }
        return (responses: responses, services: services)
    }

    @Test func `a closed load hides it, and its report says so`() throws {
        let model = QueueModel(
            .constant(.milliseconds(2)), freezeAt: .seconds(4), freezeFor: .seconds(1))
        let result = try run(model) {
            ThreadGroup(users: 10, duration: .seconds(10)) { HTTPGet("/") }
        }
        // Ten users, served one after the other, wait for nobody else: N / C.
        check("1 s freeze, closed, 10 users", [50, 90, 99], result) { _ in 0.02 }
        truth.check("— max", theory: 1.02, measured: result[.max], within: .exact)
        let remark = result.remarks.first { $0.hasPrefix("closed loop") }
        truth.check(
            "— the report: arrivals would have seen p99", says: "≈ 990 ms",
            measured: remark?.firstMatch(of: /≈ [0-9.]+ m?s/).map { "\($0.output)" } ?? "nothing",
            holds: remark?.contains(/≈ (9[6-9].(\..)? ms|1(\.0.*)? s)/) ?? false)
        truth.publish()
    }

    // MARK: - The instrument

    /// A rate that rises evenly from 0 to 200/s over 2 s has had 50 · t² arrivals at t.
    @Test func `requests are sent when they are due`() throws {
        let run = try VirtualRun(
            LoadTest("schedule", target: "http://127.0.0.1") {
                ArrivalGroup(
                    .ramp(from: .perSecond(0), to: .perSecond(200), over: .seconds(2)),
                    .hold(.perSecond(200), for: .seconds(2))
                ) { HTTPGet("/") }
            }
        ) { ScriptedTransport.Script(end: $0.start + 1_000_000) }
        let starts = run.transport.starts.map { Double($0) / 1e9 }
        truth.check(
            "0 … 200/s over 2 s, then 2 s: arrivals", theory: 600,
            measured: Double(starts.count), within: Tolerance(share: 0, amount: 0))
        let late = starts.enumerated().map { index, start in
            let index = Double(index)
            return abs(start - (index < 200 ? (index / 50).squareRoot() : 1 + index / 200))
        }
        truth.check(
            "— the furthest from its time", theory: 0, measured: late.max() ?? .nan, unit: " s",
            within: Tolerance(share: 0, amount: 0.000_000_001))
        truth.publish()
    }

    /// A generator that stands still for G: response times show it as a server's freeze, since
    /// requests are due all the same, and nobody takes it for one.
    @Test func `a generator that stands still says so`() throws {
        var model = QueueModel(.constant(.milliseconds(2)))
        var (processStall, isOver) = (Int64(0), false)
        let run = try VirtualRun(
            LoadTest("generator stops", target: "http://127.0.0.1") {
                ArrivalGroup(rate: .perSecond(50), for: .seconds(5)) { HTTPGet("/") }
                expect(p99 < .milliseconds(200))
            },
            lateness: {
                defer { processStall = 0 }
                return processStall
            }
        ) { exchange in
            if !isOver, exchange.start >= 2_010_000_000 {
                (processStall, isOver) = (1_200_000_000, true)
            }
            return ScriptedTransport.Script(end: model.departure(of: exchange.start))
        }
        truth.check(
            "generator stops for 1.2 s, open 50/s: p95",
            theory: 1.2 - 0.05 * 5 * (1 - 50.0 / 500) + 0.002, measured: run.result[.p95],
            within: Tolerance(share: 0.01, amount: 0))
        truth.check(
            "— verdict of a missed budget", says: "invalid", measured: "\(run.result.verdict)",
            holds: run.result.verdict == .invalid)
        truth.publish()
    }

    /// Stopped for 60 of each 100 ms, beside a server that takes 5 ms: the tail says nothing of it,
    /// and it has not stalled.
    @Test func `a generator that is stopped again and again says nothing of the server`() throws {
        var (now, next) = (Int64(0), Int64(40_000_000))
        let run = try VirtualRun(
            LoadTest("stopped", target: "http://127.0.0.1") {
                ThreadGroup(users: 20, duration: .seconds(3)) { HTTPGet("/health") }
                expect(p99 < .milliseconds(40))
            },
            lateness: {
                guard now >= next else { return 0 }
                next = now + 100_000_000
                return 60_000_000
            }
        ) { exchange in
            now = exchange.start
            return ScriptedTransport.Script(end: exchange.start + 5_000_000)
        }
        truth.check(
            "generator stopped for 60 of 100 ms, closed, answers of 5 ms: p99", theory: 0.065,
            measured: run.result[.p99], within: .exact)
        truth.check(
            "— what the report calls its own of it", theory: 0.06,
            measured: run.snapshot.ownDelay(99), within: .exact)
        truth.check(
            "— verdict of a missed budget", says: "invalid", measured: "\(run.result.verdict)",
            holds: run.result.verdict == .invalid)
        #expect(!run.result.remarks.contains { $0.contains("stalled") }, "\(run.result.remarks)")
        truth.publish()
    }

    // MARK: - Queues

    /// M/M/1: response times are exponential with the mean 1 / (μ − λ).
    @Test func `an M/M/1 queue, half loaded`() throws {
        let (rate, capacity, duration) = (250.0, 500.0, Duration.seconds(30))
        let model = QueueModel(.exponential(mean: .milliseconds(2), seed: 20))
        let result = try run(model) {
            ArrivalGroup(rate: .perSecond(rate), for: duration, arrivals: .poisson) { HTTPGet("/") }
        }
        // Theory is of endless runs; 7,500 requests of this one deviate by some percent.
        check(
            "M/M/1 at 50 %, by −ln(1 − p) / (μ − λ)", [50, 90, 99], result,
            within: Tolerance(share: 0.05, amount: 0.000_001)
        ) { -log(1 - $0 / 100) / (capacity - rate) }
        let exactly = lindley(poisson(rate, duration), model)
        check("— by Lindley's recursion", [50, 90, 99], result) { exact($0, of: exactly) }
        truth.publish()
    }

    @Test func `an M/M/1 queue, loaded to 80 %`() throws {
        let (rate, duration) = (400.0, Duration.seconds(30))
        let model = QueueModel(.exponential(mean: .milliseconds(2), seed: 21))
        let result = try run(model) {
            ArrivalGroup(rate: .perSecond(rate), for: duration, arrivals: .poisson) { HTTPGet("/") }
        }
        let exactly = lindley(poisson(rate, duration), model)
        check("M/M/1 at 80 %, by Lindley's recursion", [50, 90, 95, 99, 99.9], result) {
            exact($0, of: exactly)
        }
        truth.publish()
    }

    /// More arrivals than the capacity: the k-th waits for all before it.
    @Test(arguments: [400, 40]) func `an overloaded server`(maxUsers: Int) throws {
        let result = try run(QueueModel(.constant(.milliseconds(4)))) {
            ArrivalGroup(rate: .perSecond(300), for: .seconds(5), maxUsers: maxUsers) {
                HTTPGet("/")
            }
        }
        let users = maxUsers == 40 ? ", at most 40 users" : ""
        check(
            "300/s at a capacity of 250/s\(users), by p · T · (λ / C − 1)", [50, 99], result,
            within: .time
        ) { $0 / 100 * 5 * (300.0 / 250 - 1) + 0.004 }
        let held = result.snapshot.arrivals.throttled
        #expect(maxUsers == 40 ? held > 1_000 : held == 0)
        if maxUsers == 40 {
            truth.check(
                "— counted from sending: p50 = users / C", theory: 40.0 / 250,
                measured: result[.p50.service], within: .exact)
        }
        truth.publish()
    }

    // MARK: - Laws of closed loads

    /// X = N / (R + Z), for users that never wait for each other.
    @Test func `the interactive law, below saturation`() throws {
        let result = try run(QueueModel(.constant(.milliseconds(50)), .allAtOnce)) {
            ThreadGroup(users: 50, rampUp: .milliseconds(250), duration: .seconds(11)) {
                HTTPGet("/")
                Pause(.milliseconds(200))
            }
        }
        let (rate, response) = result.steady(2..<10)
        truth.check(
            "50 users, 50 ms and a pause of 200 ms: X = N / (R + Z)", theory: 50 / 0.25,
            measured: rate, unit: "/s", within: .exact)
        truth.check(
            "— Little's law: X · (R + Z)", theory: 50, measured: rate * (response + 0.2),
            within: .exact)
        truth.publish()
    }

    /// X = C and R = N / C − Z, for a server that can't do more.
    @Test func `the interactive law, saturated`() throws {
        let result = try run(QueueModel(.constant(.milliseconds(2)))) {
            ThreadGroup(users: 100, rampUp: .milliseconds(200), duration: .seconds(11)) {
                HTTPGet("/")
                Pause(.milliseconds(100))
            }
        }
        let (rate, response) = result.steady(2..<10)
        truth.check(
            "100 users at a capacity of 500/s: X", theory: 500, measured: rate, unit: "/s",
            within: .exact)
        truth.check(
            "— R = N / C − Z", theory: 0.1, measured: .seconds(response), within: .exact)
        truth.check(
            "— Little's law: X · (R + Z)", theory: 100, measured: rate * (response + 0.1),
            within: .exact)
        truth.publish()
    }

    /// The throughput of N users without pauses is the capacity.
    @Test(arguments: [200, 777, 2_000]) func `a capacity is found`(
        perSecond capacity: Int
    ) throws {
        let model = QueueModel(.constant(.nanoseconds(1_000_000_000 / capacity)))
        let result = try run(model) {
            ThreadGroup(users: 50, duration: .seconds(4)) { HTTPGet("/") }
        }
        truth.check(
            "50 users at a capacity of \(capacity)/s: throughput", theory: Double(capacity),
            measured: result[.throughput]?.perSecond ?? .nan, unit: "/s", within: .exact)
        truth.publish()
    }

    /// A server that gets slower by 0.2 ms each second is found to drift, by how much it does.
    @Test func `drift is said`() throws {
        let model = QueueModel(.growing(from: .milliseconds(4), perSecond: .microseconds(200)))
        let result = try run(model) {
            ArrivalGroup(rate: .perSecond(50), for: .seconds(36)) { HTTPGet("/") }
        }
        // From the first to the last of 35 whole seconds, over the p50 in the middle.
        truth.check(
            "a server slower by 0.2 ms a second: drift of p50", theory: 34 * 0.2 / 7.6,
            measured: result.snapshot.stationarity.latencyDrift ?? .nan,
            within: Tolerance(share: 0.02, amount: 0))
        let remark = result.remarks.first { $0.contains("Theil–Sen") }
        truth.check(
            "— the report", says: "p50 rose", measured: remark ?? "nothing",
            holds: remark?.contains("p50 rose") ?? false)
        truth.publish()
    }
}
