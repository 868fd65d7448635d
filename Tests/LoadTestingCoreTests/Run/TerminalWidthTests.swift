import Testing

@testable import LoadTestingCore

@Suite struct TerminalWidthTests {
    @Test(
        arguments: [
            ([:], 100), (["COLUMNS": "132"], 132), (["COLUMNS": "7"], 40), (["COLUMNS": "0"], 100),
            (["COLUMNS": "-9"], 100), (["COLUMNS": "wide"], 100), (["COLUMNS": ""], 100),
            (["COLUMNS": "99999999"], 10_000),
        ] as [([String: String], Int)])
    func `without a terminal COLUMNS says the width, and nothing else`(
        environment: [String: String], width: Int
    ) {
        let console = Console(environment: environment, isTerminal: false, output: -1)
        #expect(console.width == width)
    }
}
