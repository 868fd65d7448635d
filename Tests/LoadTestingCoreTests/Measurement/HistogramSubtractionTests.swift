import Testing

@testable import LoadTestingCore

@Suite struct HistogramSubtractionTests {
    @Test(arguments: [(0, 50), (1, 1), (10, 300), (500, 500)])
    func `what remains are the values that were not taken out`(taken: Int, kept: Int) {
        let part = HistogramSnapshot(
            nanoseconds: latencies(taken, seed: 3, wholeMicroseconds: true))
        let rest = HistogramSnapshot(nanoseconds: latencies(kept, seed: 4, wholeMicroseconds: true))
        var whole = part
        whole.merge(rest)
        let found = whole.subtracting(part)
        #expect(found.count == rest.count && found.counters == rest.counters)
        for percent in [1.0, 50, 90, 99] {
            #expect(found.percentile(percent) == rest.percentile(percent))
        }
        #expect(found.mean! <= rest.mean! + .microseconds(1))
        #expect(found.mean! >= rest.mean! - .microseconds(1))
        #expect(found.minimum! <= rest.minimum! && found.maximum! >= rest.maximum!)
        #expect(found.maximum! / rest.maximum! < 1.001)
    }

    @Test func `an extreme that was taken out is gone`() {
        let part = HistogramSnapshot(nanoseconds: [1_000, 900_000_000])
        var whole = HistogramSnapshot(nanoseconds: [5_000_000, 6_000_000])
        whole.merge(part)
        let found = whole.subtracting(part)
        #expect(found.maximum! < .milliseconds(6.01) && found.maximum! >= .milliseconds(6))
        #expect(found.minimum! > .milliseconds(4.99) && found.minimum! <= .milliseconds(5))
        #expect(found.percentile(100) == found.maximum)
    }

    @Test func `nothing remains of everything`() {
        let whole = HistogramSnapshot(nanoseconds: [1, 2, 3])
        #expect(whole.subtracting(whole) == HistogramSnapshot())
        #expect(whole.subtracting(HistogramSnapshot()) == whole)
    }
}
