import Foundation

/// The vertical axis of a chart: positions from 0 at its lower to 1 at its upper end, round ticks.
struct ValueAxis: Sendable {
    let unit: ChartUnit
    /// The values of the ticks, ascending.
    let ticks: [Double]
    let isLogarithmic: Bool
    private let low: Double
    private let high: Double

    private static let maxTicks = 5.0
    /// Below this ratio of the largest to the smallest value a linear axis shows as much.
    private static let minimumRatio = 8.0

    /// An axis that holds all values.
    ///
    /// - Parameter prefersLogarithmic: whether it is logarithmic where values differ widely.
    init(_ values: some Sequence<Double>, unit: ChartUnit, prefersLogarithmic: Bool = false) {
        self.unit = unit
        let most = values.max() ?? 0
        let least = max(values.filter { $0 > 0 }.min() ?? 0, Self.smallest)
        isLogarithmic = prefersLogarithmic && most > least * Self.minimumRatio
        guard isLogarithmic else {
            let step = unit.roundStep(atLeast: max(most, unit.minimumSpan) / Self.maxTicks)
            let count = Int((max(most, unit.minimumSpan) / step).rounded(.up))
            low = 0
            high = step * Double(max(1, count))
            ticks = (0...max(1, count)).map { step * Double($0) }
            return
        }
        low = RoundNumber.below(least)
        high = RoundNumber.above(most)
        let all = RoundNumber.series(from: low, through: high)
        let tens = all.filter(RoundNumber.isPowerOfTen)
        ticks = all.count <= 7 ? all : tens.count >= 3 ? tens : all.filter(Self.isOneOrFive)
    }

    private static func isOneOrFive(_ tick: Double) -> Bool {
        RoundNumber.isPowerOfTen(tick) || RoundNumber.isPowerOfTen(tick * 2)
    }

    /// Nothing below a microsecond is drawn.
    private static let smallest = 1_000.0

    /// The position of a value, 0 … 1.
    func position(_ value: Double) -> Double {
        let share =
            isLogarithmic
            ? log(max(value, low) / low) / log(high / low)
            : (value - low) / (high - low)
        return min(max(0, share), 1)
    }
}
