public import LoadTestingMacrosFree

/// The measurements of one interval of a run: a second, or more in a run of more than 600.
///
/// Metrics are read as those of the whole run are, also of one label:
///
/// ```swift
/// for interval in result.intervals {
///     print(interval.start, interval[.throughput], interval[.p99(of: "login")])
/// }
/// ```
/// A request belongs to the interval in which it ended.
public struct RunInterval: Sendable {
    private let run: RunSnapshot
    private let index: Int

    /// - Parameter index: of an interval of the run.
    init(_ run: RunSnapshot, _ index: Int) {
        self.run = run
        self.index = index
    }

    private var interval: IntervalSnapshot { run.intervals[index] }

    private func total(_ scope: SampleScope = .everything) -> LabelSnapshot {
        run.total(of: scope, in: run.intervals[index...index], counters: []) ?? LabelSnapshot()
    }

    /// From the start of the run to that of the interval, in whole seconds.
    public var start: Duration { .seconds(interval.startSecond) }

    /// The length in whole seconds; the run may have ended before the end of the last one.
    public var length: Duration { .seconds(interval.seconds) }

    /// Whether it is part of the stated warm-up, which no budget judges.
    public var isWarmUp: Bool { interval.startSecond < run.facts.warmUpSeconds }

    /// The maximum users active at once.
    public var peakActiveUsers: Int { interval.activeUsers }

    /// The minimum users active at once.
    public var minActiveUsers: Int { interval.minActiveUsers }

    /// The lateness and processor use of the load generator itself.
    public var health: GeneratorHealth { interval.health }
}

extension RunInterval {
    /// The number of requests that ended, failed ones included.
    public var requests: Int { Int(total().requests) }

    /// The number of requests that failed, and of iterations of scenarios that ended with an error
    /// although no request in them had failed.
    public var errors: Int { Int(total().errors) }

    /// The number of answers by status; requests without an answer are not in it.
    public var statuses: [Int: Int] { total().statuses.mapValues(Int.init) }

    /// The causes of failures, with counts.
    public var errorsByCause: [FailureCause: Int] { total().causes.mapValues { Int($0) } }
}

extension RunInterval {
    /// The number of requests of a scope that ended, failed ones included; 0 for an unknown one.
    ///
    /// - Parameters:
    ///   - label: the requests with this label, in all groups. Default: any.
    ///   - group: those of the group with this name. Default: any.
    ///   - tag: those with this tag. Default: with or without.
    public func requests(
        of label: String? = nil, in group: String? = nil, tagged tag: String? = nil
    ) -> Int {
        Int(total(SampleScope(label: label, group: group, tag: tag)).requests)
    }

    /// The number of errors of a scope, see ``requests(of:in:tagged:)``.
    public func errors(
        of label: String? = nil, in group: String? = nil, tagged tag: String? = nil
    ) -> Int {
        Int(total(SampleScope(label: label, group: group, tag: tag)).errors)
    }

    /// The number of answers to requests of a scope by status, see ``requests(of:in:tagged:)``.
    public func statuses(
        of label: String? = nil, in group: String? = nil, tagged tag: String? = nil
    ) -> [Int: Int] {
        total(SampleScope(label: label, group: group, tag: tag)).statuses.mapValues(Int.init)
    }

    /// The causes of failures of a scope, with counts, see ``requests(of:in:tagged:)``.
    public func errorsByCause(
        of label: String? = nil, in group: String? = nil, tagged tag: String? = nil
    ) -> [FailureCause: Int] {
        total(SampleScope(label: label, group: group, tag: tag)).causes.mapValues { Int($0) }
    }
}

extension RunInterval: MeasuredValues {
    /// A metric's value in the interval; `nil` where it has none, and for a metric of a window or
    /// of a part of the run.
    public func value(of metric: Metric) -> MetricValue? {
        guard metric == metric.overWholeRun else { return nil }
        return run.value(of: metric, in: run.intervals[index...index])
    }
}
