import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

/// Rates of parts of a run: over the time of the load in them.
@Suite struct LoadTimeOfPartsTests {
    private static let second: Int64 = 1_000_000_000

    /// Hold 1/s for 5 s, silence for 3 s, hold 1/s for 2 s; the last answer came at 9.005 s.
    private static func schedule() -> RunSnapshot {
        run(
            [0, 1, 2, 3, 4, 8, 9], duration: 9.005, load: 0..<10,
            segments: ["a": 0..<5, "silence": 5..<8, "t": 8..<10])
    }

    /// A run in which a request ended in each of some seconds.
    private static func run(
        _ ends: [Int], duration: Double, load: Range<Int>, isTimed: Bool = true, drain: Int = 0,
        segments: [String: Range<Int>] = [:]
    ) -> RunSnapshot {
        let group = GroupLoad(
            name: "users", startNanoseconds: Int64(load.lowerBound) * second,
            endNanoseconds: Int64(load.upperBound) * second, isTimed: isTimed)
        var collector = Collector(names: SampleNames(labels: ["GET /"]), groups: [group])
        for end in 0...Int(duration) {
            var label = LabelSnapshot()
            for _ in ends.filter({ $0 == end }) {
                label.merge(LabelSnapshot([.made(end: 5_000_000)]))
            }
            if end >= load.upperBound { label.succeededInDrain = label.succeeded }
            collector.add(
                second: end, labels: [label], health: GeneratorHealth(), activeUsers: 1)
        }
        var run = collector.finish(.complete, durationNanoseconds: Int64(duration * 1e9))
        run.facts.segments = segments
        return run
    }

    @Test func `a segment's rate is over its stated length, also of the last one`() {
        let run = Self.schedule()
        for (segment, rate) in [("a", 1.0), ("silence", 0), ("t", 1)] {
            #expect(
                run.value(of: throughput(during: .segment(segment)).metric)
                    == .rate(.perSecond(rate)), "\(segment)")
        }
        #expect(run.value(of: Metric(.throughput)) == .rate(.perSecond(0.7)))
        let finding = Judge(run).judge(throughput(during: .segment("t")) > .perSecond(1.2))
        #expect(finding.verdict == .failed && finding.message.contains("8 s – 10 s"))
    }

    @Test func `a time between two others has the load's time in it`() {
        let run = Self.run([3, 4, 5, 6], duration: 6.2, load: 3..<7)
        let rate = { (start: Int, end: Int) in
            run.value(
                of: requestRate(during: .between(.seconds(start), .seconds(end))).metric)
        }
        #expect(rate(0, 20) == .rate(.perSecond(1)))
        #expect(rate(2, 5) == .rate(.perSecond(1)))
        #expect(rate(0, 2) == nil)
    }

    @Test func `windows lie in the load, from its start to its stated end`() {
        let ends = [3, 3, 4, 4, 5, 5]
        let early = Self.run(ends, duration: 6.3, load: 3..<6)
        #expect(
            early.value(of: throughput(over: .seconds(2)).metric) == .rate(.perSecond(2)))
        // A silence that the schedule states to its end counts, although nothing came any more.
        let silent = Self.run(ends, duration: 5.9, load: 3..<8)
        #expect(
            silent.value(of: throughput(over: .seconds(2)).metric) == .rate(.perSecond(0)))
    }

    @Test func `what ends in the drain is a request, and in no rate`() {
        let run = Self.run([0, 1, 2, 3, 4, 20], duration: 20.3, load: 0..<5)
        #expect(run.value(of: Metric(.throughput)) == .rate(.perSecond(1)))
        #expect(run.value(of: Metric(.requestRate)) == .rate(.perSecond(1)))
        #expect(run.value(of: Metric(.requestCount)) == .count(6))
        let windows = throughput(over: .seconds(5)).metric
        #expect(run.value(of: windows) == .rate(.perSecond(1)))
    }

    @Test func `shards have the same load time, and their users add up`() {
        var (one, other) = (Self.schedule(), Self.schedule())
        (one.groups[0].users.users, other.groups[0].users.users) = (3, 4)
        one.merge(other)
        #expect(one.groups.count == 1 && one.groups[0].users.users == 7)
        #expect(one.value(of: Metric(.throughput)) == .rate(.perSecond(1.4)))
    }

    @Test func `loops that end apart make the load end with the last of them`() {
        let planned = GroupLoad(
            name: "users", startNanoseconds: 0, endNanoseconds: .max, isTimed: false)
        var collector = Collector(names: SampleNames(labels: ["GET /"]), groups: [planned])
        for end in [3, 2] {
            collector.add(
                group: 0, lastEnd: Int64(end) * Self.second, cut: .max, users: UserCounts())
        }
        #expect(
            collector.finish(.complete, durationNanoseconds: 9).groups[0].endNanoseconds
                == 3 * Self.second)
        collector.add(group: 0, lastEnd: 0, cut: Self.second, users: UserCounts())
        #expect(
            collector.finish(.interrupted, durationNanoseconds: 9).groups[0].endNanoseconds
                == Self.second)
    }
}
