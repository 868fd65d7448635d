import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

/// Users who got no answer, and what they make of a percentile that passed.
@Suite struct UserReviewTests {
    /// 2,000 quick requests of a group, and users that waited.
    private func run(
        _ groups: [(users: Int, waits: [Double], label: String)], labels: [String] = ["GET /"],
        milliseconds: Double = 5
    ) -> RunSnapshot {
        let loads = groups.enumerated().map { index, group in
            var load = GroupLoad(
                name: "g\(index)", startNanoseconds: 0, endNanoseconds: 5_000_000_000,
                isTimed: true)
            load.users.users = group.users
            load.users.requests = 2_000
            load.users.unansweredRequests = UInt64(group.waits.count)
            load.users.unanswered[group.label] =
                group.waits.isEmpty
                ? nil : HistogramSnapshot(counting: group.waits.map { Int64($0 * 1e9) })
            return load
        }
        var collector = Collector(names: SampleNames(labels: labels), groups: loads)
        var quick = LabelSnapshot.made(ok: [(2_000, milliseconds)])
        quick.groups = groups.indices.reduce(into: []) { $0.formUnion(GroupMask(Int32($1))) }
        collector.add(
            second: 0, labels: labels.map { _ in quick }, health: GeneratorHealth(),
            activeUsers: 1)
        return collector.finish(.complete, durationNanoseconds: 5_000_000_000)
    }

    private func verdict(_ run: RunSnapshot, _ budget: Budget) -> Verdict {
        LoadTestResult.made(run, budget).verdict
    }

    private let unfair = Array(repeating: 5.0, count: 90)

    @Test func `more than a tenth without an answer leaves no percentile a pass`() {
        let run = run([(100, unfair, "GET /")])
        for budget in [
            p99 < .milliseconds(50), p50 < .milliseconds(50), p99(of: "GET /") < .milliseconds(50),
            .p99.service < .milliseconds(50), fraction(under: .milliseconds(50)) > .percent(99),
        ] { #expect(verdict(run, budget) == .inconclusive, "\(budget)") }
        let finding = LoadTestResult.made(run).judge(p99 < .milliseconds(50))
        #expect(finding.detail == "inconclusive: 90 of 100 users got no answer for 5 s")
        #expect(finding.message.hasPrefix("p99 was 5 ms, budget < 50 ms, but 90 of 100 users"))
    }

    @Test func `what keeps the bound, what fails and what is no percentile stay as they are`() {
        let run = run([(100, unfair, "GET /")])
        #expect(verdict(run, p99 < .seconds(6)) == .passed)
        #expect(verdict(run, p99 < .milliseconds(1)) == .failed)
        #expect(verdict(run, errorRate < .percent(1)) == .passed)
        #expect(verdict(run, throughput > .perSecond(1)) == .passed)
    }

    @Test func `a tenth is not more than a tenth`() {
        let ten = Array(repeating: 5.0, count: 10)
        #expect(verdict(run([(100, ten, "GET /")]), p99 < .milliseconds(50)) == .passed)
        #expect(verdict(run([(99, ten, "GET /")]), p99 < .milliseconds(50)) == .inconclusive)
    }

    @Test func `a single user of another group turns no percentile of all`() {
        let run = run([(200, [], "GET /"), (1, [4], "GET /")])
        #expect(verdict(run, p99 < .milliseconds(50)) == .passed)
        #expect(
            LoadTestResult.made(run).remarks.contains {
                $0.hasPrefix("1 of 1 users of the group \"g1\" got no answer for 4 s")
            })
    }

    @Test func `waits at another label say nothing of this one`() {
        let run = run([(100, unfair, "login")], labels: ["GET /", "login"])
        #expect(verdict(run, p99(of: "GET /") < .milliseconds(50)) == .passed)
        #expect(verdict(run, p99(of: "login") < .milliseconds(50)) == .inconclusive)
        #expect(verdict(run, p99 < .milliseconds(50)) == .inconclusive)
    }

    @Test func `the first lines say how many, and who made the requests`() {
        let text = LoadTestResult.made(
            run([(100, unfair, "GET /")]), p99 < .milliseconds(50)
        ).description.split(separator: "\n")
        #expect(
            text.prefix(4).contains {
                $0.contains(
                    "90 of 100 users got no answer for 5 s; 10 users made 95.5 % of the requests")
            }, "\(text.prefix(4))")
    }

    @Test func `a request that takes that long anyway is no reason to wonder`() {
        let run = run(
            [(2_000, Array(repeating: 2.0, count: 2_000), "GET /")], milliseconds: 2_000)
        #expect(UserReview(run).lines == [])
    }
}
