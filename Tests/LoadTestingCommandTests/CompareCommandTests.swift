import Foundation
import TestSupport
import Testing

@Suite struct CompareCommandTests {
    private func compare(_ a: String, _ b: String) async throws -> CommandLine.Outcome {
        let folder = try TemporaryFolder(["a.jtl": a, "b.jtl": b])
        return try await CommandLine.run(["compare", "a.jtl", "b.jtl"], in: folder.url.path)
    }

    @Test func `equal runs show no difference`() async throws {
        let outcome = try await compare(
            MadeJTL.run(around: 40, seed: 1), MadeJTL.run(around: 40, seed: 2))
        #expect(outcome.code == 0, "\(outcome.text)")
        #expect(outcome.text.contains("no difference shown"))
        #expect(!outcome.text.contains("slower") && !outcome.text.contains("inconclusive"))
    }

    @Test func `a slower run is a regression, the other way round it is none`() async throws {
        let (fast, slow) = (MadeJTL.run(around: 40), MadeJTL.run(around: 60))
        let worse = try await compare(fast, slow)
        #expect(worse.code == 1 && worse.text.contains("slower"), "\(worse.text)")
        let better = try await compare(slow, fast)
        #expect(better.code == 0 && better.text.contains("faster"), "\(better.text)")
    }

    @Test func `more errors are a regression`() async throws {
        let outcome = try await compare(
            MadeJTL.run(around: 40, failing: 500), MadeJTL.run(around: 40, failing: 20))
        #expect(outcome.code == 1 && outcome.text.contains("failing more"), "\(outcome.text)")
    }

    @Test func `runs that are too short are inconclusive`() async throws {
        let outcome = try await compare(
            MadeJTL.run(seconds: 3, around: 40), MadeJTL.run(seconds: 3, around: 40))
        #expect(outcome.code == 2, "\(outcome.text)")
        #expect(outcome.text.contains("inconclusive: too short"), "\(outcome.text)")
    }

    @Test func `runs without a common label are no two runs of one plan`() async throws {
        let outcome = try await compare(
            MadeJTL.run(seconds: 1, around: 40),
            MadeJTL.run(seconds: 1, around: 40).replacing(",home,", with: ",away,"))
        #expect(outcome.code == 65 && outcome.text.contains("no label in common"))
    }
}
