/// A metric of the load's requests: of all of them, or of those with a label, of a group, or with a
/// tag.
///
/// Closed: the library's own types conform, and no other can.
public protocol RequestMetric: BudgetMetric {}

extension RequestMetric {
    /// The same metric of the requests with a label: `p99(of: "login", over: .seconds(10))`.
    ///
    /// An omitted argument leaves the metric's own scope.
    ///
    /// - Parameters:
    ///   - label: the requests with this label, in all groups.
    ///   - group: those of the group with this name, of all such groups together. Default: any.
    ///   - tag: those with this tag, see ``HTTPStep/tagged(_:)``. Default: with or without.
    ///   - window: any window of this length, more than zero; the worst one counts. Windows with
    ///     too few requests are skipped. Default: the whole part of the run.
    ///   - period: which part of the run. Default: all of it, ramp-up included.
    public func callAsFunction(
        of label: String?, in group: String? = nil, tagged tag: String? = nil,
        over window: Duration? = nil, during period: RunPeriod? = nil
    ) -> Self {
        let scope = MetricScope(label: label, group: group, tag: tag)
        return Self(metric.scoped(to: scope, over: window, during: period))
    }

    /// The same metric of the requests of a group: `errorRate(in: "writers")`.
    ///
    /// See ``callAsFunction(of:in:tagged:over:during:)``.
    public func callAsFunction(
        in group: String?, tagged tag: String? = nil, over window: Duration? = nil,
        during period: RunPeriod? = nil
    ) -> Self {
        self(of: nil, in: group, tagged: tag, over: window, during: period)
    }

    /// The same metric of the requests with a tag: `p95(tagged: "checkout")`.
    ///
    /// See ``callAsFunction(of:in:tagged:over:during:)``.
    public func callAsFunction(
        tagged tag: String?, over window: Duration? = nil, during period: RunPeriod? = nil
    ) -> Self {
        self(of: nil, in: nil, tagged: tag, over: window, during: period)
    }
}
