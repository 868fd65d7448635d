/// A share of all requests, such as the error rate.
public struct RatioMetric: RequestMetric {
    /// The metric, as one of this unit.
    public let sealed: Sealed<RatioMetric, Metric>

    /// A metric of this unit.
    public init(sealed: Sealed<RatioMetric, Metric>) { self.sealed = sealed }
}

extension RatioMetric {
    /// Failed requests as a share of all.
    public static let errorRate = RatioMetric(Metric(.errorRate))

    /// Checks that held, as a share of all that were made: k6's `checks`.
    ///
    /// Of the checks of plans and scenarios. A request that fails before its reply is checked has
    /// none; of a step, the checks behind the first that does not hold are not made.
    public static let checkRate = RatioMetric(Metric(.checkRate))

    /// Requests that succeeded in less than this response time, as a share of all.
    ///
    /// `fraction(under: b) >= .percent(99)` holds exactly when `p99 < b` does.
    ///
    /// - Parameters:
    ///   - bound: more than zero.
    ///   - label: the requests with this label. Default: all.
    ///   - group: the requests of this group. Default: all.
    ///   - tag: the requests with this tag. Default: all.
    ///   - window: any window of this length; the worst one counts.
    ///   - period: the part of the run. Default: all of it.
    public static func fraction(
        under bound: Duration, of label: String? = nil, in group: String? = nil,
        tagged tag: String? = nil, over window: Duration? = nil,
        during period: RunPeriod? = nil
    ) -> RatioMetric {
        RatioMetric(Metric(.fraction(under: bound)))(
            of: label, in: group, tagged: tag, over: window, during: period)
    }
}

extension RatioMetric {
    /// The measured value must stay below the bound.
    public static func < (metric: RatioMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .ratio(bound))
    }

    /// The measured value must not exceed the bound.
    public static func <= (metric: RatioMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .atMost, .ratio(bound))
    }

    /// The measured value must exceed the bound.
    public static func > (metric: RatioMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .greater, .ratio(bound))
    }

    /// The measured value must reach the bound.
    public static func >= (metric: RatioMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .atLeast, .ratio(bound))
    }
}
