import CLoadTesting
import Foundation
import TestSupport
import Testing

@testable import LoadTestingCore

/// A real backend that a test starts on a free port, with a folder of its own.
final class Daemon {
    let port: Int
    let folder: TemporaryFolder
    private let process: ChildProcess

    /// Starts a program, and waits until its port answers.
    ///
    /// - Parameters:
    ///   - files: the program's files, in which `{folder}` and `{port}` are replaced.
    ///   - arguments: with the same replacements.
    ///   - ready: the path that answers once it is ready.
    init(
        _ program: String, _ arguments: [String], files: [String: String], ready: String
    ) async throws {
        let path = try #require(Self.path(of: program), "Scripts/setup-tests installs \(program)")
        port = try #require(LoopbackPort.free())
        folder = try TemporaryFolder()
        let (port, folder) = (port, folder.url.path(percentEncoded: false))
        let fill = { (text: String) in
            text.replacing("{folder}", with: folder).replacing("{port}", with: "\(port)")
        }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        for (name, text) in files {
            try Data(fill(text).utf8).write(to: self.folder.url.appending(path: name))
        }
        process = try ChildProcess(path, arguments.map(fill), in: folder)
        let isReady = await eventually(within: .seconds(15)) {
            (200..<300).contains(Self.get("http://127.0.0.1:\(port)\(ready)").status)
        }
        try #require(isReady, "\(program): \(process.output.suffix(2_000))")
    }

    /// Ends the process at once.
    func kill() async {
        process.send(SIGKILL)
        _ = await process.exit(within: .seconds(5))
    }

    var url: String { "http://127.0.0.1:\(port)" }

    /// Whether tests with the program run: where it is missing they fail in CI and are skipped
    /// elsewhere.
    static func isWanted(_ program: String) -> Bool {
        path(of: program) != nil || ProcessInfo.processInfo.environment["CI"] != nil
    }

    static func path(of program: String) -> String? {
        let folders = ["/usr/bin", "/usr/sbin", "/usr/local/bin", "/opt/homebrew/bin"]
        return folders.map { "\($0)/\(program)" }.first(where: FileManager.default.isExecutableFile)
    }

    /// Gets a URL.
    static func get(_ url: String) -> (status: Int32, body: String) {
        var (body, redirect) = (clt_buffer(), clt_buffer())
        defer {
            clt_buffer_free(&body)
            clt_buffer_free(&redirect)
        }
        let status = clt_fetch(url, "test", nil, 2_000, 4 << 20, &body, &redirect)
        let bytes = UnsafeBufferPointer(start: body.bytes, count: body.count)
        return (status, String(decoding: bytes, as: UTF8.self))
    }
}
