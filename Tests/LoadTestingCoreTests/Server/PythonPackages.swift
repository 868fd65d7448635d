import Foundation

/// The Python that has what some tests need beside its own library: `Scripts/setup-tests`.
enum PythonPackages {
    /// Its path; where none is named, the one of the system.
    static var python: String {
        ProcessInfo.processInfo.environment["FASTAPI_PYTHON"] ?? "python3"
    }

    /// Whether a test can use a package: where it is missing the test is skipped, but never in CI.
    static func has(_ name: String) -> Bool {
        if ProcessInfo.processInfo.environment["CI"] != nil { return true }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [python, "-c", "import \(name)"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
