import Foundation

/// The package in `Consumers`, built once for all tests and kept in the build folder.
package enum ConsumerPackage {
    /// A build that failed, with what the compiler said.
    package struct BuildFailure: Error {
        package var output: String
    }

    package static let directory = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("LoadTestingTests/Consumers").path

    private static let products = Task {
        defer {
            // Built by the time at which it is asked for, beside tests that wait.
            _ = staticProducts
        }
        return try await build(["--build-tests"], scratch: scratchPath)
    }

    private static let staticProducts = Task {
        try await build(
            ["--product", "Tool", "--static-swift-stdlib"], scratch: folder("consumers-static"))
    }

    /// A program of the package.
    package static func executable(_ name: String) async throws -> String {
        try await products.value + "/" + name
    }

    /// The tool with the standard library linked into it.
    package static func staticTool() async throws -> String {
        try await staticProducts.value + "/Tool"
    }

    /// The folder in which the package is built; CI builds the packages of the acceptance there,
    /// too.
    package static let scratchPath = folder("consumers/build")

    private static func folder(_ name: String) -> String {
        // …/.build/TRIPLE/debug/PackageTests.xctest
        TestProducts.folder.deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent(name).path
    }

    private static func build(_ arguments: [String], scratch path: String) async throws -> String {
        // Without its plan SwiftPM looks again which files the library has.
        try? FileManager.default.removeItem(atPath: path + "/debug.yaml")
        // Pins of a build with the command line's variable would be resolved without it, too.
        try? FileManager.default.removeItem(atPath: "\(directory)/Package.resolved")
        let build = try ChildProcess(
            "/usr/bin/env",
            ["-u", "BUILD_LOADTESTING_COMMAND", "swift", "build", "--scratch-path", path]
                + arguments, in: directory)
        guard await build.exit(within: .seconds(600)) == .success else {
            throw BuildFailure(output: build.output)
        }
        return path + "/debug"
    }

    /// The number of the line of a fixture that ends with a comment.
    package static func line(_ file: String, marked comment: String) throws -> Int {
        let path = "\(directory)/Tests/ConsumerTests/\(file)"
        let lines = try String(contentsOfFile: path, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
        return (lines.firstIndex { $0.hasSuffix("// \(comment)") } ?? -1) + 1
    }
}
