/// The trend of a series: a straight line that outliers do not bend.
///
/// H. Theil, A rank-invariant method of linear and polynomial regression analysis (1950);
/// P. K. Sen, Journal of the American Statistical Association 63 (1968).
struct Trend {
    /// The median of the slopes between any two points.
    let slope: Double
    /// Whether chance is an unlikely explanation: |Z| ≥ 2.576 (1 %) in the test of Mann and
    /// Kendall.
    let isSignificant: Bool

    /// - Parameter points: their times differ from one another.
    init(_ points: [(time: Double, value: Double)]) {
        var slopes: [Double] = []
        slopes.reserveCapacity(points.count * points.count / 2)
        var score = 0
        for (index, early) in points.enumerated() {
            for late in points[(index + 1)...] {
                let rise = late.value - early.value
                slopes.append(rise / (late.time - early.time))
                score += rise > 0 ? 1 : rise < 0 ? -1 : 0
            }
        }
        slope = slopes.median
        isSignificant = Self.standardised(score, count: Double(points.count)) >= 2.576
    }

    /// |Z| of a Mann–Kendall score.
    private static func standardised(_ score: Int, count: Double) -> Double {
        let variance = count * (count - 1) * (2 * count + 5) / 18
        return variance > 0 ? Double(max(0, abs(score) - 1)) / variance.squareRoot() : 0
    }
}
