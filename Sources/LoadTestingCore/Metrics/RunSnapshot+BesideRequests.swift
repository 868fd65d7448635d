import LoadTestingMacrosFree

/// Metrics that are of no requests: of the server, and of the plan's own counters and gauges.
extension RunSnapshot {
    /// The part of the run that such a metric covers; `nil` for a metric of requests.
    func part(
        beside metric: Metric, _ intervals: ArraySlice<IntervalSnapshot>,
        worst: MeasuredPart.Worst
    ) throws(MissingPart) -> MeasuredPart? {
        guard metric.isBesideRequests else { return nil }
        guard let window = metric.window else {
            let span = metric.period == .wholeRun ? nil : span(of: intervals)
            return try part(beside: metric.statistic, intervals, span)
        }
        return try worstWindow(of: metric.statistic, intervals, length: window, worst: worst)
    }

    /// Such a figure in some intervals; `nil` for a metric of requests.
    func part(
        beside statistic: Metric.Statistic, _ intervals: ArraySlice<IntervalSnapshot>,
        _ span: Range<Int>?
    ) throws(MissingPart) -> MeasuredPart? {
        switch statistic {
        case .server(let series, let statistic):
            try part(of: series, statistic, intervals, span)
        case .counter(let name): try counter(name, isRate: false, intervals, span)
        case .counterRate(let name): try counter(name, isRate: true, intervals, span)
        case .gauge(let name, let statistic): try gauge(name, statistic, intervals, span)
        case .capacity: try foundCapacity()
        case .goodput(let factor): try goodput(at: factor)
        case .recovery(after: nil): try foundRecovery()
        case .recovery(after: let event?): try foundRecovery(after: event)
        default: nil
        }
    }

    private func foundCapacity() throws(MissingPart) -> MeasuredPart {
        guard let capacity else { throw .noSearch }
        guard let rate = capacity.rate else { throw .noLevelHeld }
        var part = MeasuredPart(measured: LabelSnapshot())
        part.custom = .rate(.perSecond(rate))
        return part
    }

    private func goodput(at factor: Double) throws(MissingPart) -> MeasuredPart {
        guard let capacity else { throw .noSearch }
        guard let level = capacity.overload?.level(at: factor), let share = level.goodput else {
            throw .noOverload(factor: factor, capacity.reasonWithoutOverload(at: factor))
        }
        var part = MeasuredPart(measured: LabelSnapshot())
        part.custom = .ratio(Ratio(fraction: share))
        return part
    }

    private func foundRecovery(after event: String) throws(MissingPart) -> MeasuredPart {
        guard let recovery = try lastAction(of: event).recovery else {
            throw .noRecoveryJudged(event: event)
        }
        guard let seconds = recovery.seconds else { throw .noRecovery(seconds: recovery.watched) }
        var part = MeasuredPart(measured: LabelSnapshot())
        part.custom = .duration(.seconds(seconds))
        return part
    }

    /// The last action of an event, with the recovery after it.
    func lastAction(of event: String) throws(MissingPart) -> EventRecord {
        guard let record = events.last(where: { $0.event == event }) else {
            throw .unknownEvent(event)
        }
        guard events.allSatisfy({ $0.event != event || $0.isDone }) else {
            throw .eventNotDone(event)
        }
        return record
    }

    private func foundRecovery() throws(MissingPart) -> MeasuredPart {
        guard let capacity else { throw .noSearch }
        guard let recovery = capacity.overload?.recovery else {
            throw .noOverload(factor: 2, capacity.reasonWithoutOverload(at: 2))
        }
        guard let seconds = recovery.seconds else { throw .noRecovery(seconds: recovery.watched) }
        var part = MeasuredPart(measured: LabelSnapshot())
        part.custom = .duration(.seconds(seconds))
        return part
    }

    private func counter(
        _ name: String, isRate: Bool, _ intervals: ArraySlice<IntervalSnapshot>,
        _ span: Range<Int>?
    ) throws(MissingPart) -> MeasuredPart {
        guard self.intervals.contains(where: { $0.custom.counters[name] != nil }) else {
            throw .nothingCounted(name)
        }
        let counter = intervals.reduce(into: CounterSnapshot()) { sum, interval in
            interval.custom.counters[name].map { sum.merge($0) }
        }
        var part = part(intervals, span)
        guard isRate else {
            part.custom = .count(counter.sum)
            return part
        }
        part.custom = part.rate(of: Double(counter.sum) - Double(counter.sumInDrain))
        guard part.custom != nil else { throw .notYet }
        return part
    }

    private func gauge(
        _ name: String, _ statistic: GaugeStatistic, _ intervals: ArraySlice<IntervalSnapshot>,
        _ span: Range<Int>?
    ) throws(MissingPart) -> MeasuredPart {
        let found = intervals.compactMap { $0.custom.gauges[name] }
        guard var gauge = found.first else { throw .nothingCounted(name) }
        for other in found.dropFirst() { gauge.merge(other) }
        var part = part(intervals, span)
        part.custom = .number(gauge[statistic])
        return part
    }

    /// The requests of some intervals, with the time of the load in them.
    private func part(
        _ intervals: ArraySlice<IntervalSnapshot>, _ span: Range<Int>?
    ) -> MeasuredPart {
        let requests = total(of: .everything, in: intervals, counters: []) ?? LabelSnapshot()
        return MeasuredPart(
            measured: requests, seconds: span, length: loadSeconds(of: [], in: span))
    }

    /// At most 600 intervals, and one number of each: a simple search is fast enough.
    private func worstWindow(
        of statistic: Metric.Statistic, _ intervals: ArraySlice<IntervalSnapshot>,
        length asked: Duration, worst: MeasuredPart.Worst
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
                let part = try part(beside: statistic, window, start..<start + length)
                if let part, isWorse(part, than: found, worst) { found = part }
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
        guard let value = part.besideRequests, let known = other?.besideRequests else {
            return true
        }
        return worst == .largest ? value > known : value < known
    }
}

extension Metric {
    /// Whether it is of no requests.
    fileprivate var isBesideRequests: Bool {
        switch statistic {
        case .server, .counter, .counterRate, .gauge, .capacity, .goodput, .recovery: true
        default: false
        }
    }
}

extension MeasuredPart {
    /// The value of such a metric.
    fileprivate var besideRequests: Double? { (server?.value ?? custom)?.number }
}

extension GaugeSnapshot {
    fileprivate subscript(statistic: GaugeStatistic) -> Double {
        switch statistic {
        case .last: last
        case .min: min
        case .max: max
        case .mean: mean
        }
    }
}
