import Foundation
import LoadTestingMacrosFree
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

@Suite struct ProgressOutputTests {
    private func lines(of path: String) throws -> [String] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    @Test func `lines are added to a file`() throws {
        let folder = try TemporaryFolder(["progress.txt": "before\n"])
        let path = folder.path("progress.txt")
        try ProgressOutput(path).write(line: "one")
        let output = try ProgressOutput(path)
        output.write(line: "two")
        output.write(line: String(repeating: "x", count: 2_000))
        let lines = try lines(of: path)
        #expect(lines.count == 4 && lines[..<3] == ["before", "one", "two"])
        #expect(lines[3].count == 500)
    }

    @Test func `a descriptor gets lines, and one that nobody reads holds nobody up`() throws {
        let pipe = Pipe()
        let output = try ProgressOutput("fd:\(pipe.fileHandleForWriting.fileDescriptor)")
        // Far more than a pipe holds.
        let rest = String(repeating: "x", count: 90)
        for number in 0..<3_000 { output.write(line: "line \(number) \(rest)") }
        let start = pipe.fileHandleForReading.availableData
        #expect(String(decoding: start, as: UTF8.self).hasPrefix("line 0 xx"))
        try pipe.fileHandleForReading.close()
        output.write(line: "nobody")
    }

    @Test(arguments: ["fd:", "fd:x", "fd:-1", "fd:987654", "/nowhere/at/all.txt", "/"])
    func `a place that can't be written to is refused before the load`(place: String) async throws {
        let server = try ScriptedServer()
        let error = await #expect(throws: LoadTestError.self) {
            try await measure(
                LoadTest("t", target: server.url) { ThreadGroup(users: 1) { HTTPGet("/") } },
                variables: ["LOADTESTING_PROGRESS": place])
        }
        #expect(error?.code == .invalidEnvironment)
        #expect(
            error?.problems.first?.message.hasPrefix("LOADTESTING_PROGRESS is \"\(place)\": ")
                == true)
        #expect(server.requests.isEmpty)
    }
}

extension UnderLoad {
    /// A run whose progress is followed from elsewhere.
    @Suite(.timeLimit(.minutes(1))) struct ProgressPlaces {
        @Test func `each second has a line, and the verdict is the last one`() async throws {
            let folder = try TemporaryFolder(["progress.txt": ""])
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("followed", target: server.url) {
                    ThreadGroup(users: 2, duration: .milliseconds(2_200)) {
                        HTTPGet("/")
                        Pause(.milliseconds(20))
                    }
                }, loops: 2, variables: ["LOADTESTING_PROGRESS": folder.path("progress.txt")])
            let text = try String(contentsOfFile: folder.path("progress.txt"), encoding: .utf8)
            let lines = text.split(separator: "\n").map(String.init)
            #expect(lines.count >= 4 && lines.last == "followed: passed")
            #expect(lines[0].hasPrefix("followed: 1 s: ") && lines[1].hasPrefix("followed: 2 s: "))
            let all = NumberText.grouped(result.requests)
            #expect(lines[lines.count - 2].contains(": \(all) requests ("))
        }
    }
}
