import Foundation

/// A process that a test starts, reads and signals.
package final class ChildProcess {
    /// The end of a process.
    package struct Exit: Equatable {
        /// The exit status, or the number of the signal.
        package var status: Int32
        package var isSignal: Bool

        package init(status: Int32, isSignal: Bool = false) {
            self.status = status
            self.isSignal = isSignal
        }

        package static let success = Exit(status: 0)
    }

    private let process = Process()
    private let log: URL

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - executable: a path.
    ///   - environment: added to the test's own, less what is meant for load tests.
    package init(
        _ executable: String, _ arguments: [String], in directory: String? = nil,
        environment: [String: String] = [:]
    ) throws {
        log = FileManager.default.temporaryDirectory
            .appendingPathComponent("child-\(UUID().uuidString).log")
        try Data().write(to: log)
        let own = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("LOADTESTING") }
        process.executableURL = URL(fileURLWithPath: executable)
        process.arguments = arguments
        process.environment = own.merging(environment) { $1 }
        process.currentDirectoryURL = directory.map { URL(fileURLWithPath: $0) }
        process.standardInput = Pipe()
        let file = try FileHandle(forWritingTo: log)
        process.standardOutput = file
        process.standardError = file
        try process.run()
    }

    deinit {
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        try? FileManager.default.removeItem(at: log)
    }

    /// Everything that it has written so far, to both outputs.
    package var output: String { (try? String(contentsOf: log, encoding: .utf8)) ?? "" }

    package func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

    /// Whether it continues for a while.
    package func stays(for duration: Duration) async -> Bool {
        await !eventually(within: duration) { !process.isRunning }
    }

    /// Waits for its end; kills it and returns nil when that does not come in time.
    package func exit(within limit: Duration) async -> Exit? {
        guard await eventually(within: limit, { !process.isRunning }) else { return nil }
        return Exit(
            status: process.terminationStatus,
            isSignal: process.terminationReason == .uncaughtSignal)
    }
}
