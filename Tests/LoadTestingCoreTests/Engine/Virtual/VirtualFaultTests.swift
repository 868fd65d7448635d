import LoadTesting
import Testing

@testable import LoadTestingCore

/// Thousands of plans on a server that fails in every way, drawn from seeds, each the same when it
/// is run again: what must hold of every run, whatever happens in it.
@Suite struct VirtualFaultTests {
    /// Random numbers of one seed (SplitMix64).
    private struct Random {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var bits = state
            bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
            bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
            return bits ^ (bits >> 31)
        }

        mutating func below(_ bound: Int64) -> Int64 { Int64(next() % UInt64(bound)) }

        /// True once in so many times.
        mutating func once(in times: Int64) -> Bool { below(times) == 0 }
    }

    /// A server that is slow, refuses, resets, stalls, answers with errors and not at all.
    private final class Server {
        private var random: Random
        /// The number of requests that could not be made.
        private(set) var unmade = 0
        private var stallEnd: Int64 = 0

        init(seed: UInt64) { random = Random(state: seed) }

        func script(
            _ exchange: Exchange
        ) throws(RequestFailure) -> ScriptedTransport.Script {
            if random.once(in: 40) {
                unmade += 1
                throw .invalid("drawn")
            }
            if random.once(in: 50) { stallEnd = exchange.start + random.below(800_000_000) }
            let end = max(exchange.start, stallEnd) + random.below(30_000_000)
            // Longer than a load and its drain: given up where these have an end.
            if random.once(in: 60) {
                return .init(end: exchange.start + 2_000_000_000, cause: .responseTimeout)
            }
            guard random.once(in: 8) else {
                return .init(end: end, status: random.once(in: 10) ? 503 : 200)
            }
            let causes = [
                FailureCause.connect, .reset, .responseTimeout, .truncated, .generatorPorts,
            ]
            return .init(end: end, cause: causes[Int(random.below(Int64(causes.count)))])
        }
    }

    /// No plan takes so long unless one of its users is lost.
    private static let limit = Duration.seconds(60)

    private func plan(_ random: inout Random) -> LoadTest {
        let users = Int(1 + random.below(12))
        let loops = Int(1 + random.below(8))
        let ramp = Duration.milliseconds(random.below(300))
        let duration = Duration.milliseconds(300 + random.below(1_500))
        let kind = random.below(6)
        return LoadTest(
            "drawn", target: "http://127.0.0.1", limit: Self.limit, drain: .milliseconds(500),
            stopsWhenDead: false
        ) {
            switch kind {
            case 0: ThreadGroup(users: users, rampUp: ramp, loops: loops) { HTTPGet("/") }
            case 1:
                ThreadGroup(users: users, rampUp: ramp, duration: duration) {
                    HTTPGet("/")
                    Pause(.milliseconds(5))
                }
            case 2:
                ArrivalGroup(
                    rate: .perSecond(Double(20 + loops * 20)), for: duration, arrivals: .poisson,
                    maxUsers: users
                ) {
                    HTTPGet("/a")
                    HTTPGet("/b")
                }
            case 3:
                ThreadGroup(users: users, rampUp: ramp, loops: loops) {
                    Transaction("both") {
                        Parallel {
                            HTTPGet("/a")
                            HTTPGet("/b")
                        }
                    }
                }
            case 4:
                ThreadGroup(users: users, rampUp: ramp, loops: loops) {
                    Rendezvous(users: users, within: .milliseconds(200))
                    HTTPGet("/")
                }.limit(.perSecond(150))
            default:
                ThreadGroup(users: users, rampUp: ramp, loops: loops) {
                    Scenario("visit") { user in
                        _ = try? await user.get("/a")
                        try await user.pause(.milliseconds(3))
                        async let one = user.get("/b")
                        async let two = user.get("/c")
                        _ = try await (one.status, two.status)
                    }
                }
            }
        }
    }

    /// Runs the plan of a seed.
    private func run(_ seed: UInt64) throws -> (run: VirtualRun, server: Server) {
        var random = Random(state: seed)
        let plan = plan(&random)
        let server = Server(seed: seed &* 3)
        var late = Random(state: seed &* 7)
        let run = try VirtualRun(
            plan, lateness: { late.once(in: 20) ? late.below(40_000_000) : 0 },
            server: server.script)
        return (run: run, server: server)
    }

    // Fewer in a debug build, which is slow at it.
    #if DEBUG
        private static let seedsPerBlock: UInt64 = 12
        private static let repeatedSeeds: UInt64 = 8
    #else
        private static let seedsPerBlock: UInt64 = 250
        private static let repeatedSeeds: UInt64 = 40
    #endif

    @Test(arguments: 0..<8) func `every exchange is counted once, whatever happens`(
        block: Int
    ) async throws {
        let start = UInt64(block) * 250
        for seed in start..<start + Self.seedsPerBlock {
            let (run, server) = try run(seed)
            check(run, server, "seed \(seed)")
            // Tests that wait for a server would do so in vain.
            await Task.yield()
        }
    }

    private func check(_ run: VirtualRun, _ server: Server, _ seed: Comment) {
        let total = run.snapshot.total() ?? LabelSnapshot()
        var causes = run.transport.ended.filter { !$0.key.isGenerator }
        // Those that were given up, and those that could not be made, are the loop's to count.
        causes[.drainTimeout] = run.transport.abandoned
        causes[.invalidRequest] = server.unmade
        let counted = total.causes.mapValues { Int($0) }
        #expect(counted == causes.filter { $0.value > 0 }, seed)
        #expect(total.succeeded == run.transport.succeeded, seed)
        #expect(
            run.snapshot.health.failures.mapValues { Int($0) }
                == run.transport.ended.filter(\.key.isGenerator), seed)
        #expect(
            run.transport.sent
                == Int(run.transport.succeeded) + run.transport.ended.values.reduce(0, +)
                + run.transport.abandoned, seed)
        // Little's law: the time that requests took is the time for which they were under way.
        let sum = total.okService.sumNanoseconds + total.failedService.sumNanoseconds
        #expect(abs(sum - Double(run.transport.area)) <= 1e-6 * sum + 1, seed)
        // Each second has its own; a scenario's are known only when it has looked at the answer.
        if run.program.scenarios.isEmpty {
            let seconds = run.snapshot.intervals.map {
                ($0.startSecond, run.snapshot.total(of: .everything, in: [$0])?.succeeded ?? 0)
            }
            #expect(
                Dictionary(uniqueKeysWithValues: seconds.filter { $0.1 > 0 })
                    == run.transport.succeededBySecond, seed)
        }
        // No user is lost: all have ended, and left at most the connections of a pool.
        #expect(run.snapshot.durationNanoseconds < 59_000_000_000, seed)
        #expect(run.transport.underWayCount == 0, seed)
        let pooled = run.program.groups[0].poolsConnections ? run.program.users : 0
        #expect(run.transport.openConnections <= pooled, seed)
        #expect(run.snapshot.abandonedExchanges == 0, seed)
    }

    @Test func `the same seed gives the same run`() async throws {
        for seed in 0..<Self.repeatedSeeds {
            let (first, second) = (try run(seed).run, try run(seed).run)
            #expect(first.snapshot.total() == second.snapshot.total(), "seed \(seed)")
            #expect(first.transport.starts == second.transport.starts, "seed \(seed)")
            #expect(
                first.snapshot.durationNanoseconds == second.snapshot.durationNanoseconds,
                "seed \(seed)")
            await Task.yield()
        }
    }
}
