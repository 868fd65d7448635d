import Testing

@testable import LoadTestingCore

/// Twelve seconds of 200 requests each; second k takes 10 + k ms.
private let climbing = (0..<12).map {
    LabelSnapshot.made(ok: [(200, 10 + Double($0))])
}

@Suite struct RunSnapshotPartsTests {
    private var run: RunSnapshot {
        var run = RunSnapshot.made(seconds: climbing, users: 120)
        run.plateau = 4..<9
        run.facts.segments = ["spike": 6..<8]
        run.facts.plannedUsers = 200
        return run
    }

    @Test(
        arguments: [
            (.wholeRun, 12, 21, nil), (.rampUp, 4, 13, "0 s – 4 s"),
            (.plateau, 5, 18, "4 s – 9 s"), (.segment("spike"), 2, 17, "6 s – 8 s"),
            (.between(.seconds(2), .seconds(3)), 1, 12, "2 s – 3 s"),
            (.between(.milliseconds(2_900), .milliseconds(4_100)), 3, 14, "2 s – 5 s"),
            (.between(.seconds(11), .seconds(99)), 1, 21, "11 s – 12 s"),
        ] as [(RunPeriod, UInt64, Int, String?)])
    func `a period has the requests that ended in its seconds`(
        period: RunPeriod, seconds: UInt64, slowest: Int, place: String?
    ) throws {
        let part = try run.part(of: LatencyMetric.max(during: period).metric, worst: .largest)
        #expect(part.measured.requests == seconds * 200)
        #expect(part.place == place)
        #expect(
            run.value(of: LatencyMetric.max(during: period).metric)
                == .duration(.milliseconds(slowest)))
    }

    @Test func `a rate of a period is per second of the period`() {
        #expect(run.value(of: throughput(during: .plateau).metric) == .rate(.perSecond(200)))
        #expect(
            run.value(of: requestRate(during: .segment("spike")).metric)
                == .rate(.perSecond(200)))
        let cut = RunSnapshot.made(seconds: climbing, duration: 11.5)
        #expect(
            cut.value(of: throughput(during: .between(.seconds(11), .seconds(12))).metric)
                == .rate(.perSecond(400)))
    }

    @Test func `a budget on a period says where it was measured`() {
        let finding = Judge(run).judge(p99(during: .plateau) < .milliseconds(15))
        #expect(finding.verdict == .failed)
        #expect(
            finding.message
                == "p99(during: .plateau) was 18 ms, budget < 15 ms (n = 1,000, 4 s – 9 s)")
        #expect(
            finding.detail
                == "n = 1,000, 0 failed, 4 s – 9 s")
        #expect(Judge(run).judge(p99(during: .rampUp) < .milliseconds(15)).verdict == .passed)
    }

    @Test func `of the warm-up nothing is in any period but in its own`() {
        var run = RunSnapshot.made(seconds: climbing, warmUp: 3)
        run.plateau = 5..<9
        #expect(run.value(of: requestCount.metric) == .count(1_800))
        #expect(run.value(of: requestCount(during: .warmUp).metric) == .count(600))
        #expect(run.value(of: requestCount(during: .rampUp).metric) == .count(400))
        let early = RunPeriod.between(.zero, .seconds(4))
        #expect(run.value(of: requestCount(during: early).metric) == .count(200))
        #expect(
            run.value(of: requestCount(over: .seconds(2), during: .warmUp).metric)
                == .count(400))
    }

    @Test(
        arguments: [
            (
                .plateau,
                "never were all 200 users active at once (at most 120): let them stay longer"
            ),
            (
                .rampUp,
                "never were all 200 users active at once (at most 120): let them stay longer"
            ),
            (.segment("x"), "no segment has the name \"x\""),
            (.warmUp, "no warm-up is stated: LoadTest(…, warmUp: .seconds(5))"),
            (
                .between(.seconds(90), .seconds(99)),
                "no judged second of the run is in .between(90 s, 99 s), which took 12 s"
            ),
        ] as [(RunPeriod, String)])
    func `a period that was not there is inconclusive, with the reason`(
        period: RunPeriod, reason: String
    ) {
        var run = run
        run.plateau = nil
        let metric = p99(during: period)
        let finding = Judge(run).judge(metric < .seconds(1))
        #expect(finding.verdict == .inconclusive && finding.measured == nil)
        #expect(finding.message == "\(metric.metric) has no value: \(reason) (budget < 1 s)")
        #expect(finding.detail == "inconclusive: \(reason)")
        #expect(run.value(of: metric.metric) == nil)
    }

    @Test func `without a constant rate there is no plateau`() {
        var run = run
        run.plateau = nil
        run.facts.plannedUsers = 0
        #expect(
            Judge(run).judge(p99(during: .plateau) < .seconds(1)).detail
                == "inconclusive: no whole second had the highest rate of arrivals: hold it for"
                + " longer")
    }

    @Test func `coarse intervals count where they lie inside, and where between touches them`() {
        var run = RunSnapshot.made(seconds: climbing, width: 4)
        run.plateau = 2..<12
        #expect(run.value(of: requestCount(during: .plateau).metric) == .count(1_600))
        let between = requestCount(during: .between(.seconds(3), .seconds(5)))
        #expect(run.value(of: between.metric) == .count(1_600))
        #expect(Judge(run).judge(between > 0).detail == "1,600 requests, 0 s – 8 s")
    }
}
