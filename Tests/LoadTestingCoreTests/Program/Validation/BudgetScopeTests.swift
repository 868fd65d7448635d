import Testing

@testable import LoadTestingCore

/// Two groups that share a label, and tags.
@LoadTestBuilder private func readersAndWriters() -> LoadTestElements {
    ThreadGroup("readers", users: 1) { HTTPGet("/a").tagged("cheap") }
    ThreadGroup("writers", users: 1) {
        HTTPGet("/a")
        HTTPPost("/b").tagged("dear", "slow")
        Transaction("order") { HTTPGet("/c") }.tagged("pair")
    }
}

@Suite struct BudgetScopeTests {
    private static func problems(_ scope: LatencyMetric) -> [String] {
        let plan = LoadTest("t", target: "http://127.0.0.1") {
            readersAndWriters()
            expect(scope < .seconds(1), fileID: "M/Plan.swift", line: 9)
        }
        do throws(LoadTestError) {
            _ = try ProgramCompiler.compile(plan, environment: [:])
            return []
        } catch {
            return error.problems.map { "\($0.message): \($0.remedy)" }
        }
    }

    @Test(arguments: [
        p99(of: "GET /a"), p99(of: "GET /a", in: "readers"), p99(in: "writers"),
        p99(tagged: "cheap"), p99(of: "GET /a", in: "readers", tagged: "cheap"),
        p99(in: "writers", tagged: "slow"), p99(of: "order", tagged: "pair"),
        p99(of: "order", in: "writers"),
    ])
    func `a scope that some request has is accepted`(scope: LatencyMetric) {
        #expect(Self.problems(scope) == [])
    }

    /// A metric, and the problem of its scope.
    private struct WrongScope: Sendable {
        var metric: LatencyMetric
        var problem: String

        init(_ metric: LatencyMetric, _ problem: String) {
            self.metric = metric
            self.problem = problem
        }
    }

    private static let wrongScopes: [WrongScope] = [
        WrongScope(
            p99(in: "nobody"),
            #"""
            no group has the name "nobody" (Plan.swift:9): groups of this plan: "readers", "writers"
            """#),
        WrongScope(
            p99(tagged: "x"),
            #"""
            no request has the tag "x" (Plan.swift:9): tags of this plan: "cheap", "dear", "slow", \#
            "pair"
            """#),
        WrongScope(
            p99(of: "POST /b", in: "readers"),
            #"""
            no request of the group "readers" has the label "POST /b" (Plan.swift:9): labels of \#
            that group: "GET /a"
            """#),
        WrongScope(
            p99(of: "POST /b", tagged: "cheap"),
            #"""
            no request has the label "POST /b" and the tag "cheap" (Plan.swift:9): labels with \#
            that tag: "GET /a"
            """#),
        WrongScope(
            p99(in: "writers", tagged: "cheap"),
            #"""
            no request of the group "writers" has the tag "cheap" (Plan.swift:9): labels of that \#
            group: "GET /a", "POST /b", "order", "GET /c"
            """#),
        WrongScope(
            p99(tagged: "pair"),
            #"""
            no request has the tag "pair" (Plan.swift:9): it is a tag of transactions: name one \#
            by of:, "order"
            """#),
    ]

    @Test(arguments: wrongScopes.indices)
    func `a scope without a request names what there is`(index: Int) {
        let wrong = Self.wrongScopes[index]
        #expect(Self.problems(wrong.metric) == [wrong.problem])
    }

    @Test func `where a scenario adds labels and tags, groups alone are checked`() {
        let plan = LoadTest("t", target: "http://127.0.0.1") {
            ThreadGroup("visitors", users: 1) { Scenario("visit") { try await $0.get("/") } }
            ThreadGroup("readers", users: 1) { HTTPGet("/a") }
            expect(p99(of: "b", in: "visitors", tagged: "c") < .seconds(1))
            expect(p99(tagged: "c") < .seconds(1), p99(in: "nobody") < .seconds(1))
            expect(p99(of: "b", in: "readers") < .seconds(1))
        }
        let error = #expect(throws: LoadTestError.self) {
            try ProgramCompiler.compile(plan, environment: [:])
        }
        #expect(error?.problems.count == 2)
    }

    @Test func `an empty tag is refused`() {
        let plan = LoadTest("t", target: "http://127.0.0.1") {
            ThreadGroup(users: 1) { HTTPGet("/a").tagged("") }
        }
        let error = #expect(throws: LoadTestError.self) {
            try ProgramCompiler.compile(plan, environment: [:])
        }
        #expect(error?.problems.map(\.message) == ["a tag of \"GET /a\" is empty"])
    }

    @Test func `a label has a row for each group and each set of tags`() throws {
        let plan = LoadTest("t", target: "http://127.0.0.1") {
            readersAndWriters()
            ThreadGroup(users: 1) {
                HTTPGet("/a").tagged("b", "a")
                HTTPGet("/a").tagged("a", "b", "a")
            }
        }
        let rows = try ProgramCompiler.compile(plan, environment: [:]).rows
        #expect(rows.labels == ["GET /a", "POST /b", "order", "GET /c"])
        #expect(
            rows.filter { $0.label == "GET /a" } == [
                ProgramRow(label: "GET /a", group: 0, tags: ["cheap"], isTransaction: false),
                ProgramRow(label: "GET /a", group: 1, tags: [], isTransaction: false),
                ProgramRow(label: "GET /a", group: 2, tags: ["a", "b"], isTransaction: false),
            ])
    }
}
