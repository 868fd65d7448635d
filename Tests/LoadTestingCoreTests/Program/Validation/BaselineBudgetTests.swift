import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

@Suite struct BaselineBudgetTests {
    private func problems(_ budgets: Budgets) -> [Problem] {
        let plan = LoadTest("t", target: "http://127.0.0.1:1") {
            ThreadGroup(users: 1) { HTTPGet("/a") }
            budgets
        }
        do {
            _ = try ProgramCompiler.compile(plan, environment: [:])
            return []
        } catch {
            return error.problems
        }
    }

    @Test func `what a baseline holds is accepted`() {
        let budgets = expect(
            p99 < .baseline(+10.percent), p95(of: "GET /a") <= .baseline(),
            throughput > .baseline(-5.percent), errorRate <= .baseline(0.5.percent))
        #expect(problems(budgets) == [])
    }

    @Test func `what it does not hold is refused, with what it does`() {
        for budget in [
            LatencyMetric.mean < .baseline(), LatencyMetric.max < .baseline(),
            p99(over: .seconds(1)) < .baseline(), p99(during: .plateau) < .baseline(),
            p99.connect < .baseline(), CountMetric.requestCount > .baseline(),
        ] {
            let found = problems(expect(budget))
            #expect(found.first?.remedy.hasPrefix("a baseline holds") == true, "\(budget)")
        }
    }

    @Test func `a margin of -100 % and less is refused`() {
        #expect(problems(expect(p99 < .baseline(-100.percent))).count == 1)
        #expect(problems(expect(p99 < .baseline(.percent(.nan)))).count == 1)
    }
}
