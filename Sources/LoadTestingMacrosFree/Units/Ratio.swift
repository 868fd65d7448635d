/// A share of a whole, such as an error rate; written in percent.
///
/// `Ratio` is deliberately no number literal: it must be clear whether `0.1` means a tenth or a
/// tenth of a percent.
public struct Ratio: Hashable, Comparable, Codable, Sendable {
    /// The share as a fraction: 0 is nothing, 1 is everything.
    public var fraction: Double

    /// Creates a ratio from a fraction, 0 … 1.
    public init(fraction: Double) { self.fraction = fraction }

    /// Creates a ratio from a percentage, 0 … 100.
    public static func percent(_ value: Double) -> Ratio { Ratio(fraction: value / 100) }

    /// Compares the amounts.
    public static func < (a: Ratio, b: Ratio) -> Bool { a.fraction < b.fraction }
}

extension Ratio {
    /// The same ratio: `.baseline(+10.percent)`.
    public static prefix func + (ratio: Ratio) -> Ratio { ratio }

    /// The ratio below zero: `.baseline(-5.percent)`.
    public static prefix func - (ratio: Ratio) -> Ratio { Ratio(fraction: -ratio.fraction) }
}

extension Ratio: CustomStringConvertible {
    /// The ratio in percent, such as `0.12 %` or `3.49 %`.
    public var description: String {
        let percent = fraction * 100
        return "\(NumberText.decimal(percent, places: percent < 1 ? 4 : 2)) %"
    }
}

extension Double {
    /// This many percent: `0.1.percent` is one thousandth.
    public var percent: Ratio { .percent(self) }
}

extension Int {
    /// This many percent: `1.percent` is one hundredth.
    public var percent: Ratio { .percent(Double(self)) }
}
