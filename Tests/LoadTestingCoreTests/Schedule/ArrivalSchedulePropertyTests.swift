import Foundation
import LoadTestingCore
import Testing

/// Properties of every schedule.
@Suite struct ArrivalSchedulePropertyTests {
    private static let seeds: [UInt64] = Array(1...60)

    @Test(arguments: seeds, [ArrivalSpacing.even, .poisson])
    func `arrivals come in order, inside the segments`(seed: UInt64, spacing: ArrivalSpacing) {
        let start = Int64(seed) * 77
        let schedule = ArrivalSchedule(
            randomSegments(seed: seed), spacing: spacing, seed: seed, startNanoseconds: start)
        let dues = (0..<schedule.count).map(schedule.due)
        #expect(zip(dues, dues.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(dues.allSatisfy { $0 >= start && $0 < schedule.endNanoseconds })
    }

    @Test(arguments: seeds)
    func `the rate adds up to the arrivals by any time`(seed: UInt64) {
        let segments = randomSegments(seed: seed)
        let schedule = ArrivalSchedule(segments, seed: seed)
        let dues = (0..<schedule.count).map(schedule.due)
        let parts: Int64 = 20_000
        let step = Double(schedule.endNanoseconds) / Double(parts)
        var sum = 0.0
        var arrivals = 0
        // Midpoint sums; each jump of the rate costs at most a part's share of the highest rate.
        let tolerance = 1 + 40 * schedule.highestRate * step / 1e9
        for part in 0..<parts {
            let end = Double(part + 1) * step
            sum += segments.rate(at: (end - step / 2) / 1e9) * step / 1e9
            while arrivals < dues.count, Double(dues[arrivals]) < end { arrivals += 1 }
            let difference = Double(arrivals) - sum
            if abs(difference) > tolerance {
                Issue.record("\(arrivals) arrivals, the rate adds up to \(sum)")
                return
            }
        }
        #expect(abs(Double(schedule.count) - sum) < tolerance)
    }

    @Test(arguments: seeds)
    func `segments in a row are the union of each alone`(seed: UInt64) {
        let segments = randomSegments(seed: seed)
        let whole = ArrivalSchedule(segments, seed: 1)
        var start: Int64 = 0
        var index: Int64 = 0
        for segment in segments {
            let part = ArrivalSchedule([segment], seed: 1, startNanoseconds: start)
            let dues = (0..<part.count).map(part.due)
            // A part begins with an arrival of its own; the whole carries what was left before.
            var inside: [Int64] = []
            while index < whole.count, whole.due(index) < part.endNanoseconds {
                inside.append(whole.due(index))
                index += 1
            }
            #expect(abs(inside.count - dues.count) <= 1)
            for (a, b) in zip(inside, dues.dropFirst()) where a > b + 1 {
                Issue.record("\(segment): \(a) ns in the whole, \(b) ns alone")
            }
            start = part.endNanoseconds
        }
        #expect(index == whole.count && start == whole.endNanoseconds)
    }

    @Test(arguments: [3.0, 100, 1.7, 333.3], [ArrivalSpacing.even, .poisson])
    func `a hold cut in two is the same hold`(rate: Double, spacing: ArrivalSpacing) {
        func schedule(_ segments: [ArrivalSegment]) -> [Int64] {
            let schedule = ArrivalSchedule(segments, spacing: spacing, seed: 5)
            return (0..<schedule.count).map(schedule.due)
        }
        let rate = Rate.perSecond(rate)
        #expect(
            schedule([.hold(rate, for: .seconds(10))])
                == schedule([.hold(rate, for: .seconds(3)), .hold(rate, for: .seconds(7))]))
    }

    @Test(arguments: [(0.0, 200.0, 400.0), (400, 200, 0), (90, 60, 30), (1, 2, 3)])
    func `a ramp cut in its middle is the same ramp`(from: Double, middle: Double, to: Double) {
        let whole = ArrivalSchedule(
            [.ramp(from: .perSecond(from), to: .perSecond(to), over: .seconds(8))], seed: 1)
        let parts = ArrivalSchedule(
            [
                .ramp(from: .perSecond(from), to: .perSecond(middle), over: .seconds(4)),
                .ramp(from: .perSecond(middle), to: .perSecond(to), over: .seconds(4)),
            ], seed: 1)
        #expect(whole.count == parts.count)
        #expect((0..<whole.count).allSatisfy { abs(whole.due($0) - parts.due($0)) <= 1 })
    }

    @Test func `a sine is followed where its rate touches zero`() {
        let schedule = ArrivalSchedule(
            [
                .sine(
                    around: .perSecond(20_000), by: .perSecond(20_000), period: .seconds(4),
                    for: .seconds(7))
            ], seed: 1)
        var last = Int64.min
        for index in 0..<schedule.count {
            let due = schedule.due(index)
            let seconds = Double(due) / 1e9
            let sum = 20_000 * (seconds + 4 / (2 * .pi) * (1 - cos(.pi * seconds / 2)))
            if due < last || abs(sum - Double(index)) > 0.001 {
                Issue.record("arrival \(index) at \(seconds) s, where the sum is \(sum)")
                return
            }
            last = due
        }
    }
}
