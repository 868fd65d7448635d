import TestSupport
import Testing

/// Summaries have a few percentiles of what succeeded, and the number of what failed.
@Suite struct SummaryCheckTests {
    private func check(_ budget: String, failed: Int = 0) async throws -> CommandLine.Outcome {
        let folder = try TemporaryFolder([
            "summary.json": """
            {"schemaVersion": 1, "name": "shop", "labels": [], "total": {
              "requests": 10000, "failed": \(failed), "errorRate": \(Double(failed) / 10_000),
              "throughput": 500, "openedConnections": 3,
              "responseTime": {"count": \(10_000 - failed), "min": 0.001, "p50": 0.01,
                "p95": 0.02, "p99": 0.03, "p99.9": 0.05, "max": 0.08}}}
            """
        ])
        return try await CommandLine.run(["check", folder.path("summary.json"), "-b", budget])
    }

    @Test(arguments: [
        ("p99<31ms", 0, 0, "✓ p99  30 ms  < 31 ms"), ("p99<30ms", 0, 1, "✗ p99  30 ms"),
        ("p97<40ms", 0, 0, "✓ p97  20 ms … 30 ms"), ("p97<25ms", 0, 2, "the bound lies between"),
        // Of 100 failures and 9,900 successes p99 is the slowest success.
        ("p99<81ms", 100, 0, "✓ p99  80 ms"), ("p99<81ms", 101, 1, "too many of 10,000"),
        ("throughput>400/s", 0, 0, "✓ throughput  500"), ("errorRate<0.5%", 100, 1, "1 %"),
        ("p99.connect<5ms", 0, 2, "does not hold it"),
        ("p99(of: \"x\")<5ms", 0, 2, "a summary has no such requests"),
    ])
    func `its figures decide as far as they go`(
        budget: String, failed: Int, code: Int32, text: String
    ) async throws {
        let outcome = try await check(budget, failed: failed)
        #expect(outcome.code == code, "\(outcome.text)")
        #expect(outcome.text.contains(text), "\(outcome.text)")
    }
}
