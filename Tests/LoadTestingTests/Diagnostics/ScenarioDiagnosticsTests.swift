import Testing

/// Diagnostics of the scenario language.
@Suite struct ScenarioDiagnosticsTests {
    private static let diagnostics = Task {
        try await Typecheck.diagnostics(of: snippets.map { (name: $0.name, code: $0.code) })
    }

    @Test(arguments: snippets)
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

    @Test func `a slot in an ordinary String is warned of`() async throws {
        let code = """
            let slotInAString = Slot<Int>("id")
            let memberInAString = Slot<String>("text")
            let strings = ["a \\(slotInAString)", "b \\(memberInAString.count)"]
            """
        let found = try await Typecheck.diagnostics(of: [(name: "strings", code: code)])
        #expect(found.map(\.line) == [3, 3])
        #expect(found.allSatisfy { $0.severity == "warning" })
        #expect(found.allSatisfy { $0.message.contains("a slot has no value in a String") })
    }
}

private func inGroup(
    _ name: String, _ step: String, _ message: String, line: Int = 3
) -> BadSnippet {
    BadSnippet(
        name,
        body: """

            ThreadGroup(users: 1) {
                \(step)
                HTTPGet("/")
            }

            """, (line, "'buildExpression' is unavailable: \(message)"))
}

private let snippets: [BadSnippet] = [
    inGroup(
        "a share outside a mix", "Share(1) { HTTPGet(\"/\") }",
        "a Share belongs into a Mix: Mix { Share(80) { … } Share(20) { … } }"),
    inGroup(
        "a step in a mix", "Mix { HTTPGet(\"/\") }", "give it a weight: Share(20) { … }"),
    inGroup(
        "a pause at once", "Parallel { Pause(.seconds(1)) }",
        "Parallel takes requests only: what else would be at once?"),
    inGroup(
        "set-up in a group", "SetUp { HTTPGet(\"/\") }",
        "SetUp belongs into the body of LoadTest; Once { … } runs once for each user"),
    inGroup(
        "tear-down in a group", "TearDown { HTTPGet(\"/\") }",
        "TearDown belongs into the body of LoadTest"),
    inGroup(
        "defaults in a group", "HTTPDefaults(timeout: .seconds(1))",
        "HTTPDefaults belong into the body of LoadTest, or behind the group: .defaults(…)"),
    inGroup(
        "a slot as a step", "Slot<Int>(\"id\")",
        "a slot does nothing by itself: fill it by a capture or Feed(…, into:)"),
    BadSnippet(
        "a slot whose value has no text",
        body: """

            ThreadGroup(users: 1) {
                HTTPGet("/", headers: ["A": "\\(Slot<[Int: Never]?>("id"))"])
            }

            """,
        (
            3,
            "'appendInterpolation' is unavailable: this slot's value has no text: interpolate a"
                + " member, such as \\(user.id)"
        )),
]
