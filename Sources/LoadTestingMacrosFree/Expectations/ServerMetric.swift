/// A metric of the server under test, or of its machine.
///
/// It needs a target that knows its server: `Server.launch(…)`, `Server.attach(processID:)`. The
/// launched process is watched with all its descendants, together. A metric has a period and a
/// window as others have, and no label: a server's memory belongs to no request.
public protocol ServerMetric: BudgetMetric {}

extension ServerMetric {
    /// The maximum; of rates, such as the processor's, over at least half a second.
    public var peak: Self { with(.peak) }

    package func with(_ statistic: ServerStatistic) -> Self {
        var copy = metric
        if case .server(let series, _) = copy.statistic {
            copy.statistic = .server(series, statistic)
        }
        return Self(metric: copy)
    }

    /// A bound of this metric: for growth it is per minute.
    package func bound(_ value: MetricValue) -> MetricValue {
        if case .server(_, .growth) = metric.statistic { .perMinute(value) } else { value }
    }

    package init(_ series: ServerSeries, _ statistic: ServerStatistic) {
        self.init(metric: Metric(.server(series, statistic)))
    }
}
