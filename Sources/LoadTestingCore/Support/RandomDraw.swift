/// Random numbers as a function of (seed, user, iteration, draw).
///
/// Neither the number of threads nor the order of events changes what a user draws. Each of the
/// four is mixed in by the finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable
/// Pseudorandom Number Generators, OOPSLA 2014).
package enum RandomDraw {
    /// 64 random bits.
    package static func bits(seed: UInt64, user: Int64, iteration: Int64, draw: Int64) -> UInt64 {
        var state = seed
        for part in [user, iteration, draw] {
            // The sum keeps seed and user apart: without it (1, 2) would draw what (2, 1) draws.
            state = mixed(state &+ golden) &+ golden ^ mixed(UInt64(bitPattern: part) &+ golden)
        }
        return mixed(state)
    }

    /// 64 bits of the sequence that SplitMix64 makes of a key.
    package static func word(_ index: UInt64, of key: UInt64) -> UInt64 {
        mixed(key &+ (index &+ 1) &* golden)
    }

    /// An integer drawn evenly from a closed range, which must not be empty.
    package static func integer(in range: ClosedRange<Int64>, bits: UInt64) -> Int64 {
        let width = UInt64(bitPattern: range.upperBound &- range.lowerBound)
        guard width < .max else { return Int64(bitPattern: bits) }
        return range.lowerBound &+ Int64(bitPattern: (width + 1).multipliedFullWidth(by: bits).high)
    }

    /// 2⁶⁴ divided by the golden ratio.
    private static let golden: UInt64 = 0x9e37_79b9_7f4a_7c15

    private static func mixed(_ value: UInt64) -> UInt64 {
        var bits = value
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }
}
