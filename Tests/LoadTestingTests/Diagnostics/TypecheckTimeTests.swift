import Testing

/// A plan that is large must not keep the compiler busy.
@Suite struct TypecheckTimeTests {
    private static let slots = """
        let timeID = Slot<Int>("id")
        let timeToken = Slot<String>("token")

        """

    private static func element(_ number: Int) -> String {
        """
        HTTPGet("/users/\\(timeID)/orders/\(number)").named("order \(number)")
            .header("Authorization", "Bearer \\(timeToken) \(number)")
            .check(.status(200), .bodyContains("order \(number)"))

        """
    }

    private static let fiftyElements =
        slots + "@StepsBuilder func fifty() -> Steps {\n"
        + (0..<50).map(element).joined() + "}\n"

    private static let tenFragments =
        slots
        + (0..<10).map { fragment in
            "@StepsBuilder func part\(fragment)() -> Steps {\n"
                + (0..<20).map { element(fragment * 20 + $0) }.joined() + "}\n"
        }.joined()

    /// A plan with many expectations of all kinds.
    private static let expectations =
        "func plan() -> LoadTest { LoadTest(\"t\", target: \"http://h\") {\n"
        + (0..<20).map { number in
            """
            expect(p99(of: "\(number)", over: .seconds(10)) < .milliseconds(50))
            expect(p99(of: "\(number)") < p99(of: "old") * 1.1, errorRate < 0.1.percent)
            expect(.p99(during: .plateau) < .seconds(1), throughput > .perSecond(\(number)))
            expect(serverMemory < .mebibytes(500), serverCPU < .percent(\(number)))
            expect(apdex(target: .seconds(1)) > 0.9, fraction(under: .seconds(1)) > 99.percent)

            """
        }.joined() + "} }\n"

    /// As many lines of ordinary code.
    private static let plain = (0..<200).map {
        "func plain\($0)(_ x: Int) -> String { \"\\(x + \($0)) of \\([x, \($0)].count)\" }\n"
    }.joined()

    /// Processor time beside that of a plain file: a ratio, since the machines differ.
    @Test func `50 elements, and 200 in ten fragments, cost little more than plain code`()
        async throws
    {
        let plain = try await Typecheck.processorTime(of: Self.plain)
        let fifty = try await Typecheck.processorTime(of: Self.fiftyElements)
        let fragments = try await Typecheck.processorTime(of: Self.tenFragments)
        let expectations = try await Typecheck.processorTime(of: Self.expectations)
        #expect(expectations < plain * 8, "\(expectations) beside \(plain)")
        #expect(fifty < plain * 8, "\(fifty) beside \(plain)")
        #expect(fragments < plain * 14, "\(fragments) beside \(plain)")
    }
}
