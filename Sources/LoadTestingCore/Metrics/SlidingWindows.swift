import LoadTestingMacrosFree

/// All windows of one length in some intervals, each a step after the previous one.
///
/// Needs three merges of a snapshot for each window, whatever its length.
package struct SlidingWindows {
    /// The windows that were evaluated.
    package struct Summary: Hashable, Codable, Sendable {
        package var all = 0
        /// The number with too few requests.
        package var skipped = 0
        /// The length of windows that intervals made longer than asked, in seconds.
        package var roundedTo: Int?
    }

    private let run: RunSnapshot
    private let metric: Metric
    private let steps: [(second: Int, measured: LabelSnapshot)]
    private let span: Range<Int>
    /// The number of seconds that an interval covers: windows begin at each interval's start.
    private let width: Int
    private let length: Int
    private let asked: Duration
    private let minRequests: UInt64
    /// The groups over whose load time the rates of windows are.
    private let groups: GroupMask
    private let isRelieved: Bool

    init(
        _ run: RunSnapshot, _ metric: Metric, _ intervals: ArraySlice<IntervalSnapshot>,
        length asked: Duration, minRequests: UInt64,
        isRelieved: Bool = false
    ) throws(MissingPart) {
        self.run = run
        self.metric = metric
        self.asked = asked
        self.minRequests = minRequests
        self.isRelieved = isRelieved
        width = intervals.map(\.seconds).max() ?? 1
        let seconds = Int(max(1, asked.wholeNanoseconds).dividedUp(by: 1_000_000_000))
        length = (seconds + width - 1) / width * width
        span = run.span(of: intervals) ?? 0..<0
        guard
            let totals = run.totals(
                of: metric.samples, inEach: intervals,
                counters: isRelieved ? .all : HistogramKinds(metric.clock))
        else { throw metric.scope.missingPart }
        steps = zip(intervals, totals).map { interval, total in
            (
                second: interval.startSecond,
                measured: total.kept(for: metric, isRelieved: isRelieved)
            )
        }
        groups =
            metric.scope == .everything
            ? [] : steps.reduce(into: []) { $0.formUnion($1.measured.groups) }
    }

    /// The window with the worst value; one without a value, where too many failed, is the worst.
    func worst(_ worst: MeasuredPart.Worst) throws(MissingPart) -> MeasuredPart {
        var summary = Summary(roundedTo: .seconds(length) == asked ? nil : length)
        var found: (part: MeasuredPart, value: Double)?
        var largest: UInt64 = 0
        forEach { start, measured in
            summary.all += 1
            largest = max(largest, measured.requests(on: metric.clock))
            guard measured.requests(on: metric.clock) >= minRequests else {
                summary.skipped += 1
                return
            }
            let seconds = start..<start + length
            let part = MeasuredPart(
                measured: measured, seconds: seconds,
                length: run.loadSeconds(of: groups, in: seconds))
            let value = part.value(of: metric)?.number ?? .infinity
            let badness = worst == .largest || value == .infinity ? value : -value
            if badness > found?.value ?? -.infinity { found = (part, badness) }
        }
        guard var part = found?.part else { throw missing(summary, max: largest) }
        part.windows = summary
        return part
    }

    private func missing(_ summary: Summary, max: UInt64) -> MissingPart {
        guard summary.all > 0 else { return .tooShortForWindow(span.count, window: length) }
        return .tooFewInWindows(
            windows: summary.all, seconds: length, needed: minRequests, max: max)
    }

    private func forEach(_ body: (Int, LabelSnapshot) -> Void) {
        var queue = SnapshotQueue()
        var (entered, left) = (0, 0)
        for start in stride(from: firstStart, through: lastEnd - length, by: width) {
            while entered < steps.count, steps[entered].second < start + length {
                queue.append(steps[entered].measured)
                entered += 1
            }
            while left < entered, steps[left].second < start {
                queue.removeFirst()
                left += 1
            }
            body(start, isRelieved ? queue.sum.relieved : queue.sum)
        }
    }

    /// The earliest start of a window: numbers and rates would seem low before the load begins.
    private var firstStart: Int {
        guard metric.isPerTime else { return span.lowerBound }
        let start = Int(run.loadTime(of: groups).lowerBound.dividedUp(by: 1_000_000_000))
        guard start > span.lowerBound else { return span.lowerBound }
        return span.lowerBound + (start - span.lowerBound + width - 1) / width * width
    }

    /// The latest end of a window: a second that is cut off would seem low, and so would the drain;
    /// a silence that the plan states to the end of the load counts.
    private var lastEnd: Int {
        guard metric.isPerTime else { return span.upperBound }
        let end = run.loadTime(of: groups).upperBound
        let whole = Int((Double(end) / 1e9 + 0.05).rounded(.down))
        return metric.period == .wholeRun ? whole : min(span.upperBound, whole)
    }
}

extension Metric {
    /// Whether its value is larger in a longer time, or would be in a whole one.
    var isPerTime: Bool {
        [.throughput, .requestRate, .requestCount, .openedConnections].contains(statistic)
    }
}
