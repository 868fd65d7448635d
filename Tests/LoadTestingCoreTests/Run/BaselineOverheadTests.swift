import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// The overhead of the generator alone.
    @Suite(.timeLimit(.minutes(1))) struct Baseline {
        @Test func theBaselineOverheadIsThatOfALoopbackExchangeAndMeasuredOnce() async throws {
            let baseline = try #require(await BaselineOverhead.measured())
            #expect(baseline.p50 > .microseconds(5) && baseline.p50 < .milliseconds(5))
            #expect(baseline.p99 >= baseline.p50)
            #expect(await BaselineOverhead.measured() == baseline)
            #expect(await eventually { loadThreads() == 0 })
        }

        @Test func aShortBudgetAsksForIt() async throws {
            let server = try ScriptedServer()
            func baseline(_ budget: Budget) async throws -> BaselineOverhead? {
                try await measure(
                    LoadTest("one", target: server.url) {
                        ThreadGroup(users: 1) { HTTPGet("/") }
                        expect(budget)
                    }
                ).snapshot.baselineOverhead
            }
            #expect(try await baseline(p50 < .milliseconds(19)) != nil)
            #expect(try await baseline(p50 < .milliseconds(20)) == nil)
            #expect(try await baseline(errorRate < .percent(1)) == nil)
        }
    }
}
