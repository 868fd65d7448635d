/// A metric of a counter or gauge of the plan's own: `user.count("items")`,
/// `user.gauge("queue", 12)`.
///
/// It has a period and a window as others have, and no label, group or tag.
///
/// Closed: the library's own types conform, and no other can.
public protocol CustomMetric: BudgetMetric {}

extension CustomMetric {
    /// The name of the counter or gauge.
    package var customName: String {
        switch metric.statistic {
        case .counter(let name), .counterRate(let name), .gauge(let name, _): name
        default: ""
        }
    }

    /// Not a metric: a counter belongs to no request.
    @available(
        *, unavailable, message: "a counter or gauge belongs to no request: leave out of:"
    )
    public func callAsFunction(
        of label: String?, in group: String? = nil, tagged tag: String? = nil,
        over window: Duration? = nil, during period: RunPeriod? = nil
    ) -> Self { self }
}
