import Foundation
import TestSupport
import Testing

/// One message of the compiler.
struct Diagnostic: Hashable, Sendable {
    /// The name of the snippet it stands in.
    var snippet: String
    /// The line in the snippet, from 1.
    var line: Int
    var severity: String
    var message: String
}

/// The compiler run over snippets against the modules that were just built.
enum Typecheck {
    /// The reason that the compiler could not be asked.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// All errors and warnings of the snippets, from one call of the compiler.
    static func diagnostics(of snippets: [(name: String, code: String)]) async throws
        -> [Diagnostic]
    {
        let output = try await compile(text(of: snippets), by: ["/usr/bin/env"])
        let found = output.split(separator: "\n").compactMap { parse($0, of: snippets.map(\.name)) }
        if let stray = found.first(where: { $0.snippet == elsewhere && $0.severity == "error" }) {
            throw Failure(description: "not in a snippet: \(stray)")
        }
        guard !found.isEmpty || output.isEmpty else { throw Failure(description: output) }
        return found.filter { $0.snippet != elsewhere }
    }

    /// Seconds of processor time that the compiler needs for a file; it must have nothing to say.
    static func processorTime(of code: String) async throws -> Double {
        let output = try await compile(
            "import LoadTesting\n" + code,
            // Of its own children alone: other tests have theirs.
            by: ["/bin/bash", "-c", #""$@" && times"#, "bash"])
        let form = /(\d+)m(\d+\.\d+)s/
        let times = output.matches(of: form).map { (Double($0.1) ?? 0) * 60 + (Double($0.2) ?? 0) }
        guard times.count == 4 else { throw Failure(description: output) }
        return times[2] + times[3]
    }

    /// The place of messages that no snippet caused.
    private static let elsewhere = "elsewhere"

    /// Snippets one after another, each under a name and with lines of its own.
    private static func text(of snippets: [(name: String, code: String)]) -> String {
        snippets.enumerated().reduce(into: "import LoadTesting\nimport LoadTestingCore\n") {
            $0 += "#sourceLocation(file: \"\($1.offset)\", line: 1)\n\($1.element.code)\n"
        } + "#sourceLocation()\n"
    }

    /// `7:12:34: error: message` of the seventh snippet.
    private static func parse(_ line: Substring, of names: [String]) -> Diagnostic? {
        let form = /^(.+?):(\d+):\d+: (error|warning): (.*)$/
        guard let match = line.wholeMatch(of: form), let number = Int(match.2) else { return nil }
        let name = Int(match.1).map { names[$0] } ?? elsewhere
        return Diagnostic(
            snippet: name, line: number, severity: String(match.3),
            message: String(match.4))
    }

    /// - Parameter launcher: what is given the compiler's call as its last arguments.
    private static func compile(_ text: String, by launcher: [String]) async throws -> String {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "load-testing-diagnostics-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let source = folder.appending(path: "Snippets.swift")
        try text.write(to: source, atomically: true, encoding: .utf8)
        let products = TestProducts.folder
        let log = folder.appending(path: "output")
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        let process = Process()
        process.executableURL = URL(filePath: launcher[0])
        process.arguments =
            launcher.dropFirst() + [
                "swiftc", "-typecheck", "-swift-version", "6", "-diagnostic-style", "llvm",
                "-I", products.appending(path: "Modules").path,
            ] + cArguments(products) + platformArguments + [source.path]
        let writer = try FileHandle(forWritingTo: log)
        process.standardError = writer
        process.standardOutput = writer
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in ended.resume() }
            do { try process.run() } catch { ended.resume(throwing: error) }
        }
        return try String(contentsOf: log, encoding: .utf8)
    }

    /// The module maps that SwiftPM writes for the C targets, and the folders of their headers.
    private static func cArguments(_ products: URL) -> [String] {
        let sources = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources").standardizedFileURL
        return ["CLoadTesting", "CLoadTestingSystem", "CLoadTestingRelay"].flatMap { target in
            let map = products.appending(path: "\(target).build/module.modulemap").path
            return [
                "-Xcc", "-fmodule-map-file=\(map)",
                "-Xcc", "-I\(sources.appending(path: "\(target)/include").path)",
            ]
        }
    }

    #if canImport(Darwin)
        /// The folders in which Xcode keeps Testing and XCTest.
        private static var platformArguments: [String] {
            let platform =
                ProcessInfo.processInfo.environment["DEVELOPER_DIR"].map {
                    $0 + "/Platforms/MacOSX.platform"
                }
                ?? "/Applications/Xcode.app/Contents/Developer/Platforms/MacOSX.platform"
            return [
                "-target", "arm64-apple-macosx15.0",
                "-F", platform + "/Developer/Library/Frameworks",
                "-I", platform + "/Developer/usr/lib",
            ]
        }
    #else
        private static let platformArguments: [String] = []
    #endif
}
