import Foundation

/// Takes the processor away from this process again and again, as an overloaded machine does.
///
/// Half of the time it does not run, for 150 ms at a stretch. Servers in other processes go on.
enum Starvation {
    /// Runs something of some three seconds while the process starves.
    static func during<Value>(_ body: () async throws -> Value) async throws -> Value {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        // It ends by itself and in order: who is stopped can end nobody.
        process.arguments = [
            "-c", script, "starve", "\(ProcessInfo.processInfo.processIdentifier)",
        ]
        try process.run()
        defer { process.waitUntilExit() }
        return try await body()
    }

    private static let script = """
        for _ in 1 2 3 4 5 6 7 8 9 10 11; do
            kill -STOP "$1"; sleep 0.15; kill -CONT "$1"; sleep 0.15
        done
        """
}
