package import LoadTestingMacrosFree

extension RunSnapshot {
    /// The requests that a metric is about.
    ///
    /// - Parameters:
    ///   - metric: its scope, period, window and clock count.
    ///   - worst: the window that is meant, of several.
    ///   - minRequests: the minimum requests of a window; `nil` for the metric's own.
    ///   - isRelieved: whether the generator's own delay is subtracted.
    package func part(
        of metric: Metric, worst: MeasuredPart.Worst, minRequests: UInt64? = nil,
        isRelieved: Bool = false
    ) throws(MissingPart) -> MeasuredPart {
        let intervals = try intervals(of: metric.period)
        if let part = try part(beside: metric, intervals, worst: worst) { return part }
        if let window = metric.window {
            return try SlidingWindows(
                self, metric, intervals, length: window,
                minRequests: minRequests ?? MinimumSampleSize.forWindow(of: metric),
                isRelieved: isRelieved
            ).worst(worst)
        }
        guard
            let measured = sum(of: metric.samples, over: intervals)
        else { throw metric.scope.missingPart }
        let kept = isRelieved ? measured.relieved : measured
        guard metric.period != .wholeRun, let span = span(of: intervals, in: metric.period) else {
            return wholePart(kept, isAll: metric.scope == .everything)
        }
        let groups = metric.groups(of: measured)
        return MeasuredPart(
            measured: kept, seconds: span, length: loadSeconds(of: groups, in: span))
    }

    /// A metric's value in some intervals next to each other, in those of the stated warm-up too;
    /// `nil` when there is none.
    func value(of metric: Metric, in intervals: ArraySlice<IntervalSnapshot>) -> MetricValue? {
        let span = span(of: intervals)
        do {
            if let part = try part(beside: metric.statistic, intervals, span) {
                return part.value(of: metric)
            }
        } catch {
            return nil
        }
        let kinds = HistogramKinds(metric.clock)
        guard let span, let measured = total(of: metric.samples, in: intervals, counters: kinds)
        else { return nil }
        let groups = metric.groups(of: measured)
        return MeasuredPart(
            measured: measured, seconds: span, length: loadSeconds(of: groups, in: span)
        ).value(of: metric)
    }

    /// The intervals of a period; those of the stated warm-up only where it is asked for.
    package func intervals(
        of period: RunPeriod
    ) throws(MissingPart) -> ArraySlice<IntervalSnapshot> {
        let found =
            switch period {
            case .wholeRun: judgedIntervals
            case .warmUp: try warmUpIntervals()
            case .between(let start, let end): judgedIntervals.touching(start.seconds(to: end))
            case .rampUp:
                judgedIntervals.inside(facts.warmUpSeconds..<(try foundPlateau().lowerBound))
            case .plateau: judgedIntervals.inside(try foundPlateau())
            case .segment(let name): judgedIntervals.inside(try segment(name))
            }
        if found.isEmpty, period != .wholeRun {
            throw .emptyPeriod(period, durationNanoseconds: durationNanoseconds)
        }
        return found
    }

    private func warmUpIntervals() throws(MissingPart) -> ArraySlice<IntervalSnapshot> {
        guard facts.warmUpSeconds > 0 else { throw .noWarmUp }
        return intervals.prefix { $0.startSecond < facts.warmUpSeconds }
    }

    private func foundPlateau() throws(MissingPart) -> Range<Int> {
        if let plateau { return plateau }
        guard peakActiveUsers < facts.plannedUsers else {
            throw .noPeakRate(plannedUsers: facts.plannedUsers)
        }
        throw .usersNeverTogether(planned: facts.plannedUsers, peak: peakActiveUsers)
    }

    private func segment(_ name: String) throws(MissingPart) -> Range<Int> {
        if let segment = facts.segments[name] { return segment }
        throw .unknownSegment(name)
    }

    /// From the first second of intervals to the last; `nil` for none.
    func span(of intervals: ArraySlice<IntervalSnapshot>) -> Range<Int>? {
        guard let first = intervals.first, let last = intervals.last else { return nil }
        return first.startSecond..<Swift.max(first.startSecond + 1, last.endSecond)
    }

    /// The seconds that a period is measured over: those of its intervals, and where the last
    /// answer came before the planned end, those up to it.
    private func span(
        of intervals: ArraySlice<IntervalSnapshot>, in period: RunPeriod
    ) -> Range<Int>? {
        guard let span = span(of: intervals) else { return nil }
        guard case .segment(let name) = period, let stated = facts.segments[name],
            intervals.endIndex == self.intervals.endIndex
        else { return span }
        return span.lowerBound..<Swift.max(span.upperBound, stated.upperBound)
    }
}

extension IntervalSnapshot {
    /// The end, in seconds since the start of the run.
    var endSecond: Int { startSecond + seconds }
}

extension ArraySlice<IntervalSnapshot> {
    fileprivate func inside(_ range: Range<Int>) -> ArraySlice<IntervalSnapshot> {
        drop { $0.startSecond < range.lowerBound }.prefix { $0.endSecond <= range.upperBound }
    }

    fileprivate func touching(_ range: Range<Int>) -> ArraySlice<IntervalSnapshot> {
        drop { $0.endSecond <= range.lowerBound }.prefix { $0.startSecond < range.upperBound }
    }
}

extension Duration {
    /// The whole seconds that a time from here to another one touches.
    fileprivate func seconds(to end: Duration) -> Range<Int> {
        let start = Int(Swift.max(0, wholeNanoseconds) / 1_000_000_000)
        let last = Int(Swift.max(0, end.wholeNanoseconds).dividedUp(by: 1_000_000_000))
        return start..<Swift.max(start, last)
    }
}

extension Int64 {
    /// The quotient of a number that is not negative, rounded up.
    func dividedUp(by divisor: Int64) -> Int64 { self / divisor + (self % divisor > 0 ? 1 : 0) }
}
