import Foundation
import Testing

/// The Python that `Scripts/setup-tests` installs, with independent readers of open formats.
package enum Python {
    private static let path = ProcessInfo.processInfo.environment["FASTAPI_PYTHON"]

    /// Whether tests that need it run: where it is missing they are skipped, but never in CI.
    package static let isWanted = path != nil || ProcessInfo.processInfo.environment["CI"] != nil

    /// Runs a script and decodes the JSON that it prints.
    package static func run<Value: Decodable>(
        _ script: String, _ arguments: String..., as type: Value.Type = Value.self
    ) throws -> Value {
        let process = Process()
        process.executableURL = URL(
            filePath: try #require(path, "CI needs it: Scripts/test installs it"))
        process.arguments = ["-c", script] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return try JSONDecoder().decode(Value.self, from: data)
    }
}
