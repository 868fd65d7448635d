/// A metric of the server under test, or of its machine.
///
/// It needs a target that knows its server: `Server.launch(…)`, `Server.attach(processID:)`. The
/// launched process is watched with all its descendants, together. A metric has a period and a
/// window as others have, and no label: a server's memory belongs to no request.
///
/// Closed: the library's own types conform, and no other can.
public protocol ServerMetric: BudgetMetric {}

extension ServerMetric {
    /// Not a metric: a server's use belongs to no request.
    @available(
        *, unavailable, message: "what a server uses belongs to no request: leave out of:"
    )
    public func callAsFunction(
        of label: String?, in group: String? = nil, tagged tag: String? = nil,
        over window: Duration? = nil, during period: RunPeriod? = nil
    ) -> Self { self }

    /// Not a metric: a server's use belongs to no group.
    @available(
        *, unavailable, message: "what a server uses belongs to no group or tag: leave them out"
    )
    public func callAsFunction(
        in group: String?, tagged tag: String? = nil, over window: Duration? = nil,
        during period: RunPeriod? = nil
    ) -> Self { self }

    /// Not a metric: a server's use belongs to no tag.
    @available(
        *, unavailable, message: "what a server uses belongs to no group or tag: leave them out"
    )
    public func callAsFunction(
        tagged tag: String?, over window: Duration? = nil, during period: RunPeriod? = nil
    ) -> Self { self }

    package init(_ series: ServerSeries, _ statistic: ServerStatistic) {
        self.init(Metric(.server(series, statistic)))
    }

    /// Another figure of the same thing, in its unit.
    func with<Other: ServerMetric>(_ statistic: ServerStatistic) -> Other {
        var copy = metric
        if case .server(let series, _) = copy.statistic {
            copy.statistic = .server(series, statistic)
        }
        return Other(copy)
    }
}
