import Foundation
import LoadTestingCore
import Synchronization
import TestServers
import TestSupport
import Testing

@testable import LoadTesting

@Suite struct ExclusiveLeaseTests {
    /// A lease on a file of its own.
    private let path = FileManager.default.temporaryDirectory
        .appendingPathComponent("lease-\(UUID().uuidString)").path

    /// Notes who is inside, and that nobody else is.
    private final class Room: Sendable {
        private let state = Mutex((inside: 0, most: 0, order: [Int]()))

        func visit(_ number: Int) async throws {
            state.withLock {
                $0.inside += 1
                $0.most = max($0.most, $0.inside)
                $0.order.append(number)
            }
            try await Task.sleep(for: .milliseconds(20))
            state.withLock { $0.inside -= 1 }
        }

        var most: Int { state.withLock { $0.most } }
        var order: [Int] { state.withLock { $0.order } }
    }

    @Test func tasksComeOneAfterTheOther() async throws {
        let (lease, room) = (ExclusiveLease(path: path), Room())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask {
                    try await lease.hold(for: "test \(number)") { try await room.visit(number) }
                }
            }
            try await group.waitForAll()
        }
        #expect(room.most == 1)
        #expect(room.order.sorted() == Array(0..<8))
        unlink(path)
    }

    /// Two leases of one file are as two processes.
    @Test func processesComeOneAfterTheOther() async throws {
        let (leases, room) = ([ExclusiveLease(path: path), ExclusiveLease(path: path)], Room())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<4 {
                group.addTask {
                    try await leases[number % 2].hold(for: "test") { try await room.visit(number) }
                }
            }
            try await group.waitForAll()
        }
        #expect(room.most == 1)
        #expect(room.order.count == 4)
        unlink(path)
    }

    @Test func failureGivesTheLeaseBack() async throws {
        struct Failure: Error {}
        let lease = ExclusiveLease(path: path)
        await #expect(throws: Failure.self) { try await lease.hold(for: "a") { throw Failure() } }
        #expect(try await lease.hold(for: "b") { 7 } == 7)
        unlink(path)
    }

    /// Whoever waits, for a task or for a process, ends at once when it is cancelled.
    @Test(arguments: [true, false])
    func cancelledWhileWaitingEndsAtOnce(sameProcess: Bool) async throws {
        let holder = ExclusiveLease(path: path)
        let waiter = sameProcess ? holder : ExclusiveLease(path: path)
        let isHeld = Mutex(false)
        let holding = Task {
            try await holder.hold(for: "holder") {
                isHeld.withLock { $0 = true }
                defer { isHeld.withLock { $0 = false } }
                try await Task.sleep(for: .seconds(120))
            }
        }
        #expect(await eventually { isHeld.withLock { $0 } })
        let waiting = Task { try await waiter.hold(for: "waiter") {} }
        try await Task.sleep(for: .milliseconds(100))
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        #expect(isHeld.withLock { $0 })
        holding.cancel()
        await #expect(throws: CancellationError.self) { try await holding.value }
        // Nobody is left in the way.
        #expect(try await waiter.hold(for: "next") { true })
        unlink(path)
    }

    /// The wait has an end, which names who is waited for.
    @Test func waitForAProcessEnds() async throws {
        let (holder, path) = (ExclusiveLease(path: path), path)
        try await holder.hold(for: "holder") {
            let claim = ExclusiveLease.Claim(
                test: "late", longestWait: .milliseconds(200))
            let error = await #expect(throws: LoadTestError.self) {
                try await ExclusiveLease(path: path).hold(for: claim) {}
            }
            #expect(error?.code == .notStarted && error?.test == "late")
            let problem = error?.problems.first
            #expect(
                problem?.message == "it waited 200 ms for another load test: process \(getpid()),"
                    + " \"holder\"")
            #expect(problem?.remedy.contains("LOADTESTING_WAIT") == true)
            #expect(claim.waiting.forMachine >= .milliseconds(200))
        }
        unlink(path)
    }

    /// A test that has reserved the lease loads at once, one load after the other, and so does a
    /// task that was detached from it; others wait.
    @Test func reservedLeaseIsForTheTestAlone() async throws {
        let (lease, room) = (ExclusiveLease(path: path), Room())
        let other = Mutex<Task<Void, any Error>?>(nil)
        try await lease.reserve(for: "test") {
            other.withLock {
                $0 = Task.detached {
                    try await lease.hold(for: "other") { try await room.visit(9) }
                }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<3 {
                    group.addTask {
                        try await lease.hold(for: "load") { try await room.visit(number) }
                    }
                }
                try await group.waitForAll()
            }
            try await Task.detached {
                try await lease.hold(for: .init(test: "stray", isDetached: true)) {
                    try await room.visit(3)
                }
            }.value
        }
        try await other.withLock(\.self)?.value
        #expect(room.most == 1)
        #expect(room.order.count == 5 && room.order.last == 9)
        unlink(path)
    }

    @Test func whoWaitedIsToldHowLong() async throws {
        let waiting = WaitingTime()
        #expect(waiting.explanation(limit: .seconds(60)) == nil)
        waiting.note(machine: .milliseconds(44_300))
        #expect(
            waiting.explanation(limit: .seconds(60))?.hasPrefix(
                "it waited 44 s (60 s) for load tests of other processes") == true)
        #expect(
            waiting.explanation(limit: nil)?.hasPrefix(
                "it waited 44 s for load tests of other processes") == true)
    }

    @Test func fileThatCantBeOpenedKeepsNobodyFromRunning() async throws {
        let lease = ExclusiveLease(path: "/nonexistent/lease")
        #expect(try await lease.hold(for: "test") { 1 } == 1)
    }

    @Test func fileNamesItsHolder() async throws {
        let path = path
        let text = try await ExclusiveLease(path: path).hold(for: "checkout") {
            try String(contentsOfFile: path, encoding: .utf8)
        }
        #expect(text == "process \(getpid()), \"checkout\"\n")
        unlink(path)
    }
}

extension UnderLoad {
    /// Its tests also wait for the load tests beside them, so the time limit is a guard alone.
    @Suite(.timeLimit(.minutes(10))) struct Leases {
        /// Waiting is no part of what a run says about itself.
        @Test func twoRunsDoNotOverlapAndWaitingIsNotCounted() async throws {
            let server = try ScriptedServer()
            let results = try await withThrowingTaskGroup(of: LoadTestResult.self) { group in
                for name in ["a", "b"] {
                    group.addTask {
                        try await LoadTest(name, target: server.url) {
                            ThreadGroup(users: 2, duration: .milliseconds(400)) {
                                HTTPGet("/\(name)")
                                Pause(.milliseconds(10))
                            }
                        }.run()
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let targets = server.requests.map(\.target)
            let first = try #require(targets.first)
            #expect(targets.drop { $0 == first }.allSatisfy { $0 != first })
            #expect(results.allSatisfy { $0.duration < .milliseconds(700) })
        }
    }
}
