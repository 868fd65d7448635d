/// The values that a gauge was set to: mergeable.
public struct GaugeSnapshot: Hashable, Codable, Sendable {
    /// The value that was set last.
    public private(set) var last: Double
    /// The lowest value.
    public private(set) var min: Double
    /// The highest value.
    public private(set) var max: Double
    /// The number of values.
    public private(set) var count: Int
    private var sum: Double
    private var lastNanoseconds: Int64

    /// - Parameters:
    ///   - value: a finite one.
    ///   - instant: nanoseconds since the start of the run.
    package init(_ value: Double, at instant: Int64) {
        (last, min, max, sum) = (value, value, value, value)
        count = 1
        lastNanoseconds = instant
    }

    /// The mean of the values, each with the same weight.
    public var mean: Double { sum / Double(count) }

    package mutating func merge(_ other: GaugeSnapshot) {
        if other.lastNanoseconds >= lastNanoseconds {
            (last, lastNanoseconds) = (other.last, other.lastNanoseconds)
        }
        min = Swift.min(min, other.min)
        max = Swift.max(max, other.max)
        count += other.count
        sum += other.sum
    }
}
