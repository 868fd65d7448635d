/// The satisfaction of users with response times, from 0 to 1.
public struct ScoreMetric: RequestMetric {
    /// The metric, as one of this unit.
    public let sealed: Sealed<ScoreMetric, Metric>

    /// A metric of this unit.
    public init(sealed: Sealed<ScoreMetric, Metric>) { self.sealed = sealed }
}

extension ScoreMetric {
    /// The Apdex score: satisfied users, and half of those that tolerate, as a share of all.
    ///
    /// A request satisfies up to the target T, is tolerated up to 4 T, and frustrates above it, or
    /// when it fails. Source: Apdex Alliance, Apdex Technical Specification 1.1, 2007.
    ///
    /// - Parameters:
    ///   - target: T, a response time above zero.
    ///   - label: the requests with this label. Default: all.
    ///   - group: the requests of this group. Default: all.
    ///   - tag: the requests with this tag. Default: all.
    ///   - window: any window of this length; the worst one counts.
    ///   - period: the part of the run. Default: all of it.
    public static func apdex(
        target: Duration, of label: String? = nil, in group: String? = nil,
        tagged tag: String? = nil, over window: Duration? = nil,
        during period: RunPeriod? = nil
    ) -> ScoreMetric {
        ScoreMetric(Metric(.apdex(target: target)))(
            of: label, in: group, tagged: tag, over: window, during: period)
    }
}

extension ScoreMetric {
    /// The measured value must stay below the bound.
    public static func < (metric: ScoreMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .score(bound))
    }

    /// The measured value must not exceed the bound.
    public static func <= (metric: ScoreMetric, bound: Double) -> Budget {
        Budget(metric.metric, .atMost, .score(bound))
    }

    /// The measured value must exceed the bound.
    public static func > (metric: ScoreMetric, bound: Double) -> Budget {
        Budget(metric.metric, .greater, .score(bound))
    }

    /// The measured value must reach the bound.
    public static func >= (metric: ScoreMetric, bound: Double) -> Budget {
        Budget(metric.metric, .atLeast, .score(bound))
    }
}
