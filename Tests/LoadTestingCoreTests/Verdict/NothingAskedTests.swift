import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

/// A plan without a budget still says whether requests failed.
@Suite struct NothingAskedTests {
    private let failing = RunSnapshot.made(ok: [(50, 1)], failed: [(150, .connect)])

    @Test func `failures fail a run of which nothing was asked`() {
        let result = LoadTestResult.made(failing)
        #expect(result.verdict == .failed)
        #expect(
            result.findings.map(\.message) == [
                "nothing was asked, and 150 of 200 failed: \(FailureCause.connect) 150"
            ])
        #expect(LoadTestResult.made(.made(ok: [(5, 1)])).verdict == .passed)
        #expect(LoadTestResult.made(.made(ok: [(5, 1)])).description.contains("nothing was asked"))
    }

    @Test func `a budget that lets them be is asked, one that is not judged is not`() {
        #expect(LoadTestResult.made(failing, errorRate <= .percent(100)).verdict == .passed)
        let scaled = LoadTestResult.made(failing, throughput > .perSecond(1), scale: 0.1)
        #expect(scaled.verdict == .failed)
        #expect(scaled.findings[0].message.hasPrefix("no budget was judged, and 150 of 200 failed"))
    }

    @Test func `where nothing succeeds, a budget that no failure changes is not asked`() {
        let dead = RunSnapshot.made(ok: [], failed: [(40, .reset)])
        let result = LoadTestResult.made(dead, requestCount >= 40)
        #expect(result.verdict == .failed)
        #expect(result.findings.map(\.verdict) == [.passed, .failed])
        #expect(
            result.findings.last?.message
                == "no budget looks at failures, and 40 of 40 failed: reset 40")
        #expect(LoadTestResult.made(failing, requestCount >= 40).verdict == .passed)
        #expect(
            LoadTestResult.made(dead, requestCount >= 40, errorRate >= .percent(99)).verdict
                == .passed)
    }

    @Test func `iterations that broke are failures, transactions are no requests`() {
        var broken = LabelSnapshot()
        broken.brokenIterations = 3
        broken.causes = [.script: 3]
        let run = RunSnapshot.made([("GET /", .made(ok: [(7, 1)])), ("visit", broken)])
        let result = LoadTestResult.made(run)
        #expect(
            result.findings.map(\.message) == ["nothing was asked, and 3 of 10 failed: script 3"])
    }

    @Test func `each of several runs says it`() {
        let result = LoadTestResult(medianOf: [.made(failing), .made(.made(ok: [(5, 1)]))])
        #expect(result.verdict == .failed)
        #expect(result.findings.map(\.message).first?.hasPrefix("run 1: nothing was asked") == true)
    }
}
