// swift-format-ignore-file: NoLeadingUnderscores
// Swift calls values without a label `_0`: as they are stored they have names.

/// A measured value or a bound, with its unit.
@nonexhaustive public enum MetricValue: Hashable, Codable, Sendable {
    case duration(Duration)
    case ratio(Ratio)
    case rate(Rate)
    case count(Int)
    /// From 0, the worst, to 1.
    case score(Double)
    case bytes(ByteAmount)
    /// Without a unit, such as a server's own metric.
    case number(Double)
    /// The growth a minute.
    indirect case perMinute(MetricValue)

    private enum StoredKeys: String, CodingKey { case _0 = "value" }
    private typealias DurationCodingKeys = StoredKeys
    private typealias RatioCodingKeys = StoredKeys
    private typealias RateCodingKeys = StoredKeys
    private typealias CountCodingKeys = StoredKeys
    private typealias ScoreCodingKeys = StoredKeys
    private typealias BytesCodingKeys = StoredKeys
    private typealias NumberCodingKeys = StoredKeys
    private typealias PerMinuteCodingKeys = StoredKeys
}

extension MetricValue: CustomStringConvertible {
    /// The value with its unit, such as `41.8 ms`, `0.12 %`, `5,000/s`.
    public var description: String {
        switch self {
        case .duration(let duration): duration.text
        case .ratio(let ratio): ratio.description
        case .rate(let rate): rate.description
        case .count(let count): NumberText.grouped(count)
        case .score(let score): NumberText.decimal(score, places: 3)
        case .bytes(let amount): amount.description
        case .number(let number): NumberText.decimal(number, places: 3)
        case .perMinute(let value): "\(value)/min"
        }
    }
}
