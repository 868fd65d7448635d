import Dispatch
import Synchronization
import Testing

@testable import LoadTestingCore

@Suite(.timeLimit(.minutes(5))) struct WaitingThreadTests {
    /// A pool of one thread.
    private final class OneThread: TaskExecutor {
        private let queue = DispatchQueue(label: "one thread")

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }

    private static let isBusy = Atomic(false)

    @Test func `it goes on while the pool of tasks is busy`() async throws {
        let isOver = DispatchSemaphore(value: 0)
        let pauses = try await withTaskExecutorPreference(OneThread()) {
            let thread = WaitingThread(named: "wait", period: .milliseconds(1)) { pause in
                while !Self.isBusy.load(ordering: .acquiring) { try pause() }
                for _ in 0..<3 { try pause() }
                isOver.signal()
                return 3
            }
            async let outcome = {
                Self.isBusy.store(true, ordering: .releasing)
                return Self.wait(for: isOver)
            }()
            #expect(await outcome == .success)
            return try await thread.value
        }
        #expect(pauses == 3)
    }

    /// Blocks its thread.
    private static func wait(for end: DispatchSemaphore) -> DispatchTimeoutResult {
        end.wait(timeout: .now() + 60)
    }

    @Test func `a cancelled wait ends with the next pause`() async {
        let wait = Task {
            try await WaitingThread(named: "wait", period: .milliseconds(1)) { pause in
                while true { try pause() }
            }.value
        }
        wait.cancel()
        await #expect(throws: CancellationError.self) { try await wait.value }
    }

    @Test func `an error is passed on`() async {
        await #expect(throws: LoadTestError.self) {
            try await WaitingThread<Void>(named: "wait", period: .milliseconds(1)) { _ in
                throw LoadTestError(
                    server: "s", .serverNotReady, "it was late", remedy: "wait longer")
            }.value
        }
    }

    private final class Held: Sendable {}

    /// A wait that holds an object.
    private func wait(holding held: Held) -> WaitingThread<Bool> {
        WaitingThread(named: "wait", period: .milliseconds(1)) { _ in
            withExtendedLifetime(held) { true }
        }
    }

    @Test func `what a wait has held is released when its end is known`() async throws {
        for _ in 0..<100 {
            var held: Held? = Held()
            weak let left = held
            let thread = wait(holding: held!)
            held = nil
            let hasEnded = try await thread.value
            #expect(hasEnded && left == nil)
        }
    }
}
