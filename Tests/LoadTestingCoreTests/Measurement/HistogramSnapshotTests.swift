import CLoadTesting
import Foundation
import Histogram
import Testing

@testable import LoadTestingCore

private let percents = [
    0.000_001, 0.1, 1, 5, 10, 25, 50, 66.6, 75, 90, 95, 99, 99.5, 99.9, 99.99, 99.999, 99.9999, 100,
]

@Suite struct HistogramSnapshotTests {
    @Test func `counters are those of HdrHistogram, from 1 µs to 1 h with three digits`() {
        let oracle = Histogram<UInt64>(
            lowestDiscernibleValue: 1, highestTrackableValue: 3_600_000_000,
            numberOfSignificantValueDigits: .three)
        let edges = (0..<32).flatMap { shift in (-2...2).map { (Int64(1) << shift) + $0 } }
        let values =
            Array(0...4_100) + edges + [3_599_999_999, 3_600_000_000]
            + latencies(5_000, seed: 1, wholeMicroseconds: true).map { $0 / 1_000 }
        for value in values where (0...3_600_000_000).contains(value) {
            let slot = clt_histogram_slot(value)
            #expect(
                clt_histogram_highest_of(slot)
                    == Int64(oracle.highestEquivalentForValue(UInt64(value))))
            #expect(
                clt_histogram_slot(Int64(oracle.lowestEquivalentForValue(UInt64(value)))) == slot)
        }
    }

    @Test(arguments: [1, 2, 10, 999, 1_000, 20_000])
    func `percentiles are those of HdrHistogram`(count: Int) {
        var oracle = Histogram<UInt64>(
            lowestDiscernibleValue: 1, highestTrackableValue: 3_600_000_000,
            numberOfSignificantValueDigits: .three)
        let values = latencies(count, seed: UInt64(count), wholeMicroseconds: true)
        for value in values { oracle.record(UInt64(value / 1_000)) }
        let snapshot = HistogramSnapshot(nanoseconds: values)
        for percent in percents {
            let theirs = min(oracle.valueAtPercentile(percent), UInt64(values.max()! / 1_000))
            #expect(snapshot.percentile(percent) == .microseconds(theirs), "p\(percent)")
        }
    }

    @Test(arguments: [1, 3, 100, 1_001, 30_000])
    func `percentiles are within a thousandth above those of a sorted array`(count: Int) {
        let values = latencies(count, seed: UInt64(count) + 7, wholeMicroseconds: true).sorted()
        let snapshot = HistogramSnapshot(nanoseconds: values)
        for percent in percents {
            let rank = Int(HistogramSnapshot.rank(of: percent, in: UInt64(count)))
            let exact = values[rank - 1]
            let measured = snapshot.percentile(percent)!.wholeNanoseconds
            #expect(measured >= exact, "p\(percent)")
            #expect(Double(measured - exact) / Double(exact) <= 0.001, "p\(percent)")
        }
    }

    @Test func `values between microseconds are never shown shorter than they were`() {
        let values = latencies(10_000, seed: 5, wholeMicroseconds: false).sorted()
        let snapshot = HistogramSnapshot(nanoseconds: values)
        for rank in stride(from: 1, through: values.count, by: 13) {
            let measured = snapshot.value(atRank: UInt64(rank))!.wholeNanoseconds
            let exact = values[rank - 1]
            #expect(measured >= exact)
            #expect(Double(measured - exact) <= Double(exact) * 0.001 + 1_000)
        }
    }

    @Test func `values above an hour are not shown shorter than the longest`() {
        let hours = HistogramSnapshot(nanoseconds: [1, 2, 3].map { $0 * 3_600_000_000_000 })
        #expect(hours.maximum == .seconds(3 * 3_600))
        #expect(hours.percentile(100) == .seconds(3 * 3_600))
        #expect(hours.percentile(50)! >= .seconds(2 * 3_600))
        #expect(hours.count(above: .seconds(2 * 3_600), orAt: false) >= 1)
    }

    @Test func `extremes, mean and count are exact`() {
        let snapshot = HistogramSnapshot(nanoseconds: [1_234_567, 1, 7_000_001])
        #expect(snapshot.minimum == .nanoseconds(1))
        #expect(snapshot.maximum == .nanoseconds(7_000_001))
        #expect(snapshot.mean == .nanoseconds(8_234_569 / 3))
        #expect(snapshot.count == 3)
        #expect(snapshot.percentile(100) == .nanoseconds(7_000_001))
    }

    @Test func `an empty histogram has no value`() {
        let empty = HistogramSnapshot()
        #expect(empty.count == 0)
        #expect(empty.minimum == nil && empty.maximum == nil && empty.mean == nil)
        #expect(empty.percentile(50) == nil && empty.value(atRank: 1) == nil)
        #expect(empty.count(above: .zero, orAt: true) == 0)
        #expect(HistogramSnapshot(nanoseconds: []) == empty)
    }

    @Test func `ranks outside have no value`() {
        let snapshot = HistogramSnapshot(nanoseconds: [1_000, 2_000])
        #expect(snapshot.value(atRank: 0) == nil)
        #expect(snapshot.value(atRank: 3) == nil)
        #expect(snapshot.value(atRank: 2) == .microseconds(2))
    }

    @Test(arguments: [1, 2, 7])
    func `merged parts are one histogram over all values`(parts: Int) {
        let values = latencies(4_000, seed: 21, wholeMicroseconds: false)
        let whole = HistogramSnapshot(nanoseconds: values)
        var merged = HistogramSnapshot()
        for part in 0..<parts {
            let share = values.indices.filter { $0 % parts == part }.map { values[$0] }
            merged.merge(HistogramSnapshot(nanoseconds: share))
        }
        #expect(merged == whole)
        merged.merge(HistogramSnapshot())
        #expect(merged == whole)
    }

    @Test func `the order of merging does not matter`() {
        let parts = (0..<5).map {
            HistogramSnapshot(
                nanoseconds: latencies(200, seed: $0, wholeMicroseconds: false))
        }
        let forwards = parts.reduce(into: HistogramSnapshot()) { $0.merge($1) }
        let backwards = parts.reversed().reduce(into: HistogramSnapshot()) { $0.merge($1) }
        #expect(forwards == backwards)
    }

    @Test func `a histogram survives JSON, also an empty one`() throws {
        for values in [[], latencies(500, seed: 3, wholeMicroseconds: false)] {
            let snapshot = HistogramSnapshot(nanoseconds: values)
            let data = try JSONEncoder().encode(snapshot)
            #expect(try JSONDecoder().decode(HistogramSnapshot.self, from: data) == snapshot)
        }
    }

    @Test func `values above a bound are counted, at it when asked`() {
        let snapshot = HistogramSnapshot(nanoseconds: [10, 20, 20, 30].map { $0 * 1_000_000 })
        #expect(snapshot.count(above: .milliseconds(5), orAt: false) == 4)
        #expect(snapshot.count(above: .milliseconds(25), orAt: false) == 1)
        #expect(snapshot.count(above: .milliseconds(30), orAt: false) == 0)
        #expect(snapshot.count(above: .milliseconds(30), orAt: true) == 1)
        #expect(snapshot.count(above: .seconds(1), orAt: true) == 0)
    }

    @Test func `what is counted above a bound agrees with the percentile`() {
        let snapshot = HistogramSnapshot(
            nanoseconds: latencies(3_000, seed: 9, wholeMicroseconds: false))
        for rank in stride(from: UInt64(1), through: 3_000, by: 17) {
            let value = snapshot.value(atRank: rank)!
            #expect(snapshot.count(above: value, orAt: false) <= 3_000 - rank)
            #expect(snapshot.count(above: value, orAt: true) > 3_000 - rank)
        }
    }
}

@Suite struct PercentileRankTests {
    @Test(
        arguments: [
            (50, 1, 1), (50, 2, 1), (50, 3, 2), (99, 100, 99), (99, 101, 100), (99, 99, 99),
            (99.9, 1_000, 999), (99.9, 1_001, 1_000), (99.9, 10, 10), (99.99, 10_000, 9_999),
            (99.999, 100_000, 99_999), (95, 20, 19), (90, 10, 9), (66.6, 1_000, 666), (100, 7, 7),
            (0.000_001, 5, 1), (0.000_001, 100_000_001, 2), (70, 10, 7), (29, 100, 29),
            (57, 100, 57),
            (99.9, .max, 18_428_297_329_635_842_064),
        ] as [(Double, UInt64, UInt64)])
    func `the rank is ⌈p · n⌉ whatever binary fractions say`(
        percent: Double, count: UInt64, rank: UInt64
    ) {
        #expect(HistogramSnapshot.rank(of: percent, in: count) == rank)
    }

    @Test func `ranks of tenths of a percent are exact for every number of values`() {
        for count in UInt64(1)...400 {
            for tenths in stride(from: UInt64(1), through: 1_000, by: 7) {
                let exact = (tenths * count + 999) / 1_000
                #expect(HistogramSnapshot.rank(of: Double(tenths) / 10, in: count) == exact)
            }
        }
    }

    @Test(arguments: [0, -1, -1e300, 100.000_01, 101, 1e14, 1e300, .infinity, -.infinity, .nan])
    func `what is no percentile has no value`(percent: Double) {
        let snapshot = HistogramSnapshot(nanoseconds: [1_000, 2_000])
        #expect(snapshot.percentile(percent) == nil)
    }
}
