import Testing

/// A piece of code with what the compiler must say of it.
struct BadSnippet: Sendable, CustomTestStringConvertible {
    var name: String
    var code: String
    /// Line, from 1, and message of each error.
    var errors: [(line: Int, message: String)]

    /// A single wrong expression that should have been the argument of `expect`.
    init(_ budget: String, _ message: String) {
        name = budget
        code = "func snippet\(Self.identifier(of: budget))() -> Budgets { expect(\(budget)) }"
        errors = [(1, message)]
    }

    /// The body of a load test; its first line is line 1.
    init(_ name: String, body: String, _ errors: (line: Int, message: String)...) {
        self.name = name
        let function = "func snippet\(Self.identifier(of: name))() -> LoadTest { "
        code = "\(function)LoadTest(\"t\", target: \"http://h\") {\(body)} }"
        self.errors = errors
    }

    /// Declarations, which may not repeat those of another snippet.
    init(_ name: String, code: String, _ errors: (line: Int, message: String)...) {
        self.name = name
        self.code = code
        self.errors = errors
    }

    var testDescription: String { name }

    private static func identifier(of text: String) -> String {
        text.unicodeScalars.map { "_\($0.value)" }.joined()
    }
}

@Suite struct DiagnosticsTests {
    private static let diagnostics = Task {
        try await Typecheck.diagnostics(
            of: [(name: "consumer", code: consumer)]
                + badSnippets.map { (name: $0.name, code: $0.code) })
    }

    @Test(arguments: badSnippets)
    func `what is wrong is said on its line, with what to write instead`(
        snippet: BadSnippet
    ) async throws {
        let found = try await Self.diagnostics.value.filter { $0.snippet == snippet.name }
        let expected = snippet.errors.map {
            Diagnostic(
                snippet: snippet.name, line: $0.line, severity: "error", message: $0.message)
        }
        #expect(found == expected)
    }

    @Test func `a consumer of both modules gets the methods that record, without a warning`()
        async throws
    {
        #expect(try await Self.diagnostics.value.filter { $0.snippet == "consumer" } == [])
    }

    @Test func `steps and targets of the user's own, and enums with a default, compile`()
        async throws
    {
        #expect(try await Typecheck.diagnostics(of: [(name: "own", code: ownTypes)]) == [])
    }

    @Test func `units of the user's own, behind a number, are chosen before ours`() async throws {
        #expect(try await Typecheck.diagnostics(of: [(name: "units", code: Self.ownUnits)]) == [])
    }

    private static let ownUnits = """
        extension Int {
            var seconds: Duration { .seconds(self) }
            var minutes: Double { Double(self) * 60 }
        }
        extension BinaryInteger { var ms: Duration { .milliseconds(Int(self)) } }
        let minutes: Double = 5.minutes
        let plan = LoadTest("t", target: "http://h") {
            ThreadGroup(users: 1, rampUp: 10.seconds) {
                HTTPGet("/", timeout: 5.seconds)
                Pause(100.ms ... 1.seconds)
            }
            expect(p99 < 50.ms)
        }
        """

    /// Compiles only if `run` and `expect` are those of `LoadTesting`: the annotations say so.
    private static let consumer = """
        func consumer(variable: String) async throws {
            let plan = LoadTest("t", target: variable) {
                ThreadGroup(users: 1) { HTTPGet(variable) }
                expect(p99 < .milliseconds(50))
                expect(.p99(of: "x") < .seconds(1), errorRate < 0.1.percent, .max <= .seconds(2))
            }
            typealias Run = (
                RunMode, Double, Int, MissAction, IssueRecording, String, StaticString, Int, Int
            ) async throws -> LoadTestResult
            let run: (LoadTest) -> Run =
                LoadTest.run(as:scale:repeats:onMiss:recording:fileID:filePath:line:column:)
            _ = try await run(plan)(.load, 1, 3, .confirm, .failuresOnly, "", "", 1, 1)
            let result: LoadTestResult = try await plan.run()
            let finding: Finding = result.expect(p99 < .milliseconds(50))
            let findings: [Finding] = result.expect(finding.budget!, p99 > .zero)
            result.expect(.p99 < .milliseconds(50))
            _ = (result[.p99], result[.errorRate], findings, LoadTesting.expect(p50 > .zero))
            _ = try await LoadTestRunner(plan).result()
        }
        """
}

private let latency =
    "is unavailable: a latency is compared with a Duration: p99 < .milliseconds(50)"
private let ratio =
    "is unavailable: a share is compared with a Ratio: errorRate < .percent(0.1)"
private let rate = "is unavailable: a rate is compared with a Rate: throughput > .perSecond(5_000)"
private let count = "is unavailable: a number is compared with an Int: requestCount >= 1_000"
private let score =
    "is unavailable: a score is compared with a number: apdex(target: .milliseconds(500)) > 0.9"

private let badSnippets: [BadSnippet] =
    wrongUnits + wrongKinds + unitsBehind + unknownMetrics + wrongPlaces + misspelt

private let unit =
    "is unavailable: the bound needs its unit: serverCPU < .percent(70), serverMemory"
    + " < .mebibytes(500)"

private let wrongUnits = [
    BadSnippet("serverMemory < 500", "'<' \(unit)"),
    BadSnippet("serverCPU > 0.7", "'>' \(unit)"),
    BadSnippet("serverCPUTimePerRequest <= 5", "'<=' \(unit)"),
    BadSnippet("p99 < 50", "'<' \(latency)"),
    BadSnippet(".p99 < 50", "'<' \(latency)"),
    BadSnippet("p99 <= 50.5", "'<=' \(latency)"),
    BadSnippet("p99(of: \"login\") < 50", "'<' \(latency)"),
    BadSnippet("p99 > .percent(1)", "'>' \(latency)"),
    BadSnippet("p99 < 1.percent", "'<' \(latency)"),
    BadSnippet("p99 >= .perSecond(1)", "'>=' \(latency)"),
    BadSnippet(".mean < .perSecond(1)", "'<' \(latency)"),
    BadSnippet("errorRate < 1", "'<' \(ratio)"),
    BadSnippet("errorRate < 0.01", "'<' \(ratio)"),
    BadSnippet(".errorRate <= 0.01", "'<=' \(ratio)"),
    BadSnippet("errorRate < .milliseconds(1)", "'<' \(ratio)"),
    BadSnippet("errorRate > .perSecond(1)", "'>' \(ratio)"),
    BadSnippet("throughput > 5_000", "'>' \(rate)"),
    BadSnippet("requestRate >= 0.5", "'>=' \(rate)"),
    BadSnippet("throughput < .milliseconds(1)", "'<' \(rate)"),
    BadSnippet("throughput <= .percent(1)", "'<=' \(rate)"),
    BadSnippet("requestCount >= 0.5", "'>=' \(count)"),
    BadSnippet("requestCount < .seconds(1)", "'<' \(count)"),
    BadSnippet("requestCount <= .percent(1)", "'<=' \(count)"),
    BadSnippet("requestCount > .perSecond(1)", "'>' \(count)"),
    BadSnippet("p50 < .seconds(1), errorRate < 1", "'<' \(ratio)"),
    BadSnippet("p99(over: .seconds(1), during: .plateau) < 50", "'<' \(latency)"),
    BadSnippet("fraction(under: .seconds(1)) > 0.99", "'>' \(ratio)"),
    BadSnippet("apdex(target: .seconds(1)) > .percent(90)", "'>' \(score)"),
    BadSnippet("apdex(target: .seconds(1)) >= 90.percent", "'>=' \(score)"),
    BadSnippet("apdex(target: .seconds(1)) < .seconds(1)", "'<' \(score)"),
    BadSnippet(".apdex(target: .seconds(1)) <= .perSecond(1)", "'<=' \(score)"),
    BadSnippet("openedConnections <= 0.5", "'<=' \(count)"),
    BadSnippet(
        "p99 < errorRate",
        "binary operator '<' cannot be applied to operands of type 'LatencyMetric' and"
            + " 'RatioMetric'"),
    BadSnippet(
        "p99 < errorRate * 2",
        "cannot convert value of type 'RatioMetric' to expected argument type 'Duration'"),
    BadSnippet(
        "two wrong units in a load test",
        body: """

            ThreadGroup(users: 1) { HTTPGet("/") }
            expect(errorRate < 0.01)
            expect(p99 < 50)

            """, (3, "'<' \(ratio)"), (4, "'<' \(latency)")),
]

private let unitsBehind = [
    BadSnippet("p99 < 50.ms", "'ms' is unavailable: a duration is written .milliseconds(50)"),
    BadSnippet(
        "p99 < 0.5.seconds",
        "'seconds' is unavailable: a duration is written .seconds(10), .seconds(0.5)"),
    BadSnippet(
        "throughput > 5.perSecond",
        "'perSecond' is unavailable: a rate is written .perSecond(500)"),
    BadSnippet(
        "units behind numbers in a load test",
        body: """

            ThreadGroup(users: 1, rampUp: 10.seconds) {
                HTTPGet("/")
                Pause(1.5.minutes)
            }
            ArrivalGroup(rate: 30.perMinute, for: .seconds(1)) { HTTPGet("/") }

            """,
        (2, "'seconds' is unavailable: a duration is written .seconds(10), .seconds(0.5)"),
        (4, "'minutes' is unavailable: a duration is written in seconds: .seconds(5 * 60)"),
        (6, "'perMinute' is unavailable: a rate is written .perMinute(30)")),
]

private let unknownMetrics = [
    BadSnippet("p98 < .milliseconds(50)", "cannot find 'p98' in scope"),
    BadSnippet(".p98 < .milliseconds(50)", "type 'LatencyMetric' has no member 'p98'"),
    BadSnippet(
        "unknown metric in a load test",
        body: """

            ThreadGroup(users: 1) { HTTPGet("/") }
            expect(p98 < .milliseconds(50))

            """, (3, "cannot find 'p98' in scope")),
    BadSnippet(
        "unknown member in a load test",
        body: """

            ThreadGroup(users: 1) { HTTPGet("/") }
            expect(.p98 < .milliseconds(50))

            """, (3, "type 'LatencyMetric' has no member 'p98'")),
    BadSnippet(
        "true",
        "'expect' is unavailable: expect takes a metric and a bound, such as"
            + " p99 < .milliseconds(50), not a Bool"),
]

private let wrongPlaces = [
    BadSnippet(
        "bare budget in a load test",
        body: """

            ThreadGroup(users: 1) { HTTPGet("/") }
            p99 < .milliseconds(50)

            """,
        (
            3,
            "'buildExpression' is unavailable: a budget does nothing by itself: write"
                + " expect(p99 < .milliseconds(50))"
        )),
    BadSnippet(
        "bare budget in a group",
        body: """

            ThreadGroup(users: 1) {
                HTTPGet("/")
                p99 < .milliseconds(50)
            }

            """,
        (
            4,
            "'buildExpression' is unavailable: a budget does nothing by itself: write expect(…)"
                + " in the body of LoadTest"
        )),
    BadSnippet(
        "request in a load test", body: "\nHTTPGet(\"/health\")\n",
        (
            2,
            "'buildExpression' is unavailable: a step belongs into a group: ThreadGroup(users: 10)"
                + " { HTTPGet(\"/health\") }"
        )),
    BadSnippet(
        "pause in a load test", body: "\nPause(.seconds(1))\n",
        (
            2,
            "'buildExpression' is unavailable: a step belongs into a group: ThreadGroup(users: 10)"
                + " { HTTPGet(\"/health\") }"
        )),
    BadSnippet(
        "arrivals in a group",
        body: """

            ThreadGroup(users: 1) {
                ArrivalGroup(rate: .perSecond(1), for: .seconds(1)) { HTTPGet("/") }
            }

            """,
        (
            3,
            "'buildExpression' is unavailable: an ArrivalGroup belongs into the body of LoadTest,"
                + " beside other groups"
        )),
    BadSnippet(
        "group in a group",
        body: """

            ThreadGroup(users: 1) {
                ThreadGroup(users: 1) { HTTPGet("/") }
            }

            """,
        (
            3,
            "'buildExpression' is unavailable: a ThreadGroup belongs into the body of LoadTest,"
                + " beside other groups"
        )),
    BadSnippet(
        "expect in a group",
        body: """

            ThreadGroup(users: 1) {
                HTTPGet("/")
                expect(p99 < .milliseconds(50))
            }

            """,
        (
            4,
            "'buildExpression' is unavailable: expect(…) belongs into the body of LoadTest;"
                + " p99(of: \"label\") scopes it"
        )),
    BadSnippet(
        "rule in a group",
        body: """

            ThreadGroup(users: 1) {
                HTTPGet("/")
                abortWhen(errorRate > .percent(50))
            }

            """,
        (
            4,
            "'buildExpression' is unavailable: abortWhen(…) belongs into the body of LoadTest;"
                + " errorRate(of: \"label\") scopes it"
        )),
    BadSnippet(
        "condition in a load test", body: "\nexpect(1 < 2)\n",
        (
            2,
            "'expect' is unavailable: expect takes a metric and a bound, such as"
                + " p99 < .milliseconds(50), not a Bool"
        )),
]

private let misspelt = [
    BadSnippet(
        "misspelt argument of a group",
        body: "\nThreadGroup(users: 1, rampup: .seconds(1)) { HTTPGet(\"/\") }\n",
        (
            2,
            "incorrect argument label in call (have 'users:rampup:_:', expected"
                + " 'users:rampUp:_:')"
        )),
    BadSnippet(
        "misspelt argument of a request",
        body: "\nThreadGroup(users: 1) {\nHTTPGet(\"/\", timeOut: .seconds(1))\n}\n",
        (3, "incorrect argument label in call (have '_:timeOut:', expected '_:timeout:')")),
    BadSnippet(
        "forgotten users", body: "\nThreadGroup(loops: 1) { HTTPGet(\"/\") }\n",
        (2, "missing argument for parameter 'users' in call")),
    BadSnippet(
        "string variable as a body",
        body: "\nlet text = \"x\"\nThreadGroup(users: 1) {\nHTTPPost(\"/\", body: text)\n}\n",
        (4, "cannot convert value of type 'String' to expected argument type 'HTTPBody'")),
]
