import TestSupport
import Testing

@Suite struct CheckCommandTests {
    @Test(arguments: [
        ("p99<50ms", 0, "✓  p99"), ("p99<20ms", 1, "✗  p99"), ("errorRate<0.1%", 1, "✗  errorRate"),
        ("errorRate<2%", 0, "✓  errorRate"), ("throughput>400/s", 0, "✓  throughput"),
        ("p99.99<50ms", 1, "p99.99"), ("p95(of: \"home\")<30ms", 0, "✓  p95(of: \"home\")"),
        ("p95(of: \"nowhere\")<30ms", 2, "?  p95(of: \"nowhere\")"),
    ])
    func `the exit code is the verdict`(budget: String, code: Int32, line: String) async throws {
        let folder = try TemporaryFolder(["a.jtl": MadeJTL.run(around: 20, failing: 100)])
        // One in a hundred fails, so that p99 is the slowest of those that do not.
        let outcome = try await CommandLine.run(["check", folder.path("a.jtl"), "--budget", budget])
        #expect(outcome.code == code, "\(outcome.text)")
        #expect(outcome.text.contains(line), "\(outcome.text)")
    }

    @Test func `too few samples are inconclusive`() async throws {
        let folder = try TemporaryFolder(["a.jtl": MadeJTL.run(seconds: 1, rate: 40, around: 20)])
        let outcome = try await CommandLine.run(
            ["check", folder.path("a.jtl"), "-b", "p99<50ms", "-b", "p50<50ms", "--label", "home"])
        #expect(outcome.code == 2)
        #expect(outcome.text.contains("?  p99(of: \"home\")"), "\(outcome.text)")
        #expect(outcome.text.contains("✓  p50(of: \"home\")"), "\(outcome.text)")
    }
}
