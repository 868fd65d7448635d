import LoadTesting
import LoadTestingMacrosFree
import TestSupport
import Testing

@testable import LoadTestingCore

/// Figures and remarks of whole loads, exact since time is virtual.
///
/// The time that a rate is over, who made the load and when, and who got nothing of it.
@Suite struct VirtualLoadTests {
    private static let millisecond: Int64 = 1_000_000

    /// Runs a plan on a server that takes so many milliseconds for an exchange.
    private func run(_ plan: LoadTest, _ milliseconds: @escaping (Exchange) -> Int64) throws
        -> VirtualRun
    {
        try VirtualRun(plan) {
            ScriptedTransport.Script(end: $0.start + milliseconds($0) * Self.millisecond)
        }
    }

    // MARK: - The time of a load

    /// A load, how many requests it has, and the time that its rate is over.
    struct Load: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var requests: Int
        var seconds: Double
        var group: @Sendable () -> any LoadSource
    }

    static let loads = arrivals + users

    static let arrivals = [
        Load("even", 5, 1) {
            ArrivalGroup(rate: .perSecond(5), for: .seconds(1)) { HTTPGet("/") }
        },
        Load("slower than one a second", 1, 1.25) {
            ArrivalGroup(rate: .perSecond(0.8), for: .milliseconds(1_250)) { HTTPGet("/") }
        },
        Load("Poisson", 8, 1) {
            ArrivalGroup(rate: .perSecond(8), for: .seconds(1), arrivals: .poisson) {
                HTTPGet("/")
            }
        },
        Load("ramp", 5, 1) {
            ArrivalGroup(
                .ramp(from: .perSecond(0), to: .perSecond(10), over: .seconds(1))
            ) { HTTPGet("/") }
        },
        Load("steps", 6, 1) {
            ArrivalGroup(
                .steps(
                    from: .perSecond(4), by: .perSecond(4), count: 2,
                    each: .milliseconds(500))
            ) { HTTPGet("/") }
        },
        Load("silence between and at the end", 6, 1.6) {
            ArrivalGroup(
                .hold(.perSecond(10), for: .milliseconds(300)),
                .silence(for: .milliseconds(500)),
                .hold(.perSecond(10), for: .milliseconds(300)),
                .silence(for: .milliseconds(500))
            ) { HTTPGet("/") }
        },
        Load("started later", 5, 0.5) {
            ArrivalGroup(
                .hold(.perSecond(10), for: .milliseconds(500)), startAfter: .milliseconds(700)
            ) { HTTPGet("/") }
        },
    ]

    static let users = [
        Load("duration", 8, 1) {
            ThreadGroup(users: 2, duration: .seconds(1)) {
                HTTPGet("/")
                Pause(.milliseconds(270))
            }
        },
        Load("loops with pauses", 4, 0.8) {
            ThreadGroup(users: 1, loops: 4) {
                HTTPGet("/")
                Pause(.milliseconds(200))
            }
        },
        Load("paced", 4, 0.8) {
            ThreadGroup(users: 1, loops: 4) {
                Pace(every: .milliseconds(200))
                HTTPGet("/")
            }
        },
        Load("limited", 4, 0.8) {
            ThreadGroup(users: 1, loops: 4) { HTTPGet("/") }.limit(.perSecond(5))
        },
        Load("ramp-up", 5, 1) {
            ThreadGroup(users: 5, rampUp: .seconds(1), loops: 1) { HTTPGet("/") }
        },
        Load("loops before the duration", 4, 0.4) {
            ThreadGroup(users: 1, loops: 4, duration: .seconds(30)) {
                HTTPGet("/")
                Pause(.milliseconds(100))
            }
        },
        Load("duration before the loops", 3, 0.5) {
            ThreadGroup(users: 1, loops: 1_000, duration: .milliseconds(500)) {
                HTTPGet("/")
                Pause(.milliseconds(200))
            }
        },
        Load("shape", 4, 1) {
            ThreadGroup(
                .step(to: 2, for: .milliseconds(500)), .step(to: 0, for: .milliseconds(500))
            ) {
                HTTPGet("/")
                Pause(.milliseconds(400))
            }
        },
        Load("scenario", 4, 0.8) {
            ThreadGroup(users: 2, loops: 2) {
                Scenario("visit") { user in
                    try await user.get("/")
                    try await user.pause(.milliseconds(400))
                }
            }
        },
    ]

    @Test(arguments: loads) func `a rate is over the time of the load`(load: Load) throws {
        var plan = LoadTest("time", target: "http://127.0.0.1") {
            ThreadGroup(users: 1) { HTTPGet("/") }
        }
        plan.groups = [load.group().group]
        let run = try run(plan) { _ in 0 }
        let found = try #require(run.snapshot.groups.first)
        let seconds = Double(found.endNanoseconds - found.startNanoseconds) / 1e9
        #expect(abs(seconds - load.seconds) < 1e-6)
        #expect(run.result.requests == load.requests)
        let inTime = Double(load.requests) - Double(run.result.all.inDrain)
        let rate = try #require(run.result[.throughput]).perSecond
        #expect(abs(rate - inTime / load.seconds) < 1e-6)
    }

    /// One answer of all takes three times as long as the load.
    @Test(arguments: [true, false])
    func `one straggler neither divides the rate nor is a stall`(isOpen: Bool) throws {
        var requests = 0
        let plan = LoadTest("straggler", target: "http://127.0.0.1") {
            if isOpen {
                ArrivalGroup(rate: .perSecond(100), for: .seconds(1)) { HTTPGet("/") }
            } else {
                ThreadGroup(users: 4, duration: .seconds(1)) {
                    HTTPGet("/")
                    Pause(.milliseconds(10))
                }
            }
        }
        let result = try run(plan) { _ in
            requests += 1
            return requests == 20 ? 3_000 : 1
        }.result
        #expect(result.duration > .seconds(3) && result.errors == 0)
        #expect(result.all.succeededInDrain == 1)
        let rate = try #require(result[.throughput]).perSecond
        #expect(abs(rate - Double(result.all.succeeded - 1)) < 1e-6)
        #expect(result.snapshot.intervals.flatMap(\.stalls).isEmpty)
        #expect(!result.remarks.contains { $0.contains("never sent") }, "\(result.remarks)")
        #expect(result.remarks.contains { $0.contains("were waiting for the last answers") })
    }

    // MARK: - Who made it

    @Test func `users come and leave as the shape says`() throws {
        let run = try run(
            LoadTest("shape", target: "http://127.0.0.1") {
                ThreadGroup(
                    .ramp(to: 10, over: .seconds(1)), .hold(for: .milliseconds(2_500)),
                    .step(to: 3, for: .seconds(2))
                ) { HTTPGet("/a") }
            }
        ) { _ in 20 }
        #expect(run.result.errors == 0 && run.result.peakActiveUsers == 10)
        #expect(run.snapshot.intervals.map(\.activeUsers) == [10, 10, 10, 10, 3, 3])
        #expect(run.snapshot.plateau == 1..<3)
        let duration = run.snapshot.durationNanoseconds
        #expect((5_500_000_000...5_520_000_000).contains(duration), "\(duration)")
        #expect(run.snapshot.facts.plannedUsers == 10)
    }

    @Test func `a plateau keeps its last second when the load ends with it`() throws {
        let run = try run(
            LoadTest("whole", target: "http://127.0.0.1") {
                ThreadGroup(.ramp(to: 4, over: .seconds(1)), .hold(for: .seconds(2))) {
                    HTTPGet("/a")
                }
            }
        ) { _ in 20 }
        #expect(run.snapshot.plateau == 1..<3)
    }

    @Test func `who only waits for its last answer is no part of a plateau`() throws {
        let run = try run(
            LoadTest("leaving", target: "http://127.0.0.1") {
                // Its users wait to 2.5 s for an answer, and make load to 1 s.
                ThreadGroup(.step(to: 2, for: .seconds(1))) { HTTPGet("/slow") }
                ThreadGroup(users: 1, duration: .seconds(3)) { HTTPGet("/a") }
            }
        ) { $0.request == 0 ? 2_500 : 20 }
        #expect(run.result.errors == 0)
        #expect(run.snapshot.durationNanoseconds >= 3_000_000_000)
        #expect(run.snapshot.plateau == nil)
    }

    @Test func `a stated warm-up is in no figure that is judged`() throws {
        let run = { (warmUp: Duration) in
            var requests = 0
            return try self.run(
                LoadTest("warm", target: "http://127.0.0.1", warmUp: warmUp) {
                    ArrivalGroup(rate: .perSecond(50), for: .seconds(3)) { HTTPGet("/a") }
                    expect(p99 < .milliseconds(150))
                }
            ) { _ in
                requests += 1
                return requests <= 2 ? 200 : 1
            }
        }
        let cold = try run(.zero).result
        #expect(cold.requests == 150 && cold.verdict == .failed)
        let warm = try run(.milliseconds(600)).result
        #expect(warm.snapshot.facts.warmUpSeconds == 1)
        #expect(warm.requests == 100 && warm[.max] == .milliseconds(1))
        let everything = warm.snapshot.total(of: .everything, in: warm.snapshot.intervals)
        #expect(everything?.requests == 150, "it was measured")
    }

    // MARK: - Who got nothing

    /// Four users are served, the others wait for two seconds.
    @Test(arguments: ["duration", "shape", "scenario"])
    func `users who got nothing are counted, and no percentile passes`(kind: String) throws {
        let run = try run(
            LoadTest("unfair", target: "http://127.0.0.1") {
                switch kind {
                case "duration":
                    ThreadGroup(users: 20, duration: .milliseconds(1_500)) { HTTPGet("/") }
                case "shape":
                    ThreadGroup(.step(to: 20, for: .milliseconds(1_500))) { HTTPGet("/") }
                default:
                    ThreadGroup(users: 20, duration: .milliseconds(1_500)) {
                        Scenario("visit") { user in try await user.get("/") }
                    }
                }
                expect(p99 < .milliseconds(500), errorRate < .percent(1))
            }
        ) { $0.connection.number < 4 ? 1 : 2_000 }
        let tally = try #require(run.snapshot.groups.first).users
        #expect(tally.users == 20)
        #expect(tally.unanswered["GET /"]?.count == 16)
        #expect(Int(tally.requests) == run.result.requests)
        #expect(run.result.verdict != .passed)
        let line = run.result.remarks.first { $0.contains("users got no answer for") }
        #expect(line?.hasPrefix("16 of 20 users got no answer for 1.5 s; 4 users made") == true)
    }

    @Test func `users with loops that waited at first are counted, too`() throws {
        let group = { (loops: Int) in
            LoadTest("unfair", target: "http://127.0.0.1") {
                ThreadGroup(users: 20, rampUp: .milliseconds(100), loops: loops) { HTTPGet("/") }
            }
        }
        // Each of the others waits twice as long for every answer: what it takes, not unfair.
        let always = try run(group(2)) { $0.connection.number < 4 ? 1 : 2_000 }
        #expect(always.snapshot.groups[0].users.unanswered["GET /"]?.count ?? 0 <= 16)
        var seen: Set<Int32> = []
        let first = try run(group(300)) { exchange in
            let number = exchange.connection.number
            return seen.insert(number).inserted && number >= 4 ? 2_000 : 1
        }
        #expect(first.snapshot.groups[0].users.unanswered["GET /"]?.count == 16)
    }
}

extension VirtualLoadTests.Load {
    init(
        _ name: String, _ requests: Int, _ seconds: Double,
        _ group: @escaping @Sendable () -> any LoadSource
    ) {
        self.init(testDescription: name, requests: requests, seconds: seconds, group: group)
    }
}
