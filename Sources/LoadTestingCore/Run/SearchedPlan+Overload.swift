import LoadTestingMacrosFree

/// Levels beyond the answer of a search, and the time after them.
extension SearchedPlan {
    /// The multiples of the capacity that each search tries.
    static let overloadFactors = [1.25, 1.5, 2]
    /// The judged time of such a level in seconds.
    private static let overloadSeconds = 2
    /// The seconds at half of the capacity after twice of it: a queue that grew for three seconds
    /// takes six of them.
    private static let recoverySeconds = 9

    /// The load after an overload.
    var recoveryLoad: Double? {
        record.held.map { record.countsUsers ? max(1, ($0 / 2).rounded(.down)) : $0 / 2 }
    }

    /// Plans the levels beyond the answer, once there is one.
    mutating func beginOverload() {
        guard record.end == .found, record.overload == nil, let held = record.held else { return }
        let asked = plan.budgets.compactMap { budget in
            if case .goodput(let factor) = budget.metric.statistic { factor } else { nil }
        }
        record.overload = OverloadRecord()
        overloads = Set(Self.overloadFactors + asked).sorted().compactMap { trial($0, of: held) }
    }

    /// The level at a multiple of the capacity; `nil` where it is above the search's highest.
    private func trial(_ factor: Double, of held: Double) -> CapacitySearch.Trial? {
        let load = record.countsUsers ? (held * factor).rounded() : held * factor
        guard load <= asked.max, load > held else { return nil }
        let needed = record.countsUsers ? 0 : (requestsOfLevel / load).rounded(.up)
        var trial = CapacitySearch.Trial(
            load: load, seconds: max(Self.overloadSeconds, Int(needed)))
        trial.overload = factor
        trial.recoverySeconds = factor == 2 ? secondsOfRecovery : 0
        return trial
    }

    private var requestsOfLevel: Double {
        Double(plan.levelBudgets.map(\.metric.requestsOfLevel).max() ?? 0) * 1.2
    }

    /// As long as a budget on the recovery allows, and somewhat more.
    private var secondsOfRecovery: Int {
        let bounds = plan.budgets.compactMap { budget -> Double? in
            guard budget.metric.statistic == .recovery(after: nil),
                case .value(.duration(let bound)) = budget.bound
            else { return nil }
            return bound / .seconds(1)
        }
        let longest = min(600, (bounds.max() ?? 0).rounded(.up) + 2)
        return max(Self.recoverySeconds, Int(longest), windowOfRecovery * 3)
    }

    /// The seconds in which the budgets are judged after an overload.
    private var windowOfRecovery: Int {
        guard !record.countsUsers, let load = recoveryLoad, load > 0 else { return 1 }
        return max(1, Int((requestsOfLevel / load).rounded(.up)))
    }

    /// The successes of the group that searches, as a share of those at the answer.
    private func goodput(
        of run: RunSnapshot, in intervals: ArraySlice<IntervalSnapshot>
    ) -> Double? {
        let name = plan.groups[group].displayName(number: group + 1)
        let metric = Metric(.throughput).scoped(
            to: plan.groups.count > 1 ? MetricScope(group: name) : .everything, over: nil,
            during: nil)
        guard let usual = record.held.flatMap({ held[$0]?.snapshot.value(of: metric)?.number }),
            usual > 0
        else { return nil }
        return (run.value(of: metric, in: intervals)?.number ?? 0) / usual
    }

    /// Takes the run of a level beyond the answer.
    mutating func takeOverload(
        _ result: LoadTestResult, of trial: CapacitySearch.Trial, factor: Double
    ) {
        overloads.removeFirst()
        if result.wasAborted {
            overloads = []
            record.end = .interrupted
            last = result
            return
        }
        let (run, end) = (result.snapshot, settlingSeconds + trial.seconds)
        let intervals = run.judgedIntervals.prefix { $0.startSecond < end }
        let review = BudgetReview(result.snapshot, result.findings)
        var level = LoadLevel(
            load: trial.load, seconds: trial.seconds, in: intervals, of: run)
        var part = run
        part.intervals.removeAll { $0.startSecond >= end }
        if LevelReview.isGeneratorsLimit(in: part) {
            (level.outcome, level.reason) = (.generator, "it was busy all the time, or late")
        } else if let miss = review.miss(in: intervals) {
            (level.outcome, level.reason) = (.missed, miss.text(at: level))
        }
        let goodput = level.outcome == .generator ? nil : goodput(of: run, in: intervals)
        let causes = run.total(of: .everything, in: intervals, counters: [])?.causes ?? [:]
        record.overload?.levels.append(
            OverloadRecord.Level(
                factor: factor, level: level, goodput: goodput, causes: causes))
        if trial.recoverySeconds > 0, let load = recoveryLoad {
            let seconds = review.secondsUntilHeld(
                from: end, for: trial.recoverySeconds, window: windowOfRecovery)
            record.overload?.recovery = OverloadRecord.Recovery(
                load: load, watched: trial.recoverySeconds, seconds: seconds)
        }
    }
}

extension BudgetReview.Miss {
    /// The reason in words.
    fileprivate func text(at level: LoadLevel) -> String {
        switch self {
        case .unanswered: "no request was answered"
        case .budget(let budget, let value?):
            "\(budget.metric) was \(value), budget \(budget.limit)"
        case .budget(let budget, nil):
            "\(budget.metric) has no value: \(NumberText.grouped(level.failed)) of"
                + " \(NumberText.grouped(level.requests)) requests failed (budget \(budget.limit))"
        }
    }
}

extension LoadLevel {
    /// The figures of some intervals of a run; it holds until something else is known.
    fileprivate init(
        load: Double, seconds: Int, in intervals: ArraySlice<IntervalSnapshot>,
        of run: RunSnapshot
    ) {
        self.init(load: load, seconds: seconds, outcome: .held)
        let total = run.total(of: .everything, in: intervals) ?? LabelSnapshot()
        requests = total.requests
        failed = total.failed
        if case .rate(let rate) = run.value(of: Metric(.throughput), in: intervals) {
            throughput = rate.perSecond
        }
        p50 = total.percentile(50, on: .response)?.wholeNanoseconds
        p95 = total.percentile(95, on: .response)?.wholeNanoseconds
        p99 = total.percentile(99, on: .response)?.wholeNanoseconds
    }
}
