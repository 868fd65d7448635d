public import LoadTestingMacrosFree

/// One thing that was observed of a server, or of its machine, over the time of a run.
///
/// A number at an instant (memory, open files) is that number; a resource that is used up is its
/// rate: of processor time the share of one core, of bytes those a second.
public struct ServerTimeSeries: Sendable {
    /// The values in one interval of the run.
    public struct Point: Sendable {
        /// From the start of the run to that of the interval, in whole seconds.
        public let start: Duration
        /// The interval's length in whole seconds.
        public let length: Duration
        /// The mean over the time for which it was seen.
        public let mean: MetricValue
        /// The highest value seen; of rates, over at least half a second where there was so long a
        /// time.
        public let peak: MetricValue
    }

    /// The name, such as `cpu`, `memory`, `openFiles`, `connections:5432`, `machineCPU`, `core:0`,
    /// `scraped:pool`.
    public let name: String
    /// The mean over the run, the stated warm-up left out.
    public let mean: MetricValue
    /// The highest value seen in the run, the stated warm-up left out.
    public let peak: MetricValue
    /// The part of the server that it leaves out, and the reason, so that values are too low; `nil`
    /// where it is of the whole server.
    public let gap: String?
    /// The intervals in which it was seen, in the order of time, those of the warm-up too.
    public let points: [Point]

    /// - Returns: `nil` where it was not seen, or has no figure.
    init?(_ series: ServerSeries, of run: RunSnapshot) {
        guard let whole = try? ServerPart(series, in: run, run.judgedIntervals) else { return nil }
        name = series.name
        mean = whole.mean
        peak = whole.peak
        gap = whole.gap
        points = run.intervals.indices.compactMap { index in
            let interval = run.intervals[index]
            guard let part = try? ServerPart(series, in: run, run.intervals[index...index]) else {
                return nil
            }
            return Point(
                start: .seconds(interval.startSecond), length: .seconds(interval.seconds),
                mean: part.mean, peak: part.peak)
        }
    }
}

extension ServerPart {
    /// The level of something over some intervals.
    fileprivate init(
        _ series: ServerSeries, in run: RunSnapshot, _ intervals: ArraySlice<IntervalSnapshot>
    ) throws(MissingPart) {
        try self.init(series, .mean, in: run, intervals, requests: 0)
    }
}
