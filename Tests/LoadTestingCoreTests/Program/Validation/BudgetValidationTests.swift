import LoadTestingCore
import Testing

private func budget(_ budget: Budget) -> Budgets {
    expect(budget, fileID: "M/Plan.swift", line: 9)
}

/// A group of ten seconds.
private let tenSeconds = ThreadGroup(users: 1, duration: .seconds(10)) { HTTPGet("/") }

@Suite struct BudgetValidationTests {
    @Test(arguments: wrongWindows + wrongPeriods + wrongMetrics + wrongRules)
    func `a budget that can't be judged is refused before the first request`(wrong: WrongPlan) {
        let error = #expect(throws: LoadTestError.self) {
            try ProgramCompiler.compile(wrong.plan, environment: [:])
        }
        #expect(error?.problems.map { "\($0.message): \($0.remedy)" } == wrong.problems)
    }

    @Test func `what can be judged is not refused`() throws {
        let plan = LoadTest("t", target: "http://127.0.0.1", warmUp: .seconds(2)) {
            tenSeconds
            ArrivalGroup(.hold(.perSecond(5), for: .seconds(3)).named("spike")) { HTTPGet("/") }
            expect(p99(over: .seconds(8)) < .seconds(1), p99(during: .warmUp) < .seconds(1))
            expect(p99(during: .segment("spike")) < p99 * 2, apdex(target: .seconds(1)) > 0.9)
            expect(p99(over: .seconds(1), during: .between(.seconds(2), .seconds(4))) < .seconds(1))
            expect((p99(of: "GET /", during: .plateau) < .seconds(1)).confident())
            expect(openedConnections < requestCount, throughput(during: .rampUp) > .perSecond(1))
            abortWhen(errorRate(of: "GET /", over: .seconds(5)) > .percent(50))
        }
        _ = try ProgramCompiler.compile(plan, environment: [:])
    }

    @Test func `where the plan does not tell its length, windows are not refused`() throws {
        let plan = LoadTest("t", target: "http://127.0.0.1") {
            tenSeconds
            ThreadGroup(users: 1, loops: 5) { HTTPGet("/") }
            expect(p99(over: .seconds(100)) < .seconds(1))
        }
        _ = try ProgramCompiler.compile(plan, environment: [:])
    }
}

private let wrongWindows = [
    WrongPlan("over: 0 ms (Plan.swift:9): use more than zero") {
        tenSeconds
        budget(p99(over: .zero) < .seconds(1))
    },
    WrongPlan(
        "p99(over: 11 s) looks at windows longer than the 10 s there are (Plan.swift:9): use a"
            + " shorter window, or a longer run"
    ) {
        tenSeconds
        budget(p99(over: .seconds(11)) < .seconds(1))
    },
    WrongPlan(
        "errorRate(over: 3 s, during: .between(1 s, 3 s)) looks at windows longer than the 2 s"
            + " there are (Plan.swift:9): use a shorter window, or a longer run"
    ) {
        tenSeconds
        budget(
            errorRate(over: .seconds(3), during: .between(.seconds(1), .seconds(3))) < .percent(1))
    },
    WrongPlan(
        LoadTest("t", target: "http://127.0.0.1", warmUp: .seconds(4)) {
            tenSeconds
            budget(p99(over: .seconds(7)) < .seconds(1))
        },
        "p99(over: 7 s) looks at windows longer than the 6 s there are (Plan.swift:9): use a"
            + " shorter window, or a longer run"),
]

private let wrongPeriods = [
    WrongPlan(
        "p99(during: .between(5 s, 5 s)) (Plan.swift:9): between takes two times after the start of"
            + " the run, the later one last"
    ) {
        tenSeconds
        budget(p99(during: .between(.seconds(5), .seconds(5))) < .seconds(1))
    },
    WrongPlan(
        "p99(during: .between(10 s, 12 s)) begins after the run's end at 10 s (Plan.swift:9): use"
            + " earlier times, or a longer run"
    ) {
        tenSeconds
        budget(p99(during: .between(.seconds(10), .seconds(12))) < .seconds(1))
    },
    WrongPlan(
        "no segment has the name \"spik\" (Plan.swift:9): segments of this plan: \"spike\""
    ) {
        ArrivalGroup(.hold(.perSecond(5), for: .seconds(3)).named("spike")) { HTTPGet("/") }
        budget(p99(during: .segment("spik")) < .seconds(1))
    },
    WrongPlan(
        "the segment \"spike\" holds no whole second (Plan.swift:9): make it longer: requests are"
            + " counted by the second"
    ) {
        ArrivalGroup(
            .hold(.perSecond(50), for: .milliseconds(500)),
            .hold(.perSecond(90), for: .milliseconds(1_400)).named("spike")
        ) { HTTPGet("/") }
        budget(p99(during: .segment("spike")) < .seconds(1))
    },
    WrongPlan(
        "no segment has the name \"spike\" (Plan.swift:9): give one a name:"
            + " .hold(.perSecond(100), for: .seconds(10)).named(\"peak\")"
    ) {
        tenSeconds
        budget(p99(during: .segment("spike")) < .seconds(1))
    },
    WrongPlan(
        "p99(during: .warmUp) asks for the warm-up, and none is stated (Plan.swift:9): state it:"
            + " LoadTest(…, warmUp: .seconds(5))"
    ) {
        tenSeconds
        budget(p99(during: .warmUp) < .seconds(1))
    },
    WrongPlan(
        LoadTest("t", target: "http://127.0.0.1", warmUp: .seconds(4)) {
            tenSeconds
            budget(p99(during: .between(.seconds(3), .seconds(9))) < .seconds(1))
        },
        "p99(during: .between(3 s, 9 s)) reaches into the warm-up of 4 s (Plan.swift:9): begin at"
            + " its end, or later"),
]

private let wrongMetrics = [
    WrongPlan("apdex(target: 0 ms) (Plan.swift:9): use more than zero") {
        tenSeconds
        budget(apdex(target: .zero) > 0.9)
    },
    WrongPlan("fraction(under: 0 ms) (Plan.swift:9): use more than zero") {
        tenSeconds
        budget(fraction(under: .zero) > .percent(99))
    },
    WrongPlan(
        "the bound of apdex(target: 1 s) > 1.5 (Plan.swift:9): a score is 0 to 1"
    ) {
        tenSeconds
        budget(apdex(target: .seconds(1)) > 1.5)
    },
    WrongPlan("a factor of 0.0 (Plan.swift:9): use a number above zero") {
        tenSeconds
        budget(p99 < p50 * 0)
    },
    WrongPlan("a factor of nan (Plan.swift:9): use a number above zero") {
        tenSeconds
        budget(p99 < .nan * p50)
    },
    WrongPlan(
        "no request has the label \"x\" (Plan.swift:9): labels of this plan: \"GET /\"",
        "percentile 0.0 (Plan.swift:9): a percentile is above 0 and at most 100, such as 99.9"
    ) {
        tenSeconds
        budget(p99 < p99(of: "x") * 2)
        budget(p99 < percentile(0))
    },
    WrongPlan(
        "throughput > 5/s, confident (Plan.swift:9): .confident() takes a percentile of the run or"
            + " a part of it, against a duration"
    ) {
        tenSeconds
        budget((throughput > .perSecond(5)).confident())
    },
]

private let wrongRules = [
    WrongPlan(
        "abortWhen(p99(during: .plateau) > 1 s) (Plan.swift:9): it looks at what was measured last:"
            + " use of:, in:, tagged: and over: alone"
    ) {
        tenSeconds
        abortWhen(p99(during: .plateau) > .seconds(1), fileID: "M/Plan.swift", line: 9)
    },
    WrongPlan(
        "abortWhen(p99 > 1 s, confident) (Plan.swift:9): it looks at what was measured last: use"
            + " of:, in:, tagged: and over: alone"
    ) {
        tenSeconds
        abortWhen((p99 > .seconds(1)).confident(), fileID: "M/Plan.swift", line: 9)
    },
    WrongPlan("no request has the label \"x\" (Plan.swift:9): labels of this plan: \"GET /\"") {
        tenSeconds
        abortWhen(errorRate(of: "x") > .percent(1), fileID: "M/Plan.swift", line: 9)
    },
]
