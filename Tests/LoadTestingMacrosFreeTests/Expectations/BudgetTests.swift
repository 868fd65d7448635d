import Foundation
import LoadTestingMacrosFree
import Testing

@Suite struct BudgetTests {
    @Test(arguments: [
        (p99 < .milliseconds(50), "p99 < 50 ms"), (p99 <= .milliseconds(50), "p99 <= 50 ms"),
        (p99 > .milliseconds(50), "p99 > 50 ms"), (p99 >= .milliseconds(50), "p99 >= 50 ms"),
        (errorRate < .percent(0.1), "errorRate < 0.1 %"),
        (errorRate <= 0.1.percent, "errorRate <= 0.1 %"),
        (errorRate > 1.percent, "errorRate > 1 %"), (errorRate >= .percent(1), "errorRate >= 1 %"),
        (throughput < .perSecond(5_000), "throughput < 5,000/s"),
        (throughput <= .perMinute(60), "throughput <= 1/s"),
        (throughput > .perSecond(5_000), "throughput > 5,000/s"),
        (requestRate >= .perSecond(0.5), "requestRate >= 0.5/s"),
        (requestCount < 1_000, "requestCount < 1,000"), (requestCount <= 1, "requestCount <= 1"),
        (requestCount > 0, "requestCount > 0"), (requestCount >= 9, "requestCount >= 9"),
        (.p99(of: "login") < .seconds(1), "p99(of: \"login\") < 1 s"),
        (.max <= .seconds(2), "max <= 2 s"),
        (fraction(under: .milliseconds(50)) > .percent(99.9), "fraction(under: 50 ms) > 99.9 %"),
        (apdex(target: .seconds(1)) > 0.9, "apdex(target: 1 s) > 0.9"),
        (.apdex(target: .seconds(1)) >= 1, "apdex(target: 1 s) >= 1"),
        (apdex(target: .seconds(1)) < 0.5, "apdex(target: 1 s) < 0.5"),
        (apdex(target: .seconds(1)) <= 0.5, "apdex(target: 1 s) <= 0.5"),
        (p99(of: "new") < p99(of: "old") * 1.1, "p99(of: \"new\") < p99(of: \"old\") × 1.1"),
        (p99(of: "new") <= 2 * p50, "p99(of: \"new\") <= p50 × 2"),
        (.p99(of: "new") > p50, "p99(of: \"new\") > p50"),
        (throughput >= throughput(of: "a") * 0.5, "throughput >= throughput(of: \"a\") × 0.5"),
        (errorRate < errorRate(of: "a"), "errorRate < errorRate(of: \"a\")"),
        (p99 <= p99.service, "p99 <= p99.service"), (p99 >= p50, "p99 >= p50"),
        (openedConnections > requestCount * 0.02, "openedConnections > requestCount × 0.02"),
        ((p99 < .seconds(1)).confident(), "p99 < 1 s, confident"),
    ])
    func `a comparison is a value that can be read`(budget: Budget, text: String) {
        #expect(budget.description == text)
        #expect(budget.location == nil)
    }

    @Test func `bounds keep their unit`() {
        #expect((p99 < .milliseconds(50)).bound == .value(.duration(.milliseconds(50))))
        #expect((errorRate < .percent(1)).bound == .value(.ratio(.percent(1))))
        #expect((throughput > .perSecond(1)).bound == .value(.rate(.perSecond(1))))
        #expect((requestCount > 1).bound == .value(.count(1)))
        #expect((p99 < .seconds(1)).comparison == .less)
        #expect((p99 < .seconds(1)).metric == p99.metric)
    }

    @Test func `expect keeps its place`() {
        let line = #line + 1
        let budgets = expect(p99 < .milliseconds(50))
        #expect(budgets.list.map(\.description) == ["p99 < 50 ms"])
        #expect(budgets.list[0].location?.line == line)
        #expect(budgets.list[0].location?.fileID == "LoadTestingMacrosFreeTests/BudgetTests.swift")
        #expect(budgets.list[0].location?.filePath == #filePath)
        #expect(budgets.list[0].location?.staticFilePath?.description == #filePath)
    }

    @Test func `an expect of several gives all of them its place`() {
        let line = #line + 1
        let budgets = expect(
            p50 < .milliseconds(1),
            .p99 < .milliseconds(2), errorRate < .percent(1),
            throughput > .perSecond(1))
        #expect(
            budgets.list.map(\.description) == [
                "p50 < 1 ms", "p99 < 2 ms", "errorRate < 1 %", "throughput > 1/s",
            ])
        #expect(budgets.list.allSatisfy { $0.location?.line == line })
        #expect(Set(budgets.list.map { $0.location?.column }).count == 1)
    }

    @Test func `what is to be sure is marked, one budget or all of an expect`() {
        #expect((p99 < .seconds(1)).confident().isConfident)
        let both = expect(p50 < .seconds(1), p99 < .seconds(1)).confident()
        #expect(both.list.map(\.isConfident) == [true, true])
        #expect(both.list.allSatisfy { $0.location != nil })
        #expect(!(p99 < .seconds(1)).isConfident)
    }

    @Test func `a rule keeps its place and is part of the plan`() {
        let line = #line + 3
        let plan = LoadTest("test", target: "http://h") {
            if true {
                abortWhen(errorRate(over: .seconds(10)) > .percent(50))
            }
            expect(p99 < .seconds(1))
        }
        #expect(plan.abortRules.map(\.condition.location?.line) == [line])
        #expect(plan.budgets.count == 1)
        #expect(plan.description.contains("  abort when errorRate(over: 10 s) > 50 %\n"))
    }

    @Test func `in a plan each budget keeps the line of its expect`() {
        let line = #line
        let plan = LoadTest("test", target: "http://h") {
            expect(p50 < .milliseconds(1))
            expect(p75 < .milliseconds(1), p90 < .milliseconds(1))

            expect(.p95 < .milliseconds(1))
        }
        #expect(
            plan.budgets.map { $0.location?.line } == [line + 2, line + 3, line + 3, line + 5])
    }

    @Test func `a budget survives JSON with its place`() throws {
        let budget = expect(p99(of: "login").service < .milliseconds(50)).list[0]
        let data = try JSONEncoder().encode(budget)
        let decoded = try JSONDecoder().decode(Budget.self, from: data)
        #expect(decoded == budget)
        #expect(decoded.location == budget.location)
        for bare in [p99 < .milliseconds(1), (p99 < p50 * 1.5).confident(), p99 < p50] {
            #expect(
                try JSONDecoder().decode(Budget.self, from: JSONEncoder().encode(bare)) == bare)
        }
    }
}
