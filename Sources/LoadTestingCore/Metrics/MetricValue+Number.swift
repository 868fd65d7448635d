import LoadTestingMacrosFree

extension MetricValue {
    /// The value in its unit: nanoseconds, fractions, per second.
    package var number: Double {
        switch self {
        case .duration(let duration): Double(duration.wholeNanoseconds)
        case .ratio(let ratio): ratio.fraction
        case .rate(let rate): rate.perSecond
        case .count(let count): Double(count)
        case .score(let score): score
        case .bytes(let amount): Double(amount.bytes)
        case .number(let number): number
        case .perMinute(let value): value.number
        }
    }

    /// A value of the same unit.
    func with(number: Double) -> MetricValue {
        switch self {
        case .duration: .duration(.nanoseconds(Int64(number.limited)))
        case .ratio: .ratio(Ratio(fraction: number))
        case .rate: .rate(.perSecond(number))
        case .count: .count(Int(number.limited))
        case .score: .score(number)
        case .bytes: .bytes(ByteAmount(bytes: Int64(number.limited)))
        case .number: .number(number)
        case .perMinute(let value): .perMinute(value.with(number: number))
        }
    }

    /// Whether both are numbers of the same thing.
    func hasUnit(of other: MetricValue) -> Bool {
        switch (self, other) {
        case (.duration, .duration), (.ratio, .ratio), (.rate, .rate), (.count, .count),
            (.score, .score), (.bytes, .bytes), (.number, .number):
            true
        case (.perMinute(let value), .perMinute(let other)): value.hasUnit(of: other)
        default: false
        }
    }
}

extension Double {
    /// The nearest whole number that an `Int64` holds; 0 for NaN.
    var limited: Double { isNaN ? 0 : Swift.max(-9e18, Swift.min(9e18, rounded())) }
}
