import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

@Suite struct OverloadJudgementTests {
    /// A search that has gone beyond its answer.
    private func run(
        goodput: Double?, recovery seconds: Int?, end: CapacityRecord.End = .found
    ) -> RunSnapshot {
        var run = RunSnapshot(labels: ["GET /"])
        var record = CapacityRecord(countsUsers: false, end: end)
        record.held = 200
        var overload = OverloadRecord()
        overload.levels = [
            OverloadRecord.Level(
                factor: 2, level: LoadLevel(load: 400, seconds: 3, outcome: .missed),
                goodput: goodput, causes: [.http(status: 503): 7])
        ]
        overload.recovery = OverloadRecord.Recovery(load: 100, watched: 12, seconds: seconds)
        record.overload = end == .found ? overload : nil
        run.capacity = record
        return run
    }

    private func verdict(_ budget: Budget, _ run: RunSnapshot) -> Verdict {
        Judge(run).judge(budget).verdict
    }

    @Test func `the manner of failing is by the successes at twice the capacity`() {
        let kinds = [1.2, 0.9, 0.899, 0.5, 0.499, 0].map { share in
            run(goodput: share, recovery: 0).capacity?.overload?.breakdown
        }
        #expect(kinds == [.gradual, .gradual, .sudden, .sudden, .collapse, .collapse])
        #expect(run(goodput: nil, recovery: 0).capacity?.overload?.breakdown == nil)
    }

    @Test func `a share and a time are held to their bounds`() {
        let run = run(goodput: 0.8, recovery: 5)
        #expect(verdict(goodput(atOverload: 2) >= .percent(80), run) == .passed)
        #expect(verdict(goodput(atOverload: 2) > .percent(80), run) == .failed)
        #expect(verdict(recovery <= .seconds(5), run) == .passed)
        #expect(verdict(recovery < .seconds(5), run) == .failed)
        #expect(
            Judge(run).judge(recovery < .seconds(5)).message
                == "recovery was 5 s, budget < 5 s: the budgets held again 5 s after 2 ×, at half"
                + " of the capacity")
        #expect(
            Judge(run).judge(goodput(atOverload: 2) > .percent(90)).message
                == "goodput(atOverload: 2) was 80 %, budget > 90 %: http(503) 7")
    }

    @Test func `no recovery is longer than what was watched, and no more is known`() {
        let run = run(goodput: 1, recovery: nil)
        #expect(verdict(recovery < .seconds(12), run) == .failed)
        #expect(verdict(recovery > .seconds(12), run) == .passed)
        #expect(verdict(recovery < .seconds(13), run) == .inconclusive)
    }

    @Test func `what was not measured is inconclusive, with the reason`() {
        let found = run(goodput: nil, recovery: 0)
        let other = Judge(found).judge(goodput(atOverload: 3) > .percent(80))
        #expect(other.verdict == .inconclusive && other.reason == .notMeasured)
        #expect(other.message.contains("3 × the capacity is above the highest level"))
        #expect(
            Judge(found).judge(goodput(atOverload: 2) > .percent(80)).message
                .contains("this generator could not do 2 × the capacity"))
        let unfinished = run(goodput: 1, recovery: 0, end: .timeLimit)
        #expect(
            Judge(unfinished).judge(recovery < .seconds(5)).message
                .contains("the search has no answer that could be exceeded"))
        let none = Judge(RunSnapshot(labels: [])).judge(recovery < .seconds(5))
        #expect(none.verdict == .inconclusive && none.message.contains("no group searches for it"))
    }
}
