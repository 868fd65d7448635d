import LoadTestingMacrosFree

extension RunSnapshot {
    /// The server's use in some intervals.
    func part(
        of series: ServerSeries, _ statistic: ServerStatistic,
        _ intervals: ArraySlice<IntervalSnapshot>, _ span: Range<Int>?
    ) throws(MissingPart) -> MeasuredPart {
        let requests =
            total(of: .everything, in: intervals, counters: [])
            ?? LabelSnapshot()
        var part = MeasuredPart(measured: requests, seconds: span)
        part.server = try ServerPart(
            series, statistic, in: self, intervals, requests: requests.requests)
        return part
    }
}
