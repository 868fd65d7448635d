import Testing

@testable import LoadTestingCore

@Suite struct ConsoleTests {
    @Test(
        arguments: [
            ([:], true, true, true), ([:], false, false, false),
            (["NO_COLOR": "1"], true, false, false), (["NO_COLOR": ""], true, true, true),
            (["TERM": "dumb"], true, false, false), (["TERM": "xterm"], true, true, true),
            (["CI": "true"], true, false, true), (["CI": "1"], true, false, true),
            (["CI": "false"], true, true, true), (["CI": ""], true, true, true),
            (["CI": "true", "NO_COLOR": "1"], true, false, false),
            (["TERM": "xterm"], false, false, false),
        ] as [([String: String], Bool, Bool, Bool)])
    func `bars need a terminal outside CI, colours a terminal without NO_COLOR`(
        environment: [String: String], isTerminal: Bool, isInteractive: Bool, hasColours: Bool
    ) {
        let console = Console(environment: environment, isTerminal: isTerminal)
        #expect(console.isInteractive == isInteractive)
        #expect((console.style.mark(.passed) != "✓") == hasColours)
    }
}
