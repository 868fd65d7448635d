import Foundation
import LoadTestingMacrosFree
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Runs with JMeter's summary lines.
    @Suite(.timeLimit(.minutes(1))) struct Summaries {
        @Test func `the lines stand on the console, and the last one has the whole load`()
            async throws
        {
            let folder = try TemporaryFolder(["console.txt": ""])
            let path = folder.path("console.txt")
            let file = try #require(FileHandle(forWritingAtPath: path))
            let console = Console(
                environment: [:], isTerminal: false, output: file.fileDescriptor)
            let server = try ScriptedServer()
            let plan = LoadTest("summarised", target: server.url) {
                ThreadGroup(users: 3, loops: 120) {
                    HTTPGet("/")
                    Pause(.milliseconds(20))
                }
                Summariser(every: .seconds(1))
            }
            let result = try await LoadTestRunner(
                plan, console: console, variables: [:], loops: 2
            ).result()
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
                .filter { $0.hasPrefix("summary ") }
            #expect(lines.count >= 4 && lines[0].hasPrefix("summary +"))
            #expect(lines[0].hasSuffix("Active: 3 Started: 3 Finished: 0"))
            let last = try #require(lines.last)
            #expect(last.hasPrefix("summary =    360 in ") && result.requests == 360)
            #expect(lines.contains { $0.hasSuffix("Active: 0 Started: 3 Finished: 3") })
        }
    }
}
