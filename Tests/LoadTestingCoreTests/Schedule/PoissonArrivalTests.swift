import Foundation
import LoadTestingCore
import Testing

@Suite struct PoissonArrivalTests {
    private let held = ArrivalSchedule(
        [.hold(.perSecond(1_000), for: .seconds(50))], spacing: .poisson, seed: 11)

    @Test func `the times between arrivals are exponential`() {
        let dues = (0..<held.count).map { Double(held.due($0)) / 1e9 }
        let gaps = zip(dues.dropFirst(), dues).map { $0 - $1 }.sorted()
        var distance = 0.0
        for (rank, gap) in gaps.enumerated() {
            let expected = 1 - exp(-1_000 * gap)
            distance = max(
                distance, abs(expected - Double(rank) / Double(gaps.count)),
                abs(expected - Double(rank + 1) / Double(gaps.count)))
        }
        // Kolmogorov–Smirnov at 1 %: 1.63 / √n.
        #expect(distance < 1.63 / Double(gaps.count).squareRoot())
    }

    @Test(arguments: [0.01, 0.1, 1]) func `counts vary as much as their mean`(seconds: Double) {
        let slices = Int(50 / seconds)
        var counts = Array(repeating: 0.0, count: slices)
        for index in 0..<held.count {
            counts[min(slices - 1, Int(Double(held.due(index)) / 1e9 / seconds))] += 1
        }
        let mean = counts.reduce(0, +) / Double(slices)
        let variance = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(slices - 1)
        // χ² with slices − 1 degrees of freedom: a deviation of √(2 / (slices − 1)), three of them.
        #expect(abs(variance / mean - 1) < 3 * (2 / Double(slices - 1)).squareRoot())
    }

    @Test func `gaps in a row do not depend on each other`() {
        let dues = (0..<held.count).map { Double(held.due($0)) / 1e9 }
        let gaps = zip(dues.dropFirst(), dues).map { ($0 - $1) * 1_000 - 1 }
        let products = zip(gaps, gaps.dropFirst()).map { $0 * $1 }
        let correlation = products.reduce(0, +) / Double(products.count)
        #expect(abs(correlation) < 3 / Double(products.count).squareRoot())
    }

    @Test func `who asks, and in which order, changes nothing`() {
        let again = ArrivalSchedule(
            [.hold(.perSecond(1_000), for: .seconds(50))], spacing: .poisson, seed: 11)
        let ascending = (0..<held.count).map(held.due)
        for stride in [2, 3, 7] {
            for first in (0..<stride).reversed() {
                let own = Swift.stride(from: Int64(first), to: again.count, by: stride).map {
                    again.due($0)
                }
                let taken = Swift.stride(from: first, to: ascending.count, by: stride).map {
                    ascending[$0]
                }
                #expect(own == taken)
            }
        }
    }

    @Test func `another seed gives other instants`() {
        let other = ArrivalSchedule(
            [.hold(.perSecond(1_000), for: .seconds(50))], spacing: .poisson, seed: 12)
        let same = (0..<held.count).count { held.due($0) == other.due($0) }
        #expect(same < 10)
    }

    @Test func `instants follow the rate`() {
        // From 0 to 2,000/s over 10 s: a quarter comes in the first half.
        let schedule = ArrivalSchedule(
            [.ramp(from: .perSecond(0), to: .perSecond(2_000), over: .seconds(10))],
            spacing: .poisson, seed: 3)
        let early = (0..<schedule.count).count { schedule.due($0) < 5_000_000_000 }
        // Binomial of 10,000 and a quarter: a deviation of 43.
        #expect(abs(early - 2_500) < 130)
    }
}
