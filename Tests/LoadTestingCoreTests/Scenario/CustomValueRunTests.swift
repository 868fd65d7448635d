import LoadTestingCore
import LoadTestingMacrosFree
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// Counters and gauges of scenarios, in a run.
    @Suite(.timeLimit(.minutes(1))) struct CustomValueRuns {
        @Test func `a scenario's counters and gauges are in result, budgets and report`()
            async throws
        {
            let server = try ScriptedServer()
            let plan = LoadTest("custom", target: server.url) {
                ThreadGroup(users: 3, loops: 4) {
                    Scenario("visit") { user in
                        try await user.get("/")
                        user.count("items", by: 3)
                        user.count("visits")
                        user.gauge("queue", user.id)
                        user.gauge("queue", .nan)
                    }
                }
                expect(counter("items") >= 36, gauge("queue").max <= 2)
                expect(counterRate("visits") > .perSecond(0))
            }
            let result = try await measure(plan)
            #expect(result.verdict == .passed)
            #expect(result.counters == ["items": 36, "visits": 12])
            let queue = try #require(result.gauges["queue"])
            #expect(queue.min == 0 && queue.max == 2 && queue.mean == 1 && queue.count == 12)
            #expect(result[counter("items")] == 36 && result[.gauge("queue").max] == 2)
            let report = result.description
            #expect(report.contains("counters   items 36, visits 12"))
            #expect(report.contains("(0 to 2, mean 1)"))
        }

        @Test func `any task may count, and after the visit nothing counts`() async throws {
            let server = try ScriptedServer()
            let plan = LoadTest("tasks", target: server.url) {
                ThreadGroup(users: 2, loops: 5) {
                    Scenario("visit") { user in
                        try await user.get("/")
                        await withTaskGroup { group in
                            for _ in 0..<10 {
                                group.addTask { @concurrent in user.count("parts") }
                            }
                        }
                        // After the counts of other threads, which come by the loop's inbox.
                        try await user.get("/")
                    }
                }
            }
            let result = try await measure(plan)
            #expect(result.counters == ["parts": 100])
        }
    }
}
