import Testing

@testable import LoadTestingCore

@Suite struct PrometheusTextTests {
    private func lines(openMetrics: Bool = false, _ intervals: [BackendInterval]) -> [String] {
        var totals = PrometheusTotals()
        for interval in intervals { totals.add(interval) }
        let text = PrometheusText(test: "t \"1\"", isOpenMetrics: openMetrics).text(of: totals)
        return text.split(separator: "\n").map(String.init)
    }

    private let a = #"{test="t \"1\"",label="GET /a",kind="request""#

    @Test func `intervals add up`() {
        let lines = lines([.sample(), .sample()])
        #expect(lines.contains("loadtesting_requests_total\(a),outcome=\"ok\"} 200"))
        #expect(lines.contains("loadtesting_requests_total\(a),outcome=\"failed\"} 10"))
        #expect(lines.contains("loadtesting_errors_total\(a),cause=\"timeout(body)\"} 4"))
        #expect(lines.contains("loadtesting_sent_bytes_total\(a)} 2100"))
        #expect(lines.contains("loadtesting_active_users{test=\"t \\\"1\\\"\"} 6"))
    }

    @Test func `the buckets hold what does not exceed them`() {
        let lines = lines([.sample()])
        let bucket = { (bound: String) in
            let name = "loadtesting_response_time_seconds_bucket"
            let start = "\(name)\(a),outcome=\"ok\",le=\"\(bound)\"} "
            return lines.first { $0.hasPrefix(start) }.flatMap { Int($0.dropFirst(start.count)) }
        }
        #expect(bucket("0.005") == 0 && bucket("1.0") == 100 && bucket("+Inf") == 100)
        // A counter belongs to the bucket that its upper end is in.
        #expect([19, 20].contains(bucket("0.2")) && [49, 50].contains(bucket("0.5")))
        #expect(
            lines.contains("loadtesting_response_time_seconds_count\(a),outcome=\"ok\"} 100"))
        #expect(
            lines.contains("loadtesting_response_time_seconds_sum\(a),outcome=\"ok\"} 50.5"))
    }

    @Test func `OpenMetrics names the family without its ending and has an end`() {
        let old = lines([.sample()])
        let new = lines(openMetrics: true, [.sample()])
        #expect(old.contains("# TYPE loadtesting_requests_total counter"))
        #expect(new.contains("# TYPE loadtesting_requests counter"))
        #expect(new.contains("# UNIT loadtesting_response_time_seconds seconds"))
        #expect(new.last == "# EOF" && !old.contains("# EOF"))
        #expect(old.filter { !$0.hasPrefix("#") } == new.filter { !$0.hasPrefix("#") })
    }

    @Test func `a run that has sent nothing has a text, too`() {
        #expect(lines([]).contains("loadtesting_active_users{test=\"t \\\"1\\\"\"} 0"))
    }
}
