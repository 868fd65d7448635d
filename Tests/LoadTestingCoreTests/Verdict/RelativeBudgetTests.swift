import Testing

@testable import LoadTestingCore

@Suite struct RelativeBudgetTests {
    private let run = RunSnapshot.made([
        ("new", .made(ok: [(1_000, 61)])), ("old", .made(ok: [(900, 50)])),
        ("few", .made(ok: [(40, 50)])), ("bad", .made(ok: [(90, 50)], failed: [(10, .reset)])),
        ("none", LabelSnapshot()),
    ])

    @Test func `a bound that was measured itself is said with its value`() {
        let finding = Judge(run).judge(p99(of: "new") < p99(of: "old") * 1.1)
        #expect(finding.verdict == .failed)
        #expect(finding.limit == "< p99(of: \"old\") × 1.1 = 55 ms")
        #expect(
            finding.message == "p99(of: \"new\") was 61 ms, budget < p99(of: \"old\") × 1.1 = 55 ms"
                + " (n = 1,000)")
        #expect(Judge(run).judge(p99(of: "new") < 1.3 * p99(of: "old")).verdict == .passed)
        #expect(Judge(run).judge(p99(of: "old") <= p99(of: "new")).verdict == .passed)
        #expect(Judge(run).judge(p99(of: "new") > p99(of: "old")).verdict == .passed)
        #expect(
            Judge(run).judge(p99(of: "new") < p99(of: "old")).limit
                == "< p99(of: \"old\") = 50 ms")
    }

    @Test func `a multiple of a number is not rounded before it is compared`() {
        let run = RunSnapshot.made([("a", .made(ok: [(3, 1)])), ("b", .made(ok: [(5, 1)]))])
        #expect(
            Judge(run).judge(requestCount(of: "a") > requestCount(of: "b") * 0.5).verdict
                == .passed)
        #expect(
            Judge(run).judge(requestCount(of: "a") < requestCount(of: "b") * 0.5).verdict
                == .failed)
        #expect(Judge(run).judge(openedConnections <= requestCount * 0.02).verdict == .passed)
        #expect(Judge(run).judge(throughput(of: "a") < throughput(of: "b")).verdict == .passed)
    }

    @Test(
        arguments: [
            ("few", "is of 40 requests and needs 100"),
            ("bad", "has no value: 10 % of 100 requests failed"),
            ("none", "has no value: no request was measured"),
            ("?", "has no value: no request has this label"),
        ])
    func `both sides need a value that can be relied on`(label: String, reason: String) {
        let finding = Judge(run).judge(p99(of: "new") < p99(of: label) * 2)
        #expect(finding.verdict == .inconclusive)
        #expect(
            finding.message == "p99(of: \"new\") has no value: p99(of: \"\(label)\"), its bound,"
                + " \(reason) (budget < p99(of: \"\(label)\") × 2)")
        #expect(
            Judge(run).judge(p99(of: "few") < p99(of: "new") * 2).detail
                == "inconclusive: 40 requests; p99(of: \"few\") needs 100 (run 3 times as long)")
    }
}
