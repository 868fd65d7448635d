import Testing

@testable import LoadTestingCore

@Suite struct CustomValuesTests {
    private static func values(_ changes: [(CustomValue, at: Int64)]) -> CustomValues {
        var values = CustomValues()
        for (value, instant) in changes {
            values.add(value, at: instant, isInDrain: instant > 100)
        }
        return values
    }

    @Test func `counters add up, and gauges keep the last, the extremes and the mean`() throws {
        let values = Self.values([
            (.counter("items", by: 3), at: 1), (.counter("items", by: 4), at: 101),
            (.gauge("queue", 5), at: 2), (.gauge("queue", -1), at: 3), (.gauge("queue", 2), at: 4),
        ])
        #expect(values.counters["items"]?.sum == 7)
        #expect(values.counters["items"]?.sumInDrain == 4)
        let gauge = try #require(values.gauges["queue"])
        #expect(gauge.last == 2 && gauge.min == -1 && gauge.max == 5)
        #expect(gauge.mean == 2 && gauge.count == 3)
    }

    @Test func `merged in any order they are as if one had counted all`() {
        let (early, late) = (
            [(CustomValue.counter("a", by: 1), at: Int64(1)), (.gauge("g", 9), at: 1)],
            [(CustomValue.counter("a", by: 2), at: Int64(2)), (.gauge("g", 4), at: 2)]
        )
        let whole = Self.values(early + late)
        for (first, second) in [(early, late), (late, early)] {
            var merged = Self.values(first)
            merged.merge(Self.values(second))
            #expect(merged == whole)
        }
    }

    @Test func `a sum stays within what a number can hold`() {
        let values = Self.values([
            (.counter("up", by: .max), at: 1), (.counter("up", by: 1), at: 1),
            (.counter("down", by: .min), at: 1), (.counter("down", by: -1), at: 1),
        ])
        #expect(values.counters["up"]?.sum == .max && values.counters["down"]?.sum == .min)
    }

    @Test func `above a thousand names further ones share one`() {
        let names = SampleNames(labels: [])
        for index in 0..<1_000 { #expect(names.admitted(custom: "n\(index)") == "n\(index)") }
        #expect(names.admitted(custom: "more") == "(further names)")
        #expect(names.admitted(custom: "n7") == "n7")
    }

    @Test func `shards and joined intervals keep every value`() {
        var shards = [RunSnapshot(labels: []), RunSnapshot(labels: [])]
        for index in shards.indices {
            shards[index].intervals = (0..<4).map { second in
                var interval = IntervalSnapshot(startSecond: second)
                interval.custom.add(.counter("c", by: 1), at: Int64(second), isInDrain: false)
                return interval
            }
        }
        var merged = shards[0]
        merged.merge(shards[1])
        #expect(merged.intervals.map { $0.custom.counters["c"]?.sum } == [2, 2, 2, 2])
        merged.coarsen(to: 2)
        #expect(merged.intervals.map { $0.custom.counters["c"]?.sum } == [4, 4])
        merged.facts.warmUpSeconds = 2
        #expect(merged.custom.counters["c"]?.sum == 4)
    }

    @Test func `a sample takes no more memory for its checks`() {
        // 12 words, 6 half ones, the times, and their tag with the counts of checks in one more.
        let times = MemoryLayout<ExchangeTimes?>.stride
        #expect(MemoryLayout<Sample>.stride == 12 * 8 + 6 * 4 + times)
    }
}
