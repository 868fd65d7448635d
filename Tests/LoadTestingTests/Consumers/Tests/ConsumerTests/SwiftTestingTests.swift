import Foundation
import LoadTesting
import LoadTestingCore
import Testing

private let target = LoadTarget.environment("TARGET_URL")

// The lines of this file are looked up by the comment at their end.
@Suite struct Budgets {
    @Test func missed() async throws {
        try await LoadTest("missed", target: target) {
            ThreadGroup(users: 2, loops: 10) { HTTPGet("/health") }
            expect(requestCount > 20)  // first
            expect(errorRate < .percent(1), requestCount < 20)  // second
        }.run()
    }

    @Test func missedAfterwards() async throws {
        let result = try await LoadTest("afterwards", target: target) {
            ThreadGroup(users: 2, loops: 10) { HTTPGet("/health") }
        }.run()
        result.expect(requestCount > 20)  // afterwards
    }

    @Test func passed() async throws {
        let result = try await LoadTest("passed", target: target) {
            ThreadGroup(users: 10, loops: 10) { HTTPGet("/health") }
            expect(requestCount >= 100)
        }.run()
        #expect(result.verdict == .passed)
    }
}

@Suite struct Interrupted {
    @Test func first() async throws {
        try await LoadTest("first", target: target) {
            ThreadGroup(users: 5, duration: .seconds(50)) {
                HTTPGet("/health")
                Pause(.milliseconds(10))
            }
        }.run()
    }
}

@Suite(.serialized) struct Switched {
    @Test func plain() async throws {
        try await LoadTest("plain", target: target) {
            ThreadGroup(users: 10, rampUp: .milliseconds(100), loops: 3) { HTTPGet("/health") }
            expect(throughput > .perSecond(1_000_000), requestCount >= 30)
            expect(errorRate < .percent(1))
        }.run()
    }

    @Test(.loadTest) func marked() async throws { print("marked ran") }

    @Test(.loadTest(.onlyWhenOn)) func nightly() async throws { print("nightly ran") }
}

@Suite struct Waiting {
    @Test func forAnotherProcess() async throws {
        let result = try await LoadTest("waiting", target: target) {
            ThreadGroup(users: 1) { HTTPGet("/health") }
        }.run()
        print("lasted \(result.duration / .milliseconds(1)) ms")
    }
}

/// A load of 22 s: three of them exceed the shortest time limit there is.
private func queue(_ name: String, _ duration: Duration = .seconds(22)) async throws {
    try await LoadTest(name, target: target) {
        ThreadGroup(users: 1, duration: duration) {
            HTTPGet("/\(name)")
            Pause(.milliseconds(100))
        }
        expect(errorRate < .percent(1))
    }.run()
}

@Suite(.loadTest, .timeLimit(.minutes(1))) struct Queue {
    @Test func a() async throws { try await queue("a") }
    @Test func b() async throws { try await queue("b") }
    @Test func c() async throws { try await queue("c") }
}

@Suite(.timeLimit(.minutes(1))) struct UnmarkedQueue {
    @Test(.loadTest) func a() async throws { try await queue("a", .seconds(1)) }
    @Test func b() async throws { try await queue("b") }
    @Test func c() async throws { try await queue("c") }
    @Test func d() async throws { try await queue("d") }
}
