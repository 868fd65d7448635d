import LoadTestingMacrosFree

extension RunSnapshot {
    /// The last whole seconds, as many as a metric's window has; all judged ones without a window.
    func latest(_ metric: Metric, end: Int) throws(MissingPart) -> MeasuredPart {
        var span = facts.warmUpSeconds..<max(facts.warmUpSeconds, end)
        if let window = metric.window {
            let seconds = Int(max(1, window.wholeNanoseconds).dividedUp(by: 1_000_000_000))
            span = max(span.lowerBound, end - seconds)..<span.upperBound
            guard span.count >= seconds else { throw .notYet }
        }
        let latest = judgedIntervals.drop { $0.endSecond <= span.lowerBound }
            .prefix { $0.startSecond < span.upperBound }
        if let part = try part(beside: metric.statistic, latest, span) { return part }
        guard
            let measured = total(
                of: metric.samples, in: latest, counters: HistogramKinds(metric.clock)),
            !span.isEmpty
        else { throw metric.scope.missingPart }
        let start = min(span.lowerBound, latest.first?.startSecond ?? span.lowerBound)
        let length = loadSeconds(of: metric.groups(of: measured), in: start..<end)
        if metric.isPerTime, length == nil { throw .notYet }
        return MeasuredPart(measured: measured, seconds: start..<end, length: length)
    }
}
