import LoadTestingCore
import Testing

/// A wrong plan with what is said of it.
struct WrongPlan: Sendable, CustomTestStringConvertible {
    var plan: LoadTest
    var problems: [String]

    /// A plan with one wrong thing in its body.
    init(_ problems: String..., @LoadTestBuilder body: () -> LoadTestElements) {
        plan = LoadTest("t", target: "http://127.0.0.1", elements: body)
        self.problems = problems
    }

    init(_ plan: LoadTest, _ problems: String...) {
        self.plan = plan
        self.problems = problems
    }

    var testDescription: String { problems.joined(separator: " + ") }
}

/// A group at a known place, which sends one request unless something else is stated.
private func group(
    _ name: String? = "g", users: Int = 1, rampUp: Duration = .zero, loops: Int? = nil,
    duration: Duration? = nil, startAfter: Duration = .zero,
    @StepsBuilder _ steps: () -> Steps = { HTTPGet("/").steps }
) -> ThreadGroup {
    ThreadGroup(
        name, users: users, rampUp: rampUp, loops: loops, duration: duration,
        startAfter: startAfter, fileID: "M/Plan.swift", line: 7, steps: steps)
}

private func budget(_ budget: Budget) -> Budgets {
    expect(budget, fileID: "M/Plan.swift", line: 9)
}

@Suite struct ProgramCompilerChecksTests {
    @Test(
        arguments: wrongRuns + wrongGroups + wrongTimes + wrongTexts + wrongRequests + wrongBudgets)
    func `a wrong plan is refused with value and remedy`(wrong: WrongPlan) {
        let error = #expect(throws: LoadTestError.self) {
            try ProgramCompiler.compile(wrong.plan, environment: [:])
        }
        #expect(error?.problems.map { "\($0.message): \($0.remedy)" } == wrong.problems)
        #expect(error?.problems.allSatisfy { $0.code == .invalidPlan } == true)
        #expect(error?.test == wrong.plan.name)
    }

    @Test func `a target of the environment that is unset and has no default is refused`() {
        let plan = LoadTest("t", target: .environment("TARGET_URL")) { group() }
        let error = #expect(throws: LoadTestError.self) {
            try ProgramCompiler.compile(plan, environment: ["OTHER": "http://h"])
        }
        #expect(error?.code == .invalidTarget)
        #expect(
            error?.description == """
                load test "t": the environment variable TARGET_URL is not set: set it to the \
                target's URL, or give .environment a default
                """)
    }

    @Test(arguments: [
        "gopher://127.0.0.1", "http://", "http://h:99999", "http://user:canary@h", "", "h:80",
    ])
    func `a target that is no URL is refused as such, once`(target: String) {
        let plan = LoadTest("t", target: target) {
            group()
            group("second") { HTTPGet("/b") }
        }
        let error = #expect(throws: LoadTestError.self) {
            try ProgramCompiler.compile(plan, environment: [:])
        }
        #expect(error?.problems.map(\.code) == [.invalidTarget])
    }

    @Test func `a request's own URL is held to the same rules as the target`() {
        let plan = LoadTest("t", target: "http://127.0.0.1") {
            group {
                HTTPGet("gopher://h/a")
                HTTPGet("http://user:canary@h/a").named("x")
                HTTPGet("http://h:0/a")
            }
        }
        let error = #expect(throws: LoadTestError.self) {
            try ProgramCompiler.compile(plan, environment: [:])
        }
        #expect(
            error?.problems.map(\.message) == [
                "target \"gopher://h\" has the scheme \"gopher\"",
                "the target holds a user name or password",
                "target \"http://h:0\" has the port \"0\"",
            ])
    }

    @Test func `a value that cannot be encoded as JSON is named with its reason`() {
        let plan = LoadTest("t", target: "http://127.0.0.1") {
            group { HTTPPost("/a", json: ["x": Double.nan]).named("post\u{1}") }
            budget(p99(of: "post\u{1}") < .seconds(1))
        }
        let error = #expect(throws: LoadTestError.self) {
            try ProgramCompiler.compile(plan, environment: [:])
        }
        let json = error?.problems.filter { $0.message.contains("JSON") } ?? []
        #expect(json.count == 1 && error?.problems.count == 2)
        #expect(
            json.first?.message.hasPrefix(#"the body of "post\u{1}" can't be encoded as JSON: "#)
                == true)
        #expect(json.first?.message.contains("nan") == true)
        #expect(json.first?.remedy == "make its values encodable")
    }

    @Test func `everything that is wrong is said at once, in the order of the plan`() {
        let plan = LoadTest("a\nb", target: "ftp://h", limit: .zero, drain: .seconds(-1)) {
            group("g", users: 0, rampUp: .seconds(-1), loops: 0) {
                HTTPGet("/").header("A", "x\r\nB: y")
                HTTPSampler(method: "G ET", "/").timeout(.zero)
                Pause(.seconds(-1))
            }
            group("h", rampUp: .seconds(2), duration: .seconds(1)) {}
            budget(percentile(0) < .seconds(1))
            budget(p99(of: "nobody") < .seconds(1))
        }
        let error = #expect(throws: LoadTestError.self) {
            try ProgramCompiler.compile(plan, environment: [:])
        }
        #expect(
            error?.problems.map(\.message) == [
                #"target "ftp://h" has the scheme "ftp""#,
                #"the test's name "a\u{a}b" holds a control character"#,
                "limit is 0 ms", "drain is -1 s",
                #""g" (Plan.swift:7) has 0 users"#, #""g" (Plan.swift:7) has 0 loops"#,
                #""g" (Plan.swift:7) has a rampUp of -1 s"#,
                #"the header "A" of "GET /" holds a line break or control character"#,
                #""G ET" is no HTTP method"#, #""G ET /" has a time-out of 0 ms"#,
                "a pause of -1 s",
                #""h" (Plan.swift:7) has a rampUp of 2 s, its duration is 1 s"#,
                #""h" (Plan.swift:7) sends no request"#,
                "percentile 0.0 (Plan.swift:9)",
                #"no request has the label "nobody" (Plan.swift:9)"#,
            ])
        #expect(error?.description.split(separator: "\n").count == 16)
    }

    @Test func `what is at the edge of the rules is accepted`() throws {
        let plan = LoadTest(
            "Prüfung – 1 %", target: "http://127.0.0.1", limit: .nanoseconds(1), drain: .zero
        ) {
            group(users: 1, rampUp: .seconds(1), loops: 1, duration: .seconds(1.000_000_001)) {
                HTTPGet("/", headers: ["!#$%&'*+-.^_`|~09aZ": "ü\t"]).timeout(.milliseconds(1))
                Pause(.zero)
                HTTPSampler(method: "M-SEARCH", "")
            }
            group(users: 1, loops: .max)
            budget(percentile(100) < .zero)
            budget(percentile(0.000_001) < .zero)
            budget(errorRate <= .percent(0))
            budget(errorRate <= .percent(100))
            budget(requestCount >= 0)
            budget(throughput >= .perSecond(0))
        }
        #expect(try ProgramCompiler.compile(plan, environment: [:]).groups.count == 2)
    }
}

private let wrongRuns = [
    WrongPlan("the plan is empty: give it a group: ThreadGroup(users: 10) { HTTPGet(\"/health\") }")
    {},
    WrongPlan(
        LoadTest("t", target: "http://h", limit: .zero) { group() },
        "limit is 0 ms: use more than zero"),
    WrongPlan(
        LoadTest("t", target: "http://h", limit: .seconds(-1)) { group() },
        "limit is -1 s: use more than zero"),
    WrongPlan(
        LoadTest("t", target: "http://h", limit: .seconds(1e12)) { group() },
        "limit is 9,223,372,037 s: use at most 366 days"),
    WrongPlan(
        LoadTest("t", target: "http://h", drain: .seconds(-1)) { group() },
        "drain is -1 s: use zero or more"),
    WrongPlan("the groups have too many users to count: use fewer users") {
        group(users: .max)
        group(users: 1)
    },
]

private let wrongGroups = [
    WrongPlan(#""g" (Plan.swift:7) has 0 users: use at least 1"#) { group(users: 0) },
    WrongPlan(#""g" (Plan.swift:7) has -3 users: use at least 1"#) { group(users: -3) },
    WrongPlan(
        #""g" (Plan.swift:7) has 0 loops: use at least 1, or a duration instead"#
    ) { group(loops: 0) },
    WrongPlan(
        #""g" (Plan.swift:7) has -1 loops: use at least 1, or a duration instead"#
    ) { group(loops: -1) },
    WrongPlan(
        #""g" (Plan.swift:7) sends no request: put one into its braces, such as HTTPGet("/health")"#
    ) { group {} },
    WrongPlan(
        #""g" (Plan.swift:7) sends no request: put one into its braces, such as HTTPGet("/health")"#
    ) { group { Pause(.seconds(1)) } },
    WrongPlan(
        #""g" (Plan.swift:7): 4611686018427387904 users × 2 loops is more than can be counted: "#
            + "use fewer loops, or a duration"
    ) { group(users: 1 << 62, loops: 2) },
    WrongPlan(
        #""g" (Plan.swift:7): 1 users × 9223372036854775807 loops is more than can be counted: "#
            + "use fewer loops, or a duration"
    ) {
        group(loops: .max) {
            HTTPGet("/")
            HTTPGet("/")
        }
    },
]

private let wrongTimes = [
    WrongPlan(#""g" (Plan.swift:7) has a rampUp of -1 s: use zero or more"#) {
        group(rampUp: .seconds(-1))
    },
    WrongPlan(#""g" (Plan.swift:7) has a startAfter of -5 ms: use zero or more"#) {
        group(startAfter: .milliseconds(-5))
    },
    WrongPlan(#""g" (Plan.swift:7) has a duration of 0 ms: use more than zero"#) {
        group(duration: .zero)
    },
    WrongPlan(#""g" (Plan.swift:7) has a duration of -2 s: use more than zero"#) {
        group(duration: .seconds(-2))
    },
    WrongPlan(
        #""g" (Plan.swift:7) has a rampUp of 5 s, its duration is 5 s: duration includes the "#
            + "ramp-up; make it longer than rampUp"
    ) { group(rampUp: .seconds(5), duration: .seconds(5)) },
    WrongPlan("a pause of -1 ms: use zero or more") {
        group {
            HTTPGet("/")
            Pause(.milliseconds(-1))
        }
    },
    WrongPlan("a pause of -1 s to 1 s: use zero or more") {
        group {
            HTTPGet("/")
            Pause(.seconds(-1) ... .seconds(1))
        }
    },
]

private let printable = "use printable characters; tables and files hold it on one line"

private let wrongTexts = [
    WrongPlan(
        LoadTest("a\u{7}b", target: "http://h") { group() },
        #"the test's name "a\u{7}b" holds a control character: "# + printable),
    WrongPlan(
        LoadTest("", target: "http://h") { group() }, "the test's name is empty: give it a name"),
    WrongPlan(#"the name of a group "g\u{a}" holds a control character: "# + printable) {
        group("g\n")
    },
    WrongPlan("the name of a group is empty: give it a name") { group("") },
    WrongPlan(#"the label "a\u{1b}[31m" holds a control character: "# + printable) {
        group { HTTPGet("/").named("a\u{1b}[31m") }
    },
    WrongPlan(#"the label "a\u{2028}b" holds a control character: "# + printable) {
        group { HTTPGet("/").named("a\u{2028}b") }
    },
    WrongPlan("the label is empty: give it a name") { group { HTTPGet("/").named("") } },
]

private let headerNames = "header names are letters, digits and hyphens"
private let headerValues = "header values are one line of text"

private let wrongRequests = [
    WrongPlan(#""G ET" is no HTTP method: use letters, such as GET"#) {
        group { HTTPSampler(method: "G ET", "/").named("x") }
    },
    WrongPlan(#""" is no HTTP method: use letters, such as GET"#) {
        group { HTTPSampler(method: "", "/").named("x") }
    },
    WrongPlan(#""GÉT" is no HTTP method: use letters, such as GET"#) {
        group { HTTPSampler(method: "GÉT", "/").named("x") }
    },
    WrongPlan(#""GET /" has a time-out of 0 ms: use 1 ms or more"#) {
        group { HTTPGet("/").timeout(.zero) }
    },
    WrongPlan(#""GET /" has a time-out of 999 µs: use 1 ms or more"#) {
        group { HTTPGet("/").timeout(.microseconds(999)) }
    },
    WrongPlan(#""GET /" has a time-out of -1 s: use 1 ms or more"#) {
        group { HTTPGet("/").timeout(.seconds(-1)) }
    },
    WrongPlan(#"the path "/a\u{a}b" holds a control character: percent-encode it"#) {
        group { HTTPGet("/a\nb").named("x") }
    },
    WrongPlan(
        #"the header "A" of "x" holds a line break or control character: "# + headerValues
    ) { group { HTTPGet("/").named("x").header("A", "1\r\nB: 2") } },
    WrongPlan(
        #"the header "A" of "x" holds a line break or control character: "# + headerValues
    ) { group { HTTPGet("/", headers: ["A": "1\u{0}"]).named("x") } },
    WrongPlan(#""x" has a header named "A\u{d}\u{a}B: 2": "# + headerNames) {
        group { HTTPGet("/").named("x").header("A\r\nB: 2", "1") }
    },
    WrongPlan(#""x" has a header named "": "# + headerNames) {
        group { HTTPGet("/").named("x").header("", "1") }
    },
    WrongPlan(#""x" has a header named "A:": "# + headerNames) {
        group { HTTPGet("/").named("x").header("A:", "1") }
    },
]

private let percentiles = "a percentile is above 0 and at most 100, such as 99.9"
private let bounds = "use a number, zero or more"
private let shares = "a share of requests is 0 to 100 %"

private let wrongBudgets = [
    WrongPlan("percentile 0.0 (Plan.swift:9): " + percentiles) {
        group()
        budget(percentile(0) < .seconds(1))
    },
    WrongPlan("percentile 101.0 (Plan.swift:9): " + percentiles) {
        group()
        budget(.p(101) < .seconds(1))
    },
    WrongPlan("percentile -1.0 (Plan.swift:9): " + percentiles) {
        group()
        budget(.percentile(-1) < .seconds(1))
    },
    WrongPlan("percentile nan (Plan.swift:9): " + percentiles) {
        group()
        budget(percentile(.nan) < .seconds(1))
    },
    WrongPlan("percentile inf (Plan.swift:9): " + percentiles) {
        group()
        budget(percentile(.infinity) < .seconds(1))
    },
    WrongPlan(
        #"no request has the label "logon" (Plan.swift:9): labels of this plan: "login", "GET /""#
    ) {
        group {
            HTTPGet("/").named("login")
            HTTPGet("/")
        }
        budget(errorRate(of: "logon") < .percent(1))
    },
    WrongPlan("the bound of p99 < -1 ms (Plan.swift:9): " + bounds) {
        group()
        budget(p99 < .milliseconds(-1))
    },
    WrongPlan("the bound of errorRate < 101 % (Plan.swift:9): " + shares) {
        group()
        budget(errorRate < .percent(101))
    },
    WrongPlan("the bound of errorRate < nan % (Plan.swift:9): " + shares) {
        group()
        budget(errorRate < .percent(.nan))
    },
    WrongPlan("the bound of throughput > inf/s (Plan.swift:9): " + bounds) {
        group()
        budget(throughput > .perSecond(.infinity))
    },
    WrongPlan("the bound of requestCount > -1 (Plan.swift:9): " + bounds) {
        group()
        budget(requestCount > -1)
    },
]
