import Foundation
import Testing

@testable import LoadTestingCore

@Suite struct UniformOrderTests {
    @Test(arguments: [1, 2, 63, 64, 65, 512, 513, 4_000, 1_000_000] as [Int64])
    func `half of some points is binomial`(points: Int64) {
        let draws = 20_000
        let deviation = Double(points).squareRoot() / 2
        var (sum, squares, outside) = (0.0, 0.0, 0)
        for draw in 0..<draws {
            let key = RandomDraw.bits(seed: 9, user: Int64(draw), iteration: 0, draw: points)
            let left = UniformOrder.half(of: points, key: key)
            outside += (0...points).contains(left) ? 0 : 1
            let score = (Double(left) - Double(points) / 2) / deviation
            sum += score
            squares += score * score
        }
        #expect(outside == 0)
        // The mean of draws deviates by 1 / √draws, that of squares by √2 / √draws at most.
        #expect(abs(sum / Double(draws)) < 4 / Double(draws).squareRoot())
        #expect(abs(squares / Double(draws) - 1) < 4 * (2 / Double(draws)).squareRoot())
    }

    @Test func `the normal number above the limit agrees with counted bits`() {
        // P(left ≤ k) for 600 points, drawn normal, against the exact distribution.
        let points: Int64 = 600
        let draws = 100_000
        var counts = Array(repeating: 0, count: Int(points) + 1)
        for draw in 0..<draws {
            let key = RandomDraw.bits(seed: 4, user: Int64(draw), iteration: 0, draw: 0)
            counts[Int(UniformOrder.half(of: points, key: key))] += 1
        }
        var (exact, drawn, distance) = (0.0, 0, 0.0)
        for left in 0...Int(points) {
            let ways =
                lgamma(Double(points) + 1) - lgamma(Double(left) + 1)
                - lgamma(Double(Int(points) - left) + 1)
            exact += exp(ways - Double(points) * log(2))
            drawn += counts[left]
            distance = max(distance, abs(exact - Double(drawn) / Double(draws)))
        }
        #expect(distance < 1.63 / Double(draws).squareRoot())
    }

    @Test(arguments: [1, 2, 3, 10, 1_000] as [Int64], [1, 2, 3] as [UInt64])
    func `points are between 0 and 1, in order`(count: Int64, seed: UInt64) {
        let order = UniformOrder(count: count, seed: seed)
        let points = (0..<count).map(order.position)
        #expect(points.allSatisfy { $0 > 0 && $0 < 1 })
        #expect(zip(points, points.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func `a single point lies anywhere`() {
        let points = (0..<10_000).map { UniformOrder(count: 1, seed: $0).position(0) }.sorted()
        let distance = points.enumerated().map { abs($1 - Double($0) / 10_000) }.max() ?? 1
        #expect(distance < 0.0163)
    }

    @Test func `the point in the middle of a million lies where it should`() {
        // Beta(k, n − k): the middle of n has a deviation of 1 / (2 · √n), here 0.0005.
        let middles = (0..<400).map {
            UniformOrder(count: 1_000_000, seed: $0).position(500_000)
        }
        let scores = middles.map { ($0 - 0.5) / 0.0005 }
        let mean = scores.reduce(0, +) / 400
        let squares = scores.map { $0 * $0 }.reduce(0, +) / 400
        #expect(abs(mean) < 0.2)
        #expect(abs(squares - 1) < 0.3)
    }
}
