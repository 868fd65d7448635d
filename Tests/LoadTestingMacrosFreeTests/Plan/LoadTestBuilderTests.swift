import LoadTestingMacrosFree
import Testing

@Suite struct LoadTestBuilderTests {
    @Test func `groups and budgets keep the order in which they were written`() {
        let plan = plan {
            expect(p50 < .milliseconds(1))
            group("a")
            expect(p99 < .milliseconds(2), errorRate < .percent(1))
            group("b")
        }
        #expect(plan.groups.map(\.name) == ["a", "b"])
        #expect(
            plan.budgets.map(\.description) == ["p50 < 1 ms", "p99 < 2 ms", "errorRate < 1 %"])
    }

    @Test func `an empty body is a plan without anything`() {
        let plan = plan {}
        #expect(plan.groups.isEmpty && plan.budgets.isEmpty)
    }

    @Test(arguments: [true, false])
    func `an if takes part when it holds`(holds: Bool) {
        let plan = plan {
            group("always")
            if holds {
                group("extra")
                expect(p50 < .seconds(1))
            }
        }
        #expect(plan.groups.map(\.name) == (holds ? ["always", "extra"] : ["always"]))
        #expect(plan.budgets.count == (holds ? 1 : 0))
    }

    @Test(arguments: [(1, "one"), (2, "two"), (3, "many")])
    func `one branch of if, else if and else takes part`(number: Int, name: String) {
        let plan = plan {
            if number == 1 {
                group("one")
            } else if number == 2 {
                group("two")
            } else {
                group("many")
            }
        }
        #expect(plan.groups.map(\.name) == [name])
    }

    @Test(arguments: [(Optional(3), "some"), (nil, "none")])
    func `one case of a switch takes part, and an unwrapped value is seen`(
        value: Int?, name: String
    ) {
        let plan = plan {
            switch value {
            case .some: group("some")
            case .none: group("none")
            }
            if let value { expect(requestCount >= value) }
        }
        #expect(plan.groups.map(\.name) == [name])
        #expect(plan.budgets.map(\.bound) == (value.map { [.value(.count($0))] } ?? []))
    }

    @Test func `a for repeats groups and budgets`() {
        let plan = plan {
            for number in 1...3 {
                group("group \(number)")
                expect(p99(of: "r\(number)") < .milliseconds(number))
            }
        }
        #expect(plan.groups.map(\.name) == ["group 1", "group 2", "group 3"])
        #expect(plan.budgets.last?.description == "p99(of: \"r3\") < 3 ms")
    }

    @Test func `fragments and declarations are part of a body`() {
        let plan = plan {
            let name = "local"
            group(name)
            budgets(below: .milliseconds(5))
            nested()
        }
        #expect(plan.groups.map(\.name) == ["local", "inner", "innermost"])
        #expect(plan.budgets.count == 3)
    }

    @Test func `limited availability is part of a body`() {
        let plan = plan {
            if #available(macOS 15, *) { group("new") }
        }
        #expect(plan.groups.map(\.name) == ["new"])
    }

    private func plan(@LoadTestBuilder _ elements: () -> LoadTestElements) -> LoadTest {
        LoadTest("test", target: "http://127.0.0.1", elements: elements)
    }

    private func group(_ name: String) -> ThreadGroup {
        ThreadGroup(name, users: 1) { HTTPGet("/") }
    }

    @LoadTestBuilder private func budgets(below bound: Duration) -> LoadTestElements {
        expect(p50 < bound)
        expect(p99 < bound, errorRate < .percent(1))
    }

    @LoadTestBuilder private func nested() -> LoadTestElements {
        group("inner")
        if true { group("innermost") }
    }
}
