/// Round numbers: 1, 2 and 5 times powers of ten.
enum RoundNumber {
    /// The smallest one that is not below a positive value.
    static func above(_ value: Double) -> Double {
        guard value > 0, value.isFinite else { return 1 }
        let power = powerOfTen(below: value)
        // The factor lets a round value, as binary fractions hold it, be its own.
        for step in [1, 2, 5] where power * Double(step) >= value * (1 - 1e-9) {
            return power * Double(step)
        }
        return power * 10
    }

    /// The largest one that is not above a positive value.
    static func below(_ value: Double) -> Double {
        guard value > 0, value.isFinite else { return 1 }
        let power = powerOfTen(below: value)
        return [5, 2].first { power * $0 <= value * (1 + 1e-9) }.map { power * $0 } ?? power
    }

    /// Those from one number to another.
    static func series(from low: Double, through high: Double) -> [Double] {
        var numbers: [Double] = []
        var next = above(low)
        while next <= high * (1 + 1e-9), numbers.count < 100 {
            numbers.append(next)
            next = above(next * 1.5)
        }
        return numbers
    }

    /// Whether it is a power of ten.
    static func isPowerOfTen(_ value: Double) -> Bool {
        let power = powerOfTen(below: value)
        return (value / power - 1).magnitude < 1e-6
    }

    private static func powerOfTen(below value: Double) -> Double {
        var power = 1.0
        while power * 10 <= value * (1 + 1e-9) { power *= 10 }
        while power > value * (1 + 1e-9) { power /= 10 }
        return power
    }
}
