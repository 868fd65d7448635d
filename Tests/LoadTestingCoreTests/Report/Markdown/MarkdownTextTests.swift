import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

@Suite struct MarkdownTextTests {
    private func text(_ labels: [(String, LabelSnapshot)], _ budgets: Budget...) -> String {
        let run = RunSnapshot.made(labels, users: 20)
        let result = LoadTestResult(
            name: "health", target: "http://h", snapshot: run, budgets: budgets, scale: 1,
            plannedUsers: 20, seed: 1)
        return MarkdownText(result).text
    }

    @Test func `budgets and labels are tables, the verdict the heading`() {
        let text = text(
            [("GET /health", .made(ok: [(990, 10), (10, 41.8)]))], p99 < .milliseconds(50),
            errorRate < .percent(0.1))
        #expect(text.hasPrefix("### ✅ "))
        #expect(text.contains("| ✅ | p99 | 10 ms | &lt; 50 ms | n = 1,000, 0 failed"))
        #expect(text.contains("\n| --- | ---: |"))
        #expect(text.contains("\n| GET /health | 1,000 | 0 | 0 | 100/s | 10 ms |"))
    }

    @Test func `nothing that comes from outside has a meaning`() {
        let text = text([("<img src=x>|`a` @me #7 [l](u)", .made(ok: [(20, 1)]))])
        #expect(
            text.contains(
                #"| &lt;img src=x&gt;\|\`a\` &#64;me &#35;7 \[l\](u) | 20 |"#), "\(text)")
    }

    @Test func `a thousand labels stay below the limit of a job's summary`() {
        let label = String(repeating: "long label ", count: 40)
        let text = text((0..<1_000).map { ("\($0) \(label)", .made(ok: [(1, 1)])) })
        #expect(text.utf8.count <= MarkdownText.maxBytes)
    }
}
