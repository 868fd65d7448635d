/// A metric of the load's requests: of all of them, or of those with one label.
///
/// Closed: the library's own types conform, and no other can.
public protocol RequestMetric: BudgetMetric {}

extension RequestMetric {
    /// The same metric of the requests with a label: `p99(of: "login", over: .seconds(10))`.
    ///
    /// An omitted argument leaves the metric's own scope.
    ///
    /// - Parameters:
    ///   - label: the requests with this label.
    ///   - window: any window of this length, more than zero; the worst one counts. Windows with
    ///     too few requests are skipped. Default: the whole part of the run.
    ///   - period: which part of the run. Default: all of it, ramp-up included.
    public func callAsFunction(
        of label: String?, over window: Duration? = nil, during period: RunPeriod? = nil
    ) -> Self {
        Self(metric.scoped(to: label, over: window, during: period))
    }
}
