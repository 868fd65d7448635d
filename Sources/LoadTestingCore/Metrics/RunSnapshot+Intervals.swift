package import LoadTestingMacrosFree

extension RunSnapshot {
    /// The confidence interval around a percentile of the judged part of the run, or the reason
    /// that there is none.
    ///
    /// - Parameters:
    ///   - metric: a percentile; its scope and its clock count.
    ///   - rule: the minimum size of slices, and the level of the interval.
    package func interval(
        of metric: Metric, by rule: SliceRule
    ) -> Result<ConfidenceInterval, MissingInterval> {
        interval(of: metric, by: rule, in: judgedIntervals)
    }

    /// The confidence interval around a percentile of a part of the run, or the reason that there
    /// is none.
    package func interval(
        of metric: Metric, by rule: SliceRule, in intervals: some Sequence<IntervalSnapshot>
    ) -> Result<ConfidenceInterval, MissingInterval> {
        guard case .percentile(let percent) = metric.statistic else {
            return .failure(.noPercentile)
        }
        let latencies = latencies(of: metric.samples, on: metric.clock, in: intervals)
        return TimeSlices(latencies).interval(of: percent, by: rule)
    }

    /// The latencies of each interval; none for a scope without a row.
    ///
    /// - Parameters:
    ///   - scope: the requests.
    ///   - clock: the times that count.
    ///   - intervals: of this run.
    package func latencies(
        of scope: SampleScope, on clock: Metric.Clock, in intervals: some Sequence<IntervalSnapshot>
    ) -> [IntervalLatencies] {
        let totals = totals(of: scope, inEach: intervals, counters: HistogramKinds(clock))
        // The drain is no time of the load, and a second of it that is cut off no whole one.
        let end = min(durationNanoseconds, loadTime(of: []).upperBound)
        let lastSecond = Int(end / 1_000_000_000)
        return zip(intervals, totals ?? []).map { interval, total in
            let end = min(interval.startSecond + interval.seconds, lastSecond)
            return IntervalLatencies(
                startSecond: interval.startSecond, seconds: max(0, end - interval.startSecond),
                ok: total.succeeded(on: clock), failed: total.failed(on: clock))
        }
    }

    /// Whether the run was steady where its load was: on the judged part of its plateau.
    package var stationarity: Stationarity {
        Stationarity(latencies(of: .everything, on: .response, in: judgedPlateau))
    }

    /// The judged intervals that lie within the plateau; none where there is no plateau.
    package var judgedPlateau: [IntervalSnapshot] {
        guard let plateau else { return [] }
        return judgedIntervals.filter {
            plateau.contains($0.startSecond) && $0.startSecond + $0.seconds <= plateau.upperBound
        }
    }
}

extension HistogramKind {
    /// The histogram of a clock, of requests that succeeded.
    init(_ clock: Metric.Clock) {
        self =
            switch clock {
            case .response: .okResponse
            case .service: .okService
            case .exchange: .okExchange
            case .lookup: .lookup
            case .connect: .connect
            case .tls: .tls
            case .send: .send
            case .wait: .wait
            case .receive: .receive
            }
    }
}

extension HistogramKinds {
    /// The histogram of a clock alone.
    init(_ clock: Metric.Clock) { self.init(HistogramKind(clock)) }
}

extension Metric {
    /// The same statistic of the same requests over the whole run.
    var overWholeRun: Metric {
        var plain = Metric(statistic)
        plain.clock = clock
        plain.scope = scope
        return plain
    }
}
