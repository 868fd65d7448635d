/// A statistic of requests' times: a percentile, the mean, the minimum or the maximum.
public struct LatencyMetric: RequestMetric {
    /// The metric, as one of this unit.
    public let sealed: Sealed<LatencyMetric, Metric>

    /// A metric of this unit.
    public init(sealed: Sealed<LatencyMetric, Metric>) { self.sealed = sealed }
}

extension LatencyMetric {
    /// The median: half of the requests were faster.
    public static let p50 = LatencyMetric.percentile(50)
    /// Three of four requests were faster.
    public static let p75 = LatencyMetric.percentile(75)
    /// Nine of ten requests were faster.
    public static let p90 = LatencyMetric.percentile(90)
    /// 95 of 100 requests were faster.
    public static let p95 = LatencyMetric.percentile(95)
    /// 99 of 100 requests were faster.
    public static let p99 = LatencyMetric.percentile(99)
    /// 999 of 1,000 requests were faster.
    public static let p999 = LatencyMetric.percentile(99.9)
    /// The mean of the requests that succeeded; hides the tail.
    public static let mean = LatencyMetric(Metric(.mean))
    /// The fastest request that succeeded.
    public static let min = LatencyMetric(Metric(.min))
    /// The slowest request; has no value when one failed.
    public static let max = LatencyMetric(Metric(.max))

    /// The time within which this percentage of all requests succeeded, by nearest rank.
    ///
    /// A failed request counts as slower than every bound.
    ///
    /// - Parameters:
    ///   - percent: above 0 and up to 100; anything else is refused when the plan is checked.
    ///   - label: of the requests with this label. Default: of all.
    ///   - group: of the requests of this group. Default: of all.
    ///   - tag: of the requests with this tag. Default: of all.
    ///   - window: in the worst interval of this length. Default: not in intervals.
    ///   - period: in this part of the run. Default: the whole run.
    public static func percentile(
        _ percent: Double, of label: String? = nil, in group: String? = nil,
        tagged tag: String? = nil, over window: Duration? = nil,
        during period: RunPeriod? = nil
    ) -> LatencyMetric {
        LatencyMetric(Metric(.percentile(percent)))(
            of: label, in: group, tagged: tag, over: window, during: period)
    }

    /// Short for `percentile(_:)`.
    public static func p(_ percent: Double) -> LatencyMetric { percentile(percent) }

    /// The same statistic of the service time, from the start of the exchange to its last byte.
    public var service: LatencyMetric { timed(by: .service) }

    /// The same statistic from the first byte written to the last one read: without the set-up of
    /// a connection.
    public var exchange: LatencyMetric { timed(by: .exchange) }
}

// MARK: - Phases

/// Phases are of requests that succeeded and went through them: look-up, connect and TLS only where
/// a connection was opened.
extension LatencyMetric {
    /// The same statistic of the time in which the name was resolved.
    public var lookup: LatencyMetric { timed(by: .lookup) }

    /// The same statistic of the time in which TCP was connected.
    public var connect: LatencyMetric { timed(by: .connect) }

    /// The same statistic of the time of the TLS handshake.
    public var tls: LatencyMetric { timed(by: .tls) }

    /// The same statistic from the first byte of the request that was written to the last one.
    public var send: LatencyMetric { timed(by: .send) }

    /// The same statistic from the last byte of the request to the first one of the reply.
    public var wait: LatencyMetric { timed(by: .wait) }

    /// The same statistic from the first byte of the reply to the last one.
    public var receive: LatencyMetric { timed(by: .receive) }

    private func timed(by clock: Metric.Clock) -> LatencyMetric {
        LatencyMetric(metric.timed(by: clock))
    }
}

extension LatencyMetric {
    /// The measured value must stay below the bound.
    public static func < (metric: LatencyMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .duration(bound))
    }

    /// The measured value must not exceed the bound.
    public static func <= (metric: LatencyMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .atMost, .duration(bound))
    }

    /// The measured value must exceed the bound.
    public static func > (metric: LatencyMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .greater, .duration(bound))
    }

    /// The measured value must reach the bound.
    public static func >= (metric: LatencyMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .atLeast, .duration(bound))
    }
}
