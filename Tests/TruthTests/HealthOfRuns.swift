import Foundation
import LoadTesting
import Testing

/// How often a run is called invalid: never an ordinary one, always one whose generator starved.
///
/// Takes about six minutes, alone: `Scripts/truth --health`; `Scripts/truth --health 20` has 20
/// ordinary runs and 8 starved ones.
@Suite(
    .serialized, .printsTruthTable,
    .enabled(
        if: ProcessInfo.processInfo.environment["TRUTH_HEALTH"] != nil,
        "run by Scripts/truth --health"))
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
        var verdicts: [Verdict: Int] = [:]
        var said: [String] = []
        for round in 1...Self.starvedRuns {
            let result = try await Starvation.during {
                try await LoadTest("starved \(round)", target: server.url) {
                    ArrivalGroup(rate: .perSecond(200), for: .seconds(3)) { HTTPGet("/health") }
                    expect(p99 < .milliseconds(50))
                }.run(recording: .nothing)
            }
            verdicts[result.verdict, default: 0] += 1
            if result.verdict != .invalid { said.append(result.description) }
        }
        await server.stop()
        truth.check(
            "\(Self.starvedRuns) runs of a starved generator: invalid",
            theory: Double(Self.starvedRuns),
            measured: Double(verdicts[.invalid] ?? 0), within: Tolerance(share: 0, amount: 0))
        truth.publish()
        for text in said { print(text) }
    }
}
