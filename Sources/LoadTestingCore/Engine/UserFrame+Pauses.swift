import Foundation

extension UserFrame {
    /// A pause drawn from a distribution, in nanoseconds, zero or more.
    mutating func draw(_ time: PauseNanoseconds, seed: UInt64) -> Int64 {
        switch time {
        case .uniform(let shortest, let longest):
            guard shortest < longest else { return shortest }
            return RandomDraw.integer(in: shortest...longest, bits: drawBits(seed: seed))
        case .exponential(let mean):
            return Self.nanoseconds(-mean * log(drawFraction(seed: seed)))
        case .gaussian(let mean, let deviation):
            // Box and Muller: A Note on the Generation of Random Normal Deviates, 1958.
            let radius = (-2 * log(drawFraction(seed: seed))).squareRoot()
            let angle = 2 * Double.pi * drawFraction(seed: seed)
            return Self.nanoseconds(mean + deviation * radius * cos(angle))
        }
    }

    /// Zero or more, and at most the maximum that can be added to a clock.
    private static func nanoseconds(_ drawn: Double) -> Int64 {
        Int64(min(max(0, drawn), Double(Int64.max / 4)))
    }

    /// A number above 0 and up to 1, in steps of 2⁻⁵³.
    private mutating func drawFraction(seed: UInt64) -> Double {
        Double((drawBits(seed: seed) >> 11) + 1) * 0x1p-53
    }
}
