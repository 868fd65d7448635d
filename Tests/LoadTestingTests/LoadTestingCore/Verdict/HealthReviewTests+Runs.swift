import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

/// What is said of a run whatever was asked, and of what is asked later.
extension HealthReviewTests {
    @Test func `a generator without descriptors or ports makes the run invalid`() {
        let run = run { $0.failures = [.generatorPorts: 3] }
        let result = LoadTestResult.made(run, p99 < .milliseconds(70))
        #expect(result.verdict == .invalid)
        #expect(result.findings.map(\.verdict) == [.passed, .invalid])
        #expect(HealthReview(self.run()).runFindings.isEmpty)
    }

    @Test func `a result and what is asked of it later are both reviewed`() {
        let result = LoadTestResult.made(late(start: 14), p99 < .milliseconds(50))
        #expect(result.verdict == .invalid)
        #expect(result.judge(p99 < .milliseconds(50)).verdict == .invalid)
        #expect(result.judge(p99 < .milliseconds(40)).verdict == .failed)
    }
}
