import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

@Suite struct CapacityJudgementTests {
    /// A search for arrivals that ended between two levels.
    private func finding(
        _ budget: Budget, held: Double?, missed: Double?, _ end: CapacityRecord.End = .found
    ) -> Finding {
        var record = CapacityRecord(countsUsers: false, end: end)
        (record.held, record.missed) = (held, missed)
        for (load, outcome) in [(held, LoadLevel.Outcome.held), (missed, .missed)] {
            guard let load else { continue }
            var level = LoadLevel(load: load, seconds: 4, outcome: outcome)
            if outcome == .missed { level.reason = "p95 was 184 ms, budget < 100 ms" }
            record.levels.append(level)
        }
        var run = RunSnapshot(labels: ["GET /"])
        run.capacity = record
        return Judge(run).judge(budget)
    }

    @Test func `what held decides for a bound below it, what missed against one above`() {
        #expect(finding(capacity > .perSecond(280), held: 285, missed: 300).verdict == .passed)
        #expect(finding(capacity >= .perSecond(285), held: 285, missed: 300).verdict == .passed)
        #expect(finding(capacity > .perSecond(300), held: 285, missed: 300).verdict == .failed)
        #expect(finding(capacity < .perSecond(300), held: 285, missed: 299).verdict == .passed)
        #expect(finding(capacity < .perSecond(285), held: 285, missed: 300).verdict == .failed)
    }

    @Test func `between the two nothing decides`() {
        let between = finding(capacity > .perSecond(290), held: 285, missed: 300)
        #expect(between.verdict == .inconclusive && between.reason == .boundWithinInterval)
        #expect(
            between.message == "capacity was 285/s, budget > 290/s: 285/s held; 300/s missed: p95"
                + " was 184 ms, budget < 100 ms")
    }

    @Test func `without a level that missed, the capacity is at least what held`() {
        for end in [CapacityRecord.End.highestHeld, .generator, .timeLimit] {
            #expect(
                finding(capacity > .perSecond(280), held: 285, missed: nil, end).verdict == .passed)
            #expect(
                finding(capacity > .perSecond(290), held: 285, missed: nil, end).verdict
                    == .inconclusive)
            #expect(
                finding(capacity < .perSecond(280), held: 285, missed: nil, end).verdict == .failed)
        }
        let message = finding(
            capacity > .perSecond(290), held: 285, missed: nil, .generator
        ).message
        #expect(message.hasSuffix("at least 285/s; this generator could not do more"))
    }

    @Test func `a lowest level that missed is below every bound above it`() {
        let missed = finding(capacity > .perSecond(800), held: nil, missed: 5, .lowestMissed)
        #expect(missed.verdict == .failed && missed.measured == nil)
        #expect(missed.message.contains("even 5/s missed: p95 was 184 ms"))
        #expect(
            finding(capacity > .perSecond(3), held: nil, missed: 5, .lowestMissed).verdict
                == .inconclusive)
    }

    @Test func `without a search there is no value`() {
        let finding = Judge(RunSnapshot(labels: [])).judge(capacity > .perSecond(5))
        #expect(finding.verdict == .inconclusive && finding.reason == .notMeasured)
    }
}
