package import LoadTestingMacrosFree

/// The requests that a metric is about, and their place in the run.
package struct MeasuredPart {
    package var measured: LabelSnapshot
    /// Since the start of the run; `nil` for the whole run.
    var seconds: Range<Int>?
    /// The time of the load in it, in seconds, over which its rates are; `nil` when there is none.
    var length: Double?
    /// The windows of which it is the worst one.
    var windows: SlidingWindows.Summary?
    /// The part of the server that was seen, for a metric of it.
    var server: ServerPart?
    /// The value of a counter or gauge of the plan's own, for a metric of it.
    package var custom: MetricValue?

    init(measured: LabelSnapshot, seconds: Range<Int>? = nil, length: Double? = nil) {
        self.measured = measured
        self.seconds = seconds
        self.length = length
    }

    /// The part that counts of several.
    package enum Worst { case largest, smallest }

    /// The metric's value there; `nil` when there is none.
    package func value(of metric: Metric) -> MetricValue? {
        if let value = server?.value ?? custom { return value }
        return switch metric.statistic {
        case .throughput: rate(of: Double(measured.succeeded - measured.succeededInDrain))
        case .requestRate: rate(of: Double(measured.requests - measured.inDrain))
        default: measured.value(of: metric)
        }
    }

    /// The number of requests that ended in the load's time, per second of it.
    func rate(of count: Double) -> MetricValue? {
        length.map { .rate(.perSecond(count / $0)) }
    }

    /// Some seconds of a run, and the windows of which they are the worst one.
    package struct Span: Hashable, Codable, Sendable {
        package var seconds: Range<Int>
        package var windows: SlidingWindows.Summary?
    }

    /// The span of it; `nil` for the whole run.
    package var span: Span? { seconds.map { Span(seconds: $0, windows: windows) } }
}
