package import LoadTestingMacrosFree

/// The difference of a figure between two runs, with the interval in which the true one lies.
///
/// By Welch's t test: difference ± t · √(s₁²/n₁ + s₂²/n₂) over the slices of both runs, which have
/// to be independent; degrees of freedom by Welch and Satterthwaite. B. L. Welch, The
/// generalization of "Student's" problem when several different population variances are involved,
/// Biometrika 34, 1947.
package struct EstimateDifference: Hashable, Sendable {
    /// The conclusion from the interval about the true difference.
    package enum Outcome: Hashable, Sendable {
        case lower, higher
        /// The interval holds 0, and only differences that are too small to matter.
        case same
        /// The interval holds 0, and also differences that matter: noise hides them.
        case hidden
    }

    /// Second less first, in the unit of the figure.
    package let value: Double
    package let lower: Double
    package let upper: Double
    package let outcome: Outcome

    /// Compares two runs.
    ///
    /// - Parameters:
    ///   - first: the figure of the first run.
    ///   - second: the figure of the second run.
    ///   - level: the probability that such intervals hold the true difference. Default 95 %.
    ///   - resolution: the smallest step in which the figure is measured; the interval is no
    ///     narrower to either side. Default 0.
    ///   - margin: the largest difference that does not matter, in the unit of the figure.
    package init(
        from first: SlicedEstimate, to second: SlicedEstimate, level: Ratio = .percent(95),
        resolution: Double = 0, margin: Double
    ) {
        value = second.value - first.value
        let (a, b) = (first.squaredError, second.squaredError)
        let t = StudentDistribution.quantile(
            (1 + level.fraction) / 2, degrees: Self.degrees(first, second))
        let half = max(resolution, t * (a + b).squareRoot())
        lower = value - half
        upper = value + half
        if lower > 0 {
            outcome = .higher
        } else if upper < 0 {
            outcome = .lower
        } else {
            outcome = max(-lower, upper) <= max(margin, resolution) ? .same : .hidden
        }
    }

    /// The degrees of freedom by Welch and Satterthwaite, rounded down, at least 1.
    private static func degrees(_ first: SlicedEstimate, _ second: SlicedEstimate) -> Int {
        let (a, b) = (first.squaredError, second.squaredError)
        let (n, m) = (Double(max(2, first.slices.count)), Double(max(2, second.slices.count)))
        let parts = a * a / (n - 1) + b * b / (m - 1)
        guard parts > 0 else { return max(1, Int(n + m) - 2) }
        let degrees = (a + b) * (a + b) / parts
        return max(1, degrees.isFinite ? Int(min(degrees, 10_000)) : 1)
    }
}
