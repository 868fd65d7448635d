/// A bound that an earlier run of the same test set: what was recorded then, and a margin.
///
/// ```swift
/// expect(p99 < .baseline(+10.percent), throughput > .baseline(-5.percent))
/// ```
/// `LOADTESTING_RECORD_BASELINE=1` records the figures of a run beside the test's source file, in
/// `__Baselines__`, one file for each kind of machine. Later runs are compared with them by their
/// slices of time: a budget passes or fails only where the difference is larger than the noise of
/// both runs, and is inconclusive between the two, without a recorded file, and for a run of
/// another build mode or number of threads.
///
/// Percentiles, throughput, request rate and error rate of the whole run can be compared, of all
/// requests or of a label; the runs need at least ten seconds, and 5,000 requests for p99.
public struct BaselineBound: Hashable, Sendable {
    package var margin: Ratio

    /// The recorded figure and a margin.
    ///
    /// - Parameter margin: the share of the recorded figure that is added to it, above -100 %;
    ///   negative below a rate that must be kept. Default: none.
    public static func baseline(_ margin: Ratio = Ratio(fraction: 0)) -> BaselineBound {
        BaselineBound(margin: margin)
    }
}

extension RequestMetric {
    /// The measured value must stay below that of an earlier run and a margin.
    public static func < (metric: Self, bound: BaselineBound) -> Budget {
        Budget(metric.metric, .less, .baseline(margin: bound.margin))
    }

    /// The measured value must not exceed that of an earlier run and a margin.
    public static func <= (metric: Self, bound: BaselineBound) -> Budget {
        Budget(metric.metric, .atMost, .baseline(margin: bound.margin))
    }

    /// The measured value must exceed that of an earlier run and a margin.
    public static func > (metric: Self, bound: BaselineBound) -> Budget {
        Budget(metric.metric, .greater, .baseline(margin: bound.margin))
    }

    /// The measured value must reach that of an earlier run and a margin.
    public static func >= (metric: Self, bound: BaselineBound) -> Budget {
        Budget(metric.metric, .atLeast, .baseline(margin: bound.margin))
    }
}
