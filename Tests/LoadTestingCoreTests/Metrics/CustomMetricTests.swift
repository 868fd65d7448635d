import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

@Suite struct CustomMetricTests {
    /// Ten seconds in which each second counts 6 items, the last one in the drain, and sets a
    /// gauge to the number of the second.
    private static func run() -> RunSnapshot {
        let group = GroupLoad(
            name: "g", startNanoseconds: 0, endNanoseconds: 9_000_000_000, isTimed: true)
        var collector = Collector(names: SampleNames(labels: ["a"]), groups: [group])
        for second in 0..<10 {
            var custom = CustomValues()
            let instant = Int64(second) * 1_000_000_000
            custom.add(.counter("items", by: 6), at: instant, isInDrain: second == 9)
            if second != 5 {
                custom.add(.gauge("queue", Double(second)), at: instant, isInDrain: false)
            }
            collector.add(
                second: second, labels: PackedLabels([LabelSnapshot([.made(end: 5)])]),
                health: GeneratorHealth(), activeUsers: 1, custom: custom)
        }
        return collector.finish(.complete, durationNanoseconds: 10_000_000_000)
    }

    @Test func `a counter has a sum, and a rate over the load's time`() {
        let run = Self.run()
        #expect(run.value(of: counter("items").metric) == .count(60))
        #expect(run.value(of: counterRate("items").metric) == .rate(.perSecond(6)))
        let part = RunPeriod.between(.seconds(2), .seconds(5))
        #expect(run.value(of: counter("items")(during: part).metric) == .count(18))
        #expect(run.value(of: counterRate("items")(during: part).metric) == .rate(.perSecond(6)))
        #expect(run.value(of: counter("items")(over: .seconds(3)).metric) == .count(18))
    }

    @Test func `a gauge has the last value, the extremes and the mean`() {
        let run = Self.run()
        let values = [gauge("queue"), gauge("queue").min, gauge("queue").max, gauge("queue").mean]
            .map { run.value(of: $0.metric) }
        #expect(values == [.number(9), .number(0), .number(9), .number(40.0 / 9)])
        #expect(RunInterval(run, 3)[gauge("queue")] == 3)
        #expect(RunInterval(run, 5)[gauge("queue")] == nil)
        #expect(RunInterval(run, 5)[counter("items")] == 6)
    }

    @Test func `its value decides, and nothing counted is inconclusive`() {
        let judge = Judge(Self.run())
        #expect(judge.judge(counter("items") >= 60).verdict == .passed)
        #expect(judge.judge(counter("items") > 60).verdict == .failed)
        #expect(judge.judge(counterRate("items") < .perSecond(6)).verdict == .failed)
        #expect(judge.judge(gauge("queue").max <= 9).verdict == .passed)
        for budget in [counter("x") >= 0, counterRate("x") >= .perSecond(0), gauge("x") >= 0] {
            let finding = judge.judge(budget)
            #expect(finding.verdict == .inconclusive)
            #expect(finding.message.contains("nothing was counted as \"x\""))
        }
    }

    @Test func `it is printed as it is written`() {
        #expect((counter("items") > 1_000).description == "counter(\"items\") > 1,000")
        #expect(
            counterRate("a")(over: .seconds(2)).metric.description
                == "counterRate(\"a\", over: 2 s)")
        #expect(gauge("q").metric.description == "gauge(\"q\")")
        #expect(
            gauge("q").max(during: .plateau).metric.description
                == "gauge(\"q\", during: .plateau).max")
    }

    @Test func `a plan without a scenario sets none`() {
        let plan = LoadTest("t", target: "http://127.0.0.1") {
            ThreadGroup(users: 1) { HTTPGet("/") }
            expect(counter("items") > 1, fileID: "M/Plan.swift", line: 9)
        }
        let error = #expect(throws: LoadTestError.self) {
            try ProgramCompiler.compile(plan, environment: [:])
        }
        #expect(
            error?.problems.map { "\($0.message): \($0.remedy)" } == [
                "no scenario sets counter(\"items\") (Plan.swift:9): set it: Scenario(\"visit\") {"
                    + " user in user.count(\"items\") }"
            ])
    }
}
