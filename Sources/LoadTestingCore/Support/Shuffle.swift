/// An order of 0 ..< count drawn from a seed, computed place by place without memory.
///
/// A Feistel network of four rounds permutes the smallest square power of two that holds the count;
/// places beyond it are permuted again until one lies inside (Black, Rogaway: Ciphers with
/// Arbitrary Finite Domains, 2002).
package struct Shuffle: Sendable {
    private let count: Int64
    private let seed: UInt64
    private let round: Int64
    private let halfBits: Int64

    /// - Parameters:
    ///   - count: the number of places, 1 or more.
    ///   - round: another order for each.
    package init(count: Int64, seed: UInt64, round: Int64) {
        self.count = count
        self.seed = seed
        self.round = round
        var bits: Int64 = 1
        while bits < 31, Int64(1) << (2 * bits) < count { bits += 1 }
        halfBits = bits
    }

    /// The place of an index in the order, 0 ..< count.
    package func place(of index: Int64) -> Int64 {
        var place = index
        repeat { place = permuted(place) } while place >= count
        return place
    }

    private func permuted(_ value: Int64) -> Int64 {
        let mask = (Int64(1) << halfBits) - 1
        var (left, right) = (value >> halfBits, value & mask)
        for step in 0..<Int64(4) {
            let mixed = RandomDraw.bits(seed: seed, user: round, iteration: step, draw: right)
            (left, right) = (right, left ^ (Int64(truncatingIfNeeded: mixed) & mask))
        }
        return left << halfBits | right
    }
}
