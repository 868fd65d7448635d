/// Finds the point from which a series is stationary: MSER-5.
///
/// K. P. White, An effective truncation heuristic for bias reduction in simulation output,
/// Simulation 69 (1997); recommended by K. Hoad, S. Robinson and R. Davies, WSC 2008.
enum WarmUpSearch {
    /// The number of values joined to one mean.
    static let batch = 5

    /// The number of values to leave out at the beginning.
    ///
    /// Chooses d of m batch means so that Σ(yᵢ − ȳ)² / (m − d)² over those that remain is smallest,
    /// d ≤ m / 2. In half of all short series without a warm-up d is not 0 either: the result is a
    /// hint.
    ///
    /// - Returns: a number of values; `nil` when it is the maximum that may be left out: the series
    ///   was never stationary.
    static func truncation(of values: [Double]) -> Int? {
        let means = batchMeans(of: values)
        guard means.count > 1 else { return 0 }
        var best = (dropped: 0, error: Double.infinity)
        for dropped in 0...(means.count / 2) {
            let rest = Array(means[dropped...])
            let error = rest.squares / Double(rest.count * rest.count)
            if error < best.error { best = (dropped, error) }
        }
        return best.dropped < means.count / 2 ? best.dropped * batch : nil
    }

    /// The means of five neighbours each; those left at the end are dropped.
    static func batchMeans(of values: [Double]) -> [Double] {
        stride(from: 0, through: values.count - batch, by: batch).map {
            Array(values[$0..<($0 + batch)]).mean
        }
    }
}
