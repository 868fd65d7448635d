import Foundation
import LoadTestingCore
import Synchronization

/// The right to load this machine: one load test at a time, in this process and in all others.
///
/// Two at once would measure each other. Held by a gate within the process and by a lock between
/// processes. A test that is marked as a load test reserves it before its time limit begins; the
/// loads of the test then take it one after the other.
final class ExclusiveLease: Sendable {
    /// The lease of this machine.
    static let shared = ExclusiveLease(path: "/tmp/loadtesting.lock")

    /// A claim to load for a while.
    struct Claim: Sendable {
        /// The test.
        var test: String
        /// The maximum wait for other processes.
        var longestWait = RunEnvironment.defaultWait
        /// The account of the waiting.
        var waiting = WaitingTime()
        /// Whether the claim is of a task that can't know of a reservation made for it: one that
        /// was detached from a test.
        var isDetached = false
    }

    /// The lease as a test holds it.
    private final class Reservation: Sendable {
        let gate = AsyncGate()
    }

    private let gate = AsyncGate()
    private let lock: MachineLock
    private let reservation = Mutex<Reservation?>(nil)
    @TaskLocal private static var ownReservation: Reservation?

    init(path: String) { lock = MachineLock(path: path) }

    /// Runs a body while no other load test runs; says so when it has to wait.
    ///
    /// - Throws: the body's error, `CancellationError` when cancelled while waiting, and
    ///   `LoadTestError` when another process does not end in time.
    func hold<Value: Sendable>(
        for claim: Claim, _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        if let reserved = Self.ownReservation
            ?? (claim.isDetached ? reservation.withLock(\.self) : nil)
        {
            return try await reserved.gate.hold(body)
        }
        return try await acquire(for: claim, body)
    }

    /// Runs a test while no other one loads: its own loads do not wait.
    func reserve<Value: Sendable>(
        for claim: Claim, _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        guard Self.ownReservation == nil else { return try await body() }
        return try await acquire(for: claim) {
            let reserved = Reservation()
            self.reservation.withLock { $0 = reserved }
            defer { self.reservation.withLock { $0 = nil } }
            return try await Self.$ownReservation.withValue(reserved, operation: body)
        }
    }

    private func acquire<Value: Sendable>(
        for claim: Claim, _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        let start = ContinuousClock.now
        if gate.isHeld { say("\(claim.name) waits for another load test of this process") }
        try await claim.waiting.inProcess(since: start) { try await gate.enter() }
        defer { gate.leave() }
        try Task.checkCancellation()
        let held = try await machineLock(for: claim)
        defer { held?.letGo() }
        return try await body()
    }

    /// Waits for the lock; `nil` where there is none and other processes can't be kept out.
    private func machineLock(for claim: Claim) async throws -> LockHandle? {
        let start = ContinuousClock.now
        var hasReported = false
        do {
            while true {
                let note = "process \(getpid()), \"\(claim.name)\"\n"
                if let held = try lock.take(note: note) { return LockHandle(held) }
                let waited = start.duration(to: .now)
                claim.waiting.note(machine: waited)
                guard waited < claim.longestWait else { throw timeOut(claim) }
                if !hasReported { say("\(claim.name) waits for another load test: \(lock.holder)") }
                hasReported = true
                try await Task.sleep(for: .milliseconds(50))
            }
        } catch is MachineLock.Unusable {
            say("\(lock.path) can't be opened; load tests of other users may run at the same time")
            return nil
        }
    }

    private func timeOut(_ claim: Claim) -> LoadTestError {
        LoadTestError(
            test: claim.test,
            problems: [
                .init(
                    .notStarted,
                    "it waited \(claim.longestWait.text) for another load test: \(lock.holder)",
                    remedy: "end that one, or wait longer: LOADTESTING_WAIT, in seconds")
            ])
    }

    private func say(_ text: String) { Console.standard.write(line: text) }
}

extension ExclusiveLease.Claim: ExpressibleByStringInterpolation {
    init(stringLiteral test: String) { self.init(test: test) }

    /// The test's name, safe to show and write.
    fileprivate var name: String { test.printable(upTo: 120) }
}

/// A held lock, for a body that may end in several ways.
private final class LockHandle: Sendable {
    private let held: Mutex<MachineLock.Held?>

    init(_ held: consuming MachineLock.Held) { self.held = Mutex(held) }

    func letGo() { held.withLock { $0.take()?.letGo() } }
}
