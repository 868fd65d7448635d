import LoadTesting
import XCTest

final class XCTestBudgets: XCTestCase {
    private let target = LoadTarget.environment("TARGET_URL")

    func testMissed() async throws {
        try await LoadTest("missed", target: target) {
            ThreadGroup(users: 2, loops: 10) { HTTPGet("/health") }
            expect(requestCount > 20)  // first
            expect(errorRate < .percent(1), requestCount < 20)  // second
        }.run()
    }

    func testMissedAfterwards() async throws {
        let result = try await LoadTest("afterwards", target: target) {
            ThreadGroup(users: 2, loops: 10) { HTTPGet("/health") }
        }.run()
        result.expect(requestCount > 20)  // afterwards
    }

    func testPassed() async throws {
        let result = try await LoadTest("passed", target: target) {
            ThreadGroup(users: 10, loops: 10) { HTTPGet("/health") }
            expect(requestCount >= 100)
        }.run()
        XCTAssertEqual(result.requests, 100)
    }
}
