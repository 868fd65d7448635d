import LoadTestingMacrosFree

/// The unit of a chart's values, which decides ticks, words and the read-out.
enum ChartUnit: String, Sendable {
    /// Nanoseconds.
    case time
    /// A number a second.
    case rate
    case count
    /// Bytes, or bytes a second.
    case bytes, byteRate
    /// A share: 1 is 100 %.
    case percent

    /// The text of a value.
    func text(_ value: Double) -> String {
        switch self {
        case .time: NumberText.duration(nanoseconds: Int64(value.limited))
        case .rate: "\(NumberText.significant(value))/s"
        case .count: NumberText.significant(value)
        case .bytes: NumberText.bytes(Int64(value.limited))
        case .byteRate: "\(NumberText.bytes(Int64(value.limited)))/s"
        case .percent: "\(NumberText.significant(value * 100)) %"
        }
    }

    /// The factor from values to those in the page: of times milliseconds, of shares percent.
    var pageFactor: Double {
        switch self {
        case .time: 1e-6
        case .percent: 100
        case .rate, .count, .bytes, .byteRate: 1
        }
    }

    /// The smallest span of an axis: charts of nothing have an axis, too.
    var minimumSpan: Double {
        switch self {
        case .time: 1e6
        case .percent: 0.05
        case .rate, .count: 4
        case .bytes, .byteRate: 1_024
        }
    }

    /// Round steps: 1, 2 and 5 times powers of ten; of bytes powers of two.
    func roundStep(atLeast step: Double) -> Double {
        switch self {
        case .bytes, .byteRate:
            var power = 1.0
            while power < step { power *= 2 }
            return power
        case .time, .rate, .percent, .count:
            let round = RoundNumber.above(step)
            return self == .count ? max(1, round) : round
        }
    }
}
