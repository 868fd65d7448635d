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
        try await build(["--build-tests"])
        try await buildStaticTool()
        return scratchPath + "/debug"
    }

    /// The same modules linked otherwise: of them only the tool's own is compiled anew.
    ///
    /// Its objects name the libraries to link, and SwiftPM would take those of the other kind for
    /// its own: they are removed before and after.
    private static func buildStaticTool() async throws {
        let tool = scratchPath + "/debug/Tool"
        try move(tool, to: tool + ".dynamic")
        try FileManager.default.removeItem(atPath: tool + ".build")
        try await build(["--product", "Tool", "--static-swift-stdlib"])
        try move(tool, to: staticToolPath)
        try FileManager.default.removeItem(atPath: tool + ".build")
        try move(tool + ".dynamic", to: tool)
    }

    private static func move(_ path: String, to newPath: String) throws {
        try? FileManager.default.removeItem(atPath: newPath)
        try FileManager.default.moveItem(atPath: path, toPath: newPath)
    }

    /// A program of the package.
    package static func executable(_ name: String) async throws -> String {
        try await products.value + "/" + name
    }

    /// The tool with the standard library linked into it.
    package static func staticTool() async throws -> String {
        _ = try await products.value
        return staticToolPath
    }

    private static let staticToolPath = folder("consumers/StaticTool")

    /// The folder in which the package is built; CI builds the packages of the acceptance there,
    /// too.
    package static let scratchPath = folder("consumers/build")

    private static func folder(_ name: String) -> String {
        // …/.build/TRIPLE/debug/PackageTests.xctest
        TestProducts.folder.deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent(name).path
    }

    private static func build(_ arguments: [String]) async throws {
        // Without its plan SwiftPM looks again which files the library has.
        try? FileManager.default.removeItem(atPath: scratchPath + "/debug.yaml")
        // Pins of a build with the command line's variable would be resolved without it, too.
        try? FileManager.default.removeItem(atPath: "\(directory)/Package.resolved")
        let build = try ChildProcess(
            "/usr/bin/env",
            ["-u", "BUILD_LOADTESTING_COMMAND", "swift", "build", "--scratch-path", scratchPath]
                + arguments, in: directory)
        guard await build.exit(within: .seconds(600)) == .success else {
            throw BuildFailure(output: build.output)
        }
    }

    /// The number of the line of a fixture that ends with a comment.
    package static func line(_ file: String, marked comment: String) throws -> Int {
        let path = "\(directory)/Tests/ConsumerTests/\(file)"
        let lines = try String(contentsOfFile: path, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
        return (lines.firstIndex { $0.hasSuffix("// \(comment)") } ?? -1) + 1
    }
}
