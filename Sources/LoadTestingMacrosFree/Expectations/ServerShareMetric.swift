/// The share of processors in use.
public struct ServerShareMetric: ServerMetric {
    /// The metric, as one of this unit.
    public let sealed: Sealed<ServerShareMetric, Metric>

    /// A metric of this unit.
    public init(sealed: Sealed<ServerShareMetric, Metric>) { self.sealed = sealed }
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

    /// The maximum; of rates, such as the processor's, over at least half a
    /// second.
    public var peak: ServerShareMetric { with(.peak) }

    /// The mean over the time.
    public var mean: ServerShareMetric { with(.mean) }
}

extension ServerShareMetric {
    /// The measured value must stay below the bound.
    public static func < (metric: ServerShareMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .ratio(bound))
    }

    /// The measured value must not exceed the bound.
    public static func <= (metric: ServerShareMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .atMost, .ratio(bound))
    }

    /// The measured value must exceed the bound.
    public static func > (metric: ServerShareMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .greater, .ratio(bound))
    }

    /// The measured value must reach the bound.
    public static func >= (metric: ServerShareMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .atLeast, .ratio(bound))
    }
}
