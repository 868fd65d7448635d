import Testing

@testable import LoadTestingCore

@Suite struct RunSnapshotMergingTests {
    @Test func `two shards are as one that measured both`() {
        var whole = Collector(names: SampleNames(labels: ["a", "b"]))
        var shards = [
            Collector(names: SampleNames(labels: ["a", "b"])),
            Collector(names: SampleNames(labels: ["a", "b"])),
        ]
        for second in 0..<7 {
            for shard in 0..<2 {
                let labels = Self.labels(second: second, shard: shard)
                let health = GeneratorHealth()
                whole.add(second: second, labels: labels, health: health, activeUsers: 3)
                shards[shard].add(second: second, labels: labels, health: health, activeUsers: 3)
            }
        }
        var merged = shards[0].finish(.complete, durationNanoseconds: 7)
        merged.merge(shards[1].finish(.complete, durationNanoseconds: 6))
        #expect(merged == whole.finish(.complete, durationNanoseconds: 7))
    }

    @Test func `labels are joined by name, in whatever order`() {
        var first = Collector(names: SampleNames(labels: ["a", "b"]))
        var second = Collector(names: SampleNames(labels: ["c", "a"]))
        let one = LabelSnapshot([.made(end: 5)])
        let two = LabelSnapshot([.made(end: 5), .made(end: 6)])
        let health = GeneratorHealth()
        first.add(second: 0, labels: [one, one], health: health, activeUsers: 1)
        second.add(second: 3, labels: [two, two], health: health, activeUsers: 1)
        var merged = first.finish(.complete, durationNanoseconds: 1)
        merged.merge(second.finish(.limit, durationNanoseconds: 4))
        #expect(merged.labels == ["a", "b", "c"])
        #expect(merged.labels.map { merged.total(of: $0)?.requests } == [3, 1, 2])
        #expect(merged.total()?.requests == 6)
        #expect(merged.end == .limit)
    }

    @Test func `rows are joined by label, group and tags`() {
        let rows = [
            SampleRow(label: "a", group: 0, tags: ["x"]), SampleRow(label: "a", group: 1),
            SampleRow(label: "t", group: 1, tags: ["x"], kind: .transaction),
        ]
        let groups = ["g", "h"].map {
            GroupLoad(name: $0, startNanoseconds: 0, endNanoseconds: 9, isTimed: true)
        }
        var first = Collector(names: SampleNames(rows: rows), groups: groups)
        var second = Collector(names: SampleNames(rows: rows.reversed()), groups: groups)
        let (one, two) = (
            LabelSnapshot([.made(end: 5)]), LabelSnapshot([.made(end: 5), .made(end: 6)])
        )
        let health = GeneratorHealth()
        first.add(second: 0, labels: [one, one, one], health: health, activeUsers: 1)
        second.add(second: 0, labels: [one, two, one], health: health, activeUsers: 1)
        var merged = first.finish(.complete, durationNanoseconds: 1)
        merged.merge(second.finish(.complete, durationNanoseconds: 1))
        #expect(merged.rows == rows && merged.labels == ["a", "t"])
        #expect(merged.requestLabels == ["a"] && merged.groupNames == ["g", "h"])
        for (scope, count) in [
            (SampleScope(), 5), (SampleScope(label: "a"), 5), (SampleScope(group: "g"), 2),
            (SampleScope(label: "a", group: "h"), 3), (SampleScope(tag: "x"), 2),
            (SampleScope(label: "t"), 2), (SampleScope(label: "t", tag: "x"), 2),
        ] as [(SampleScope, UInt64)] {
            #expect(merged.total(of: scope)?.requests == count, "\(scope)")
        }
        #expect(merged.total(of: SampleScope(group: "h", tag: "x")) == nil)
        #expect(merged.total(of: SampleScope(label: "a", group: "i")) == nil)
    }

    @Test func `a long run and a short one are joined exactly`() {
        var long = Collector(names: SampleNames(labels: ["a", "b"]))
        var short = Collector(names: SampleNames(labels: ["a", "b"]))
        for second in 0..<1_500 {
            let labels = Self.labels(second: second, shard: 0)
            long.add(second: second, labels: labels, health: GeneratorHealth(), activeUsers: 2)
            guard second < 5 else { continue }
            short.add(second: second, labels: labels, health: GeneratorHealth(), activeUsers: 1)
        }
        var merged = short.finish(.complete, durationNanoseconds: 5)
        let other = long.finish(.complete, durationNanoseconds: 1_500)
        let expected = (other.total()?.requests ?? 0) + (merged.total()?.requests ?? 0)
        merged.merge(other)
        #expect(merged.total()?.requests == expected)
        #expect(merged.intervals.count <= RunSnapshot.maxIntervals)
        #expect(merged.peakActiveUsers == 3)
    }

    /// Eight seconds of one label.
    private func shard(_ change: (inout RunSnapshot) -> Void) -> RunSnapshot {
        var run = RunSnapshot.made(
            seconds: (0..<8).map { Self.labels(second: $0, shard: 0)[0] }, duration: 8)
        change(&run)
        return run
    }

    @Test func `the plateau is where both shards have theirs`() {
        let first = shard { $0.plateau = 2..<6 }
        let plateau = { (other: Range<Int>?) in
            var merged = first
            merged.merge(self.shard { $0.plateau = other })
            return merged.plateau
        }
        #expect(plateau(4..<8) == 4..<6 && plateau(0..<9) == 2..<6)
        #expect(plateau(6..<8) == nil && plateau(nil) == nil)
    }

    @Test func `segments are joined by name, and nothing of either warm-up is judged`() {
        var merged = shard {
            $0.facts.segments = ["spike": 2..<4, "calm": 5..<6]
            $0.facts.warmUpSeconds = 1
        }
        merged.merge(
            shard {
                $0.facts.segments = ["spike": 3..<5, "end": 6..<8]
                $0.facts.warmUpSeconds = 3
            })
        #expect(merged.facts.segments == ["spike": 2..<5, "calm": 5..<6, "end": 6..<8])
        #expect(merged.facts.warmUpSeconds == 3)
        #expect(merged.total()?.requests == 2 * 5 * 2)
    }

    /// A shard that watched a server at one core for each second.
    private func watching(_ name: String) -> RunSnapshot {
        shard {
            $0.server = ServerRecord(name: name)
            for index in $0.intervals.indices {
                $0.intervals[index].server = ServerUse()
                $0.intervals[index].server?.add(.init(1, for: 1), to: .cpu)
            }
        }
    }

    @Test func `a server that both shards have watched is counted once`() {
        var merged = watching("api")
        merged.merge(watching("api"))
        #expect(merged.serverUse()[.cpu]?.integral == 8)
        #expect(merged.server?.gaps == [])
        var blind = shard { _ in }
        blind.merge(watching("api"))
        #expect(blind.serverUse()[.cpu]?.integral == 8 && blind.server?.name == "api")
    }

    @Test func `of two servers the figures are of a part`() {
        var merged = watching("api")
        merged.merge(watching("search"))
        #expect(merged.serverUse()[.cpu]?.integral == 8)
        #expect(
            merged.server?.gaps.map(\.text) == [
                "search, which another shard loaded, is not in it"
            ])
        #expect(Judge(merged).judge(serverCPU < .percent(200)).reason == .serverPartlySeen)
    }

    @Test func `figures of each server are kept, and those of one name on two machines`() {
        var merged = watching("api")
        merged.merge(watching("search"))
        var elsewhere = watching("api")
        elsewhere.server?.host = "b"
        merged.merge(elsewhere)
        merged.merge(elsewhere)
        #expect(merged.servers.map(\.name) == ["api", "search", "api"])
        for server in merged.servers.indices {
            #expect(merged.serverUse(of: server)[.cpu]?.integral == 8)
        }
        for interval in merged.intervals { #expect(interval.servers.count == 3) }
    }

    @Test func `the health of each generator is kept by its number`() {
        let generator = { (host: String, late: Int64) in
            self.shard {
                $0.facts.generators = [.made(host: host)]
                for index in $0.intervals.indices {
                    $0.intervals[index].health.gapNanoseconds = late
                }
            }
        }
        var merged = generator("a", 1)
        var others = generator("b", 10)
        others.merge(generator("c", 100))
        merged.merge(others)
        #expect(merged.facts.generators.map(\.host) == ["a", "b", "c"])
        #expect((0..<3).map { merged.health(of: $0).gapNanoseconds } == [8, 80, 800])
        #expect(merged.health.gapNanoseconds == 888)
        #expect(merged.intervals[3].generators[1]?.gapNanoseconds == 10)
        merged.coarsen(to: 2)
        #expect(merged.intervals[1].generators[2]?.gapNanoseconds == 200)
    }

    private static func labels(second: Int, shard: Int) -> [LabelSnapshot] {
        let end = Int64(second * 1_000 + shard * 37 + 5)
        return [
            LabelSnapshot([.made(end: end), .made(end: end * 2)]),
            LabelSnapshot([.made(end: end, cause: .reset)]),
        ]
    }
}
