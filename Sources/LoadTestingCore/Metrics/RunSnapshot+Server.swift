import LoadTestingMacrosFree

extension RunSnapshot {
    /// The part of the run that a metric of the server covers.
    func part(
        of series: ServerSeries, _ statistic: ServerStatistic, _ metric: Metric,
        _ intervals: ArraySlice<IntervalSnapshot>, worst: MeasuredPart.Worst
    ) throws(MissingPart) -> MeasuredPart {
        guard let window = metric.window else {
            let span = metric.period == .wholeRun ? nil : span(of: intervals)
            return try part(of: series, statistic, intervals, span)
        }
        return try worstWindow(
            of: series, statistic, intervals, length: window, worst: worst)
    }

    /// The server's use in some intervals.
    func part(
        of series: ServerSeries, _ statistic: ServerStatistic,
        _ intervals: ArraySlice<IntervalSnapshot>, _ span: Range<Int>?
    ) throws(MissingPart) -> MeasuredPart {
        let requests =
            total(of: nil, in: intervals, counters: [])
            ?? LabelSnapshot()
        var part = MeasuredPart(measured: requests, seconds: span)
        part.server = try ServerPart(
            series, statistic, in: self, intervals, requests: requests.requests)
        return part
    }

    /// At most 600 intervals, and one number of each: a simple search is fast enough.
    private func worstWindow(
        of series: ServerSeries, _ statistic: ServerStatistic,
        _ intervals: ArraySlice<IntervalSnapshot>, length asked: Duration,
        worst: MeasuredPart.Worst
    ) throws(MissingPart) -> MeasuredPart {
        let width = intervals.map(\.seconds).max() ?? 1
        let seconds = Int(max(1, asked.wholeNanoseconds).dividedUp(by: 1_000_000_000))
        let length = (seconds + width - 1) / width * width
        var summary = SlidingWindows.Summary(roundedTo: .seconds(length) == asked ? nil : length)
        var found: MeasuredPart?
        var reason: MissingPart?
        let end = span(of: intervals)?.upperBound ?? 0
        for first in intervals.indices where intervals[first].startSecond + length <= end {
            let start = intervals[first].startSecond
            let window = intervals[first...].prefix { $0.startSecond < start + length }
            summary.all += 1
            do throws(MissingPart) {
                let part = try part(of: series, statistic, window, start..<start + length)
                if isWorse(part, than: found, worst) { found = part }
            } catch {
                summary.skipped += 1
                reason = error
            }
        }
        guard var part = found else {
            throw reason ?? .windowOutlastsRun(window: length)
        }
        part.windows = summary
        return part
    }

    private func isWorse(
        _ part: MeasuredPart, than other: MeasuredPart?, _ worst: MeasuredPart.Worst
    ) -> Bool {
        guard let value = part.server?.value.number, let known = other?.server?.value.number else {
            return true
        }
        return worst == .largest ? value > known : value < known
    }
}
