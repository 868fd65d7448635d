public import LoadTestingMacrosFree

extension LoadTestResult {
    /// The interval in which a percentile's true value lies, with 95 %, as far as this run can
    /// tell.
    ///
    /// ```swift
    /// if let interval = result.interval(of: .p99) {
    ///     print(interval)  // 40.9 ms – 43.1 ms
    /// }
    /// ```
    /// A report prints none where slow requests came together: there the interval, which this
    /// returns nevertheless, is narrower than it should be.
    ///
    /// - Parameter metric: a percentile, also of one label or of another clock.
    /// - Returns: `nil` when the run is too short: it takes 10 s and 10 slices of 5/(1 − p)
    ///   requests, that is 5,000 for p99. `nil` for other metrics than a percentile of the whole
    ///   run, too.
    public func interval(of metric: LatencyMetric) -> ConfidenceInterval? {
        guard metric.metric == metric.metric.overWholeRun else { return nil }
        return try? snapshot.interval(of: metric.metric, by: .asked).get()
    }
}
