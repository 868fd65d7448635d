import Foundation
import LoadTestingCore

/// The right to load this machine: one load test at a time, in this process and in all others.
///
/// Two at once would measure each other. Held by a gate within the process and by a lock on a file
/// between processes; the system gives the lock back when a process ends in whatever way.
final class ExclusiveLease: Sendable {
    /// The lease of this machine.
    static let shared = ExclusiveLease(path: "/tmp/loadtesting.lock")

    private let gate = AsyncGate()
    private let path: String

    init(path: String) { self.path = path }

    /// Runs a body while no other load test runs; says so when it has to wait.
    ///
    /// - Throws: what the body throws, and `CancellationError` when cancelled while waiting.
    func hold<Value: Sendable>(
        for test: String, _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        if gate.isHeld { say("\(test) waits for another load test of this process") }
        return try await gate.hold {
            try Task.checkCancellation()
            let file = try await lockFile(for: test)
            defer { if let file { close(file) } }
            return try await body()
        }
    }

    /// Waits for the lock; `nil` where the file can't be opened and others can't be kept out.
    private func lockFile(for test: String) async throws -> Int32? {
        guard let file = open() else {
            say("\(path) can't be opened; load tests of other users may run at the same time")
            return nil
        }
        var hasSaid = false
        while flock(file, LOCK_EX | LOCK_NB) != 0 {
            if !hasSaid { say("\(test) waits for another load test: \(holder(file))") }
            hasSaid = true
            do {
                try await Task.sleep(for: .milliseconds(50))
            } catch {
                close(file)
                throw error
            }
        }
        let note = "process \(getpid()), \"\(test)\"\n"
        ftruncate(file, 0)
        _ = note.withCString { pwrite(file, $0, strlen($0), 0) }
        return file
    }

    private func open() -> Int32? {
        // Without O_CREAT first: Linux refuses it on files of others in a sticky directory.
        var file = Foundation.open(path, O_RDWR | O_CLOEXEC)
        if file < 0 { file = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666) }
        guard file >= 0 else { return nil }
        fchmod(file, 0o666)
        return file
    }

    private func holder(_ file: Int32) -> String {
        var text = [UInt8](repeating: 0, count: 200)
        let count = pread(file, &text, text.count, 0)
        let line = String(decoding: text.prefix(max(0, count)), as: UTF8.self)
        return line.isEmpty ? "process unknown" : String(line.prefix { $0 != "\n" })
    }

    private func say(_ text: String) { Console.standard.write(line: text) }
}
