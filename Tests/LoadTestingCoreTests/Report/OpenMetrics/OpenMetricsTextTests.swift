import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

@Suite struct OpenMetricsTextTests {
    @Test func `totals, quantiles and verdicts are there, and the text ends as it must`() {
        let run = RunSnapshot.made(
            [("a \"b\\c\n", .made(ok: [(99, 10)], failed: [(1, .reset)]))], users: 20)
        let result = LoadTestResult(
            name: "health", target: "http://h", snapshot: run,
            budgets: [p50 < .milliseconds(20)], scale: 1, plannedUsers: 20, seed: 1)
        let lines = OpenMetricsText(result).text.split(separator: "\n")
        let label = #"label="a \"b\\c\\u{a}""#
        for line in [
            "loadtesting_requests_total{test=\"health\",\(label),outcome=\"ok\"} 99",
            "loadtesting_response_time_seconds{test=\"health\",\(label),quantile=\"0.99\"} 0.01",
            "loadtesting_response_time_seconds_count{test=\"health\",\(label)} 99",
            "loadtesting_errors_total{test=\"health\",\(label),cause=\"reset\"} 1",
            #"loadtesting_budget_passed{test="health",budget="p50 < 20 ms"} 1"#,
        ] {
            #expect(lines.contains(Substring(line)), "\(line)")
        }
        #expect(lines.last == "# EOF")
        #expect(lines.count { $0.hasPrefix("# TYPE") } == lines.count { $0.hasPrefix("# HELP") })
    }
}
