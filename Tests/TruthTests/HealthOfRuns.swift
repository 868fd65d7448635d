import Foundation
import LoadTesting
import TestServers
import TestSupport
import Testing

/// The share of runs called invalid: never an ordinary one, nor one whose server is saturated,
/// always one whose generator starved.
///
/// Takes about nine minutes, alone: `Scripts/experiments health`; with `20` behind it there are 20
/// ordinary runs, 10 starved ones and 8 against a saturated server.
@Suite(
    .serialized, .printsTruthTable,
    .enabled(
        if: ProcessInfo.processInfo.environment["TRUTH_HEALTH"] != nil,
        "run by Scripts/experiments health"))
struct HealthOfRuns {
    private static let ordinaryRuns =
        ProcessInfo.processInfo.environment["TRUTH_HEALTH"].flatMap { Int($0) } ?? 50
    private static let starvedRuns = ordinaryRuns * 2 / 5

    /// Budgets that hold with room, and one that the server's 30 ms miss by far.
    @LoadTestBuilder private var budgets: LoadTestElements {
        expect(p99 < .milliseconds(500), errorRate < .percent(1), throughput > .perSecond(50))
        expect(p50 < .milliseconds(2))
    }

    private func ordinary(_ round: Int, _ server: Server) -> LoadTest {
        LoadTest("ordinary \(round)", target: server.url, seed: Seed(UInt64(round))) {
            if round.isMultiple(of: 2) {
                ThreadGroup(users: 20, rampUp: .seconds(1), duration: .seconds(5)) {
                    HTTPGet("/health")
                    Pause(.milliseconds(20) ... .milliseconds(80))
                }
            } else {
                ArrivalGroup(rate: .perSecond(200), for: .seconds(5), arrivals: .poisson) {
                    HTTPGet("/health")
                }
            }
            budgets
        }
    }

    @Test func `ordinary runs beside their server are none of them invalid`() async throws {
        let server = try await Server.product(
            "ExampleServer", "--port", "{port}", "--delay-milliseconds", "30")
        let truth = Checks()
        var verdicts: [Verdict: Int] = [:]
        for round in 1...Self.ordinaryRuns {
            let result = try await ordinary(round, server).run(recording: .nothing)
            verdicts[result.verdict, default: 0] += 1
            for finding in result.findings where finding.verdict == .invalid {
                Issue.record("run \(round): \(finding.message)")
            }
        }
        await server.stop()
        truth.check(
            "\(Self.ordinaryRuns) ordinary runs of 5 s beside their server: invalid", theory: 0,
            measured: Double(verdicts[.invalid] ?? 0), within: Tolerance(share: 0, amount: 0))
        // The budget of 2 ms is the server's to miss, and it is said each time.
        truth.check(
            "— a budget that the server misses: failed", theory: Double(Self.ordinaryRuns),
            measured: Double(verdicts[.failed] ?? 0), within: Tolerance(share: 0, amount: 0))
        truth.publish()
    }

    @Test func `a starved generator says each time that nothing can be said`() async throws {
        let server = try await Server.product(
            "ExampleServer", "--port", "{port}", "--delay-milliseconds", "2")
        let truth = Checks()
        var (runs, invalid) = (0, 0)
        var said: [String] = []
        let ways = Starvation.allCases.filter(\.isPossible)
        for round in 0..<Self.starvedRuns {
            let starvation = ways[round % ways.count]
            let isOpen = (round / ways.count).isMultiple(of: 2)
            let result = try await starvation.during {
                try await starved("\(starvation) \(round)", server, isOpen: isOpen)
                    .run(recording: .nothing)
            }
            runs += 1
            if result.verdict == .invalid { invalid += 1 } else { said.append("\(result)") }
        }
        for round in 0..<Self.starvedRuns / 4 {
            let result = try await LoadTest("at once \(round)", target: server.url) {
                ThreadGroup(users: 5_000, loops: 1) { HTTPGet("/health") }
            }.run(recording: .nothing)
            // The server takes its time for so many, too: between it and what was measured lies
            // what this generator has added.
            let (own, all) = (result[.p99.service] ?? .zero, result[.p99] ?? .zero)
            let finding = result.judge(p99 < (own + all) / 2)
            let server = result.judge(p99 < own / 2)
            runs += 1
            if finding.verdict == .invalid, server.verdict == .failed {
                invalid += 1
            } else {
                said.append("\(result)\n\(finding.message)\n\(server.message)")
            }
        }
        await server.stop()
        truth.check(
            "\(runs) runs of a starved generator: invalid", theory: Double(runs),
            measured: Double(invalid), within: Tolerance(share: 0, amount: 0))
        truth.publish()
        for text in said { print(text) }
    }

    private func starved(_ name: String, _ server: Server, isOpen: Bool) -> LoadTest {
        LoadTest("starved \(name)", target: server.url) {
            if isOpen {
                ArrivalGroup(rate: .perSecond(1_000), for: .seconds(3)) { HTTPGet("/health") }
                expect(p99 < .milliseconds(6))
            } else {
                ThreadGroup(users: 20, duration: .seconds(3)) { HTTPGet("/health") }
                expect(p99 < .milliseconds(10))
            }
        }
    }

    /// The server serves 50 of 150 a second; the generator has nothing to do.
    @Test func `a saturated server has failed each time`() async throws {
        let truth = Checks()
        var failed = 0
        for round in 0..<Self.starvedRuns {
            let server = try QueueServer(QueueModel(.constant(.milliseconds(20))))
            let result = try await LoadTest("saturated \(round)", target: server.url) {
                if round.isMultiple(of: 2) {
                    ArrivalGroup(rate: .perSecond(150), for: .seconds(3)) { HTTPGet("/") }
                } else {
                    ArrivalGroup(rate: .perSecond(150), for: .seconds(3), maxUsers: 30) {
                        HTTPGet("/")
                    }
                }
                expect(throughput > .perSecond(140), p99 < .milliseconds(100))
            }.run(recording: .nothing)
            let hasFailed = result.findings.allSatisfy { $0.verdict == .failed }
            failed += hasFailed ? 1 : 0
            if !hasFailed { print(result) }
        }
        truth.check(
            "\(Self.starvedRuns) runs against a saturated server: failed",
            theory: Double(Self.starvedRuns), measured: Double(failed),
            within: Tolerance(share: 0, amount: 0))
        truth.publish()
    }
}
