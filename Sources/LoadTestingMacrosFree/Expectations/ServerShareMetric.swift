/// The share of processors in use.
public struct ServerShareMetric: ServerMetric {
    /// The metric without its unit.
    public var metric: Metric

    /// A metric of this unit.
    public init(metric: Metric) { self.metric = metric }
}

extension ServerShareMetric {
    /// The processor time of the server, in percent of one core: 250 % are two and a half cores.
    ///
    /// The mean, unless `.peak` is asked for.
    public static let serverCPU = ServerShareMetric(.cpu, .mean)

    /// The share of all cores of the machine in use, by everything that ran there: at most 100 %.
    ///
    /// The mean, unless `.peak` is asked for.
    public static let machineCPU = ServerShareMetric(.machineCPU, .mean)

    /// The mean over the time.
    public var mean: ServerShareMetric { with(.mean) }
}

extension ServerShareMetric {
    /// The measured value must stay below the bound.
    public static func < (metric: ServerShareMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, metric.bound(.ratio(bound)))
    }

    /// The measured value must not exceed the bound.
    public static func <= (metric: ServerShareMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .atMost, metric.bound(.ratio(bound)))
    }

    /// The measured value must exceed the bound.
    public static func > (metric: ServerShareMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .greater, metric.bound(.ratio(bound)))
    }

    /// The measured value must reach the bound.
    public static func >= (metric: ServerShareMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .atLeast, metric.bound(.ratio(bound)))
    }
}
