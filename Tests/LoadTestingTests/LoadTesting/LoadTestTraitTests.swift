import Foundation
import LoadTesting
import Synchronization
import Testing

/// The number of tests with the trait that are inside at once.
private let inside = Mutex((now: 0, most: 0))

@Suite(.loadTest) struct LoadTestTraitTests {
    private func visit() async throws {
        inside.withLock {
            $0.now += 1
            $0.most = max($0.most, $0.now)
        }
        try await Task.sleep(for: .milliseconds(20))
        inside.withLock { $0.now -= 1 }
        #expect(inside.withLock { $0.most } == 1)
    }

    @Test(arguments: 0..<5) func casesComeOneAfterTheOther(_ number: Int) async throws {
        try await visit()
    }

    @Test func testsComeOneAfterTheOther() async throws { try await visit() }

    /// Suite and test both have the trait, and the test does not wait for itself.
    ///
    /// It does wait for other load tests: its time limit ends a test that hangs, nothing more.
    @Test(.loadTest, .timeLimit(.minutes(10))) func traitMayStandTwice() async throws {
        try await visit()
    }

    /// The test's own condition holds although the suite has the trait, too.
    @Test(.loadTest(.onlyWhenOn)) func runsOnlyWhenAskedFor() {
        #expect(ProcessInfo.processInfo.environment["LOADTESTING"] == "on")
    }
}

@Suite struct LoadTestTraitBesideTests {
    @Test(.loadTest) func otherSuitesWaitToo() async throws {
        inside.withLock {
            $0.now += 1
            $0.most = max($0.most, $0.now)
        }
        try await Task.sleep(for: .milliseconds(20))
        inside.withLock { $0.now -= 1 }
        #expect(inside.withLock { $0.most } == 1)
    }
}
