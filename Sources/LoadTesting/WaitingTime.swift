import LoadTestingCore
import Synchronization

/// The time that a load test has waited for others, and their names.
final class WaitingTime: Sendable {
    private let waited = Mutex((process: Duration.zero, machine: Duration.zero))

    /// For other load tests of this process.
    var forProcess: Duration { waited.withLock { $0.process } }
    /// For those of other processes.
    var forMachine: Duration { waited.withLock { $0.machine } }

    /// Notes a wait for this process, however it ends.
    func inProcess<Value: Sendable>(
        since start: ContinuousClock.Instant, _ wait: () async throws -> Value
    ) async rethrows -> Value {
        defer { waited.withLock { $0.process += start.duration(to: .now) } }
        return try await wait()
    }

    /// Notes a wait for other processes so far.
    func note(machine duration: Duration) { waited.withLock { $0.machine = duration } }

    /// Explains why a test was ended before it could begin or finish; `nil` when it had hardly
    /// waited.
    ///
    /// - Parameter limit: the test's time limit.
    func explanation(limit: Duration?) -> String? {
        let (process, machine) = waited.withLock { $0 }
        let bound = limit.map { " (\($0.wholeText))" } ?? ""
        let parts = [
            (process, "other load tests of this process"),
            (machine, "load tests of other processes"),
        ].filter { $0.0 >= Self.minReported }.map { "\($0.0.wholeText)\(bound) for \($0.1)" }
        guard !parts.isEmpty else { return nil }
        return "it waited \(parts.joined(separator: " and ")): mark the test or its suite with"
            + " .loadTest, and waiting costs it no time limit"
    }

    private static let minReported = Duration.seconds(1)
}

extension Duration {
    /// In whole seconds, as waits are stated.
    fileprivate var wholeText: String { Duration.seconds((self / .seconds(1)).rounded()).text }
}
