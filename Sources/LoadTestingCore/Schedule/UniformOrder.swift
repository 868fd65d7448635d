import Foundation

/// Independent random points in 0 ..< 1 in ascending order, each found by its rank alone.
///
/// Of n points in an interval, Bin(n, ½) lie in its left half. That number is drawn from a hash of
/// the seed and the interval, and the half that holds the rank is halved repeatedly until one point
/// is left, which lies anywhere in its interval. The points do not depend on the order of calls, a
/// look-up takes about log₂ n draws, and nothing is stored.
struct UniformOrder: Sendable {
    /// The number of points.
    let count: Int64
    private let key: UInt64

    init(count: Int64, seed: UInt64) {
        self.count = count
        // No user has these numbers: users' draws stay apart.
        key = RandomDraw.bits(seed: seed, user: -1, iteration: -1, draw: -1)
    }

    /// The maximum binomial number counted in random bits.
    ///
    /// Above it is a rounded normal one; the distribution functions differ by less than 0.1 / n
    /// (the first term of Edgeworth's series for an excess of −2 / n), 0.0002 at most.
    static let maxCounted: Int64 = 512

    /// The point of a rank.
    ///
    /// - Parameter rank: 0 ..< `count`.
    func position(_ rank: Int64) -> Double {
        var (low, width) = (0.0, 1.0)
        var (points, rank) = (count, rank)
        // Of the intervals 1 is the whole, 2 and 3 are its halves, 4 … 7 theirs.
        var node: UInt64 = 1
        while points > 1, width > 0x1p-52 {
            width /= 2
            let left = Self.half(of: points, key: RandomDraw.word(node, of: key))
            node *= 2
            if rank < left {
                points = left
            } else {
                rank -= left
                points -= left
                low += width
                node += 1
            }
        }
        let within = (Double(rank) + Self.unit(RandomDraw.word(node, of: key))) / Double(points)
        return low + width * within
    }

    /// The number of some points that lie in the left half: binomial with probability ½.
    static func half(of points: Int64, key: UInt64) -> Int64 {
        guard points > maxCounted else { return countedHalf(of: points, key: key) }
        let radius = (-2 * log(unit(RandomDraw.word(0, of: key)))).squareRoot()
        let normal = radius * cos(2 * .pi * unit(RandomDraw.word(1, of: key)))
        // Rounding adds a variance of 1/12, which is subtracted before.
        let deviation = (Double(points) / 4 - 1 / 12).squareRoot()
        let value = (Double(points) / 2 + deviation * normal).rounded()
        return value < 0 ? 0 : value > Double(points) ? points : Int64(value)
    }

    private static func countedHalf(of points: Int64, key: UInt64) -> Int64 {
        var (left, sum, index) = (points, 0, UInt64(0))
        while left > 0 {
            var bits = RandomDraw.word(index, of: key)
            if left < 64 { bits >>= UInt64(64 - left) }
            sum += bits.nonzeroBitCount
            left -= 64
            index += 1
        }
        return Int64(sum)
    }

    /// A number between 0 and 1, never either of them.
    private static func unit(_ bits: UInt64) -> Double {
        (Double(bits >> 12) + 0.5) * 0x1p-52
    }
}
