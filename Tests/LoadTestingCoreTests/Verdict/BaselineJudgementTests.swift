import LoadTestingMacrosFree
import TestSupport
import Testing

@testable import LoadTestingCore

@Suite struct BaselineJudgementTests {
    private let budget = p50 < .baseline(+10.percent)

    /// A run of twenty seconds whose times are around a mean, in milliseconds.
    private func run(
        around mean: Double, within spread: Double = 1, seconds: Int = 20, seed: UInt64 = 1
    ) -> RunSnapshot {
        var generator = SeededGenerator(seed: seed)
        var collector = Collector(names: SampleNames(labels: ["home"]))
        for second in 0..<seconds {
            let samples = (0..<200).map { _ in
                let time = mean + Double.random(in: -spread...spread, using: &generator)
                var sample = Sample.made(end: 0)
                sample.due = Int64(second) * 1_000_000_000
                sample.start = sample.due
                sample.end = sample.due + Int64(time * 1e6)
                return sample
            }
            collector.add(
                second: second, labels: [LabelSnapshot(samples)], health: GeneratorHealth(),
                activeUsers: 1)
        }
        var run = collector.finish(.complete, durationNanoseconds: Int64(seconds) * 1_000_000_000)
        run.facts.generators = [generatorFacts]
        return run
    }

    private var generatorFacts: GeneratorFacts {
        GeneratorFacts(
            host: "h", processID: 1, isDebugBuild: true, version: "1", curlVersion: "1",
            system: "s", loops: 1, processors: 2, memoryBytes: 1)
    }

    private func baseline(of run: RunSnapshot) throws -> Baseline {
        var baseline = Baseline(recorded: "2026-03-01", isDebugBuild: true, loops: 1)
        baseline.figures[budget.metric.description] = try run.estimate(of: budget.metric).get()
        return baseline
    }

    private func finding(
        _ now: RunSnapshot, against earlier: Baseline, _ budget: Budget? = nil
    ) -> Finding {
        Judge(now, baseline: .found(earlier)).judge(budget ?? self.budget)
    }

    private func gap(_ finding: Finding) -> BaselineGap? {
        if case .baseline(.missing(let gap)) = finding.basis { gap } else { nil }
    }

    @Test func `the difference decides where it is larger than the noise`() throws {
        let earlier = try baseline(of: run(around: 50))
        #expect(finding(run(around: 50, seed: 2), against: earlier).verdict == .passed)
        #expect(finding(run(around: 60, seed: 3), against: earlier).verdict == .failed)
        let close = finding(run(around: 55, within: 40, seed: 4), against: earlier)
        #expect(close.verdict == .inconclusive && close.reason == .boundWithinInterval)
    }

    @Test func `a finding says both figures`() throws {
        let finding = finding(
            run(around: 60, within: 0.1, seed: 3),
            against: try baseline(of: run(around: 50, within: 0.1)))
        #expect(finding.message.contains("p50 was 60"), "\(finding.message)")
        #expect(finding.message.contains("budget < baseline + 10 % = 55"), "\(finding.message)")
        #expect(finding.message.contains("(baseline 50"), "\(finding.message)")
        #expect(finding.message.contains("of 2026-03-01; "), "\(finding.message)")
    }

    @Test func `what makes runs incomparable is inconclusive, with its remedy`() throws {
        let now = run(around: 50)
        var earlier = try baseline(of: now)
        earlier.isDebugBuild = false
        #expect(gap(finding(now, against: earlier)) == .buildMode(recordedIsDebug: false))
        earlier.isDebugBuild = true
        earlier.loops = 4
        #expect(gap(finding(now, against: earlier)) == .loops(recorded: 4, now: 1))
        earlier.loops = 1
        let other = finding(now, against: earlier, p95 < .baseline())
        #expect(gap(other) == .noFigure(recorded: "2026-03-01"))
        #expect(other.verdict == .inconclusive && other.reason == .noBaseline)
        #expect(other.message.contains("LOADTESTING_RECORD_BASELINE=1"))
    }

    @Test func `a run too short for slices is inconclusive, also when it is recorded`() throws {
        let short = run(around: 50, seconds: 5)
        let finding = Judge(short, baseline: .recorded).judge(budget)
        #expect(finding.verdict == .inconclusive && finding.reason == .tooShort)
        #expect(Judge(run(around: 50), baseline: .recorded).judge(budget).verdict == .passed)
    }

    @Test func `a budget outside of a plan has no baseline`() {
        #expect(gap(Judge(run(around: 50)).judge(budget)) == .noPlan)
    }

    @Test func `a margin is written with its sign`() {
        #expect((p99 < .baseline(+10.percent)).description == "p99 < baseline + 10 %")
        #expect((throughput > .baseline(-5.percent)).description == "throughput > baseline − 5 %")
        #expect((errorRate <= .baseline()).description == "errorRate <= baseline")
    }
}
