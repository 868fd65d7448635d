import LoadTestingMacrosFree

extension LevelDrift {
    /// The smallest ratio of two medians that matters.
    private static let ratio = 1.25

    /// Compares the response times of two runs at one level; `nil` where their medians differ by
    /// less than a quarter, or no more than chance.
    ///
    /// By the order statistics between which a median lies with 99.9 %, n/2 ± 3.29 · √n / 2: the
    /// two intervals have to be apart.
    package init?(at load: Double, from first: HistogramSnapshot, to last: HistogramSnapshot) {
        guard let a = first.median, let b = last.median,
            a.upper < b.lower || b.upper < a.lower,
            a.value * Self.ratio <= b.value || b.value * Self.ratio <= a.value
        else { return nil }
        self.init(
            load: load, first: a.value.wholeNanoseconds, last: b.value.wholeNanoseconds)
    }
}

extension HistogramSnapshot {
    /// The median between two order statistics; `nil` for too few values.
    fileprivate var median: (lower: Duration, value: Duration, upper: Duration)? {
        let half = Double(count) / 2
        let spread = 3.29 * Double(count).squareRoot() / 2
        guard half > spread, let lower = value(atRank: UInt64(half - spread)),
            let value = percentile(50), let upper = self.value(atRank: UInt64(half + spread) + 1)
        else { return nil }
        return (lower: lower, value: value, upper: upper)
    }
}
