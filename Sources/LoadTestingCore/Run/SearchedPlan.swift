import LoadTestingMacrosFree

/// A plan one of whose groups searches for its load: the plan of each level, and what the levels
/// came to.
struct SearchedPlan: Sendable {
    let plan: LoadTest
    let asked: LoadSearch
    var record: CapacityRecord
    /// The levels beyond the answer that are still to be run.
    var overloads: [CapacitySearch.Trial] = []
    let group: Int
    private var search: CapacitySearch
    /// The runs of the levels that held, by load, and the last one.
    private(set) var held: [Double: LoadTestResult] = [:]
    var last: LoadTestResult?

    /// Finds the group that searches; `nil` for a plan without one.
    init?(_ plan: LoadTest) {
        guard let group = plan.groups.firstIndex(where: { $0.search != nil }),
            let asked = plan.groups[group].search
        else { return nil }
        self.plan = plan
        self.group = group
        self.asked = asked
        let countsUsers = if case .ramp = plan.groups[group].work { true } else { false }
        record = CapacityRecord(countsUsers: countsUsers)
        search = CapacitySearch(Self.range(of: asked, plan.levelBudgets, isWhole: countsUsers))
    }

    private static func range(
        of asked: LoadSearch, _ budgets: [Budget], isWhole: Bool
    ) -> CapacitySearch.Range {
        let needed = budgets.map(\.metric.requestsOfLevel).max() ?? 0
        // A backlog that grows by the precision is to miss a latency within half of the level.
        let bound = budgets.compactMap(\.latencyOfLevel).max()
        let limit = asked.limit / .seconds(1)
        // A search takes some fourteen levels, half of them short ones on the way up.
        let seconds = max(
            3, min(limit / 15, bound.map { $0 * 2 / asked.precision.fraction } ?? 10))
        let usual = min(asked.step.map { $0 / .seconds(1) } ?? seconds, 3_600)
        let longest = min(usual * 4, max(usual * 2, limit / 8))
        // A fifth more than a percentile needs, so that not all of them have to come in time.
        let requests = Double(needed) * 1.2
        let first = max(asked.max / 100, isWhole ? 1 : requests / 2)
        let lowest = asked.min ?? min(asked.max / 2, first)
        return CapacitySearch.Range(
            from: isWhole ? lowest.rounded(.up) : lowest, upTo: asked.max,
            precision: asked.precision.fraction, isWhole: isWhole,
            seconds: Int(usual.rounded(.up)), longest: Int(longest.rounded(.up)),
            requests: requests)
    }

    /// The next level; `nil` at the end of the search, after which there is a result.
    mutating func next(after elapsed: Duration) -> CapacitySearch.Trial? {
        guard let trial = search.next() else { return overloads.first }
        // A low level is repeated when all others are done, also where the time is over.
        let times = [trial, search.repetition].compactMap { $0.map(seconds) }
        if !trial.isRepetition, elapsed + .seconds(times.reduce(0, +)) > asked.limit, last != nil {
            search.stop(.timeLimit)
            record.end = search.end ?? .timeLimit
        }
        return search.next()
    }

    private func seconds(of trial: CapacitySearch.Trial) -> Int { settlingSeconds + trial.seconds }

    /// The time at the start of a level in which connections are opened, and nothing is judged.
    var settlingSeconds: Int {
        max(1, Int((plan.warmUp / .seconds(1)).rounded(.up)))
    }

    /// The plan of a level: the load of its group is stated, and the others end with it.
    func plan(of trial: CapacitySearch.Trial) -> LoadTest {
        var level = plan
        let length = Duration.seconds(settlingSeconds + trial.seconds)
        let whole = length + .seconds(trial.recoverySeconds)
        level.warmUp = .seconds(settlingSeconds)
        level.budgets = plan.levelBudgets
        if !trial.isConfirmation { level.listeners = [] }
        for index in level.groups.indices {
            level.groups[index].search = nil
            level.groups[index].work = level.groups[index].work.ending(after: whole)
        }
        level.groups[group].work =
            trial.overload == nil
            ? plan.groups[group].work.holding(trial.load, for: length)
            : plan.groups[group].work.holding(
                trial.load, for: length, then: recoveryLoad ?? 0,
                for: .seconds(trial.recoverySeconds))
        if trial.overload != nil {
            // They would end it where it begins to be of interest.
            level.abortRules = []
            level.stopsWhenDead = false
        }
        return level
    }

    /// Takes the run of a level.
    mutating func take(_ result: LoadTestResult, of trial: CapacitySearch.Trial) {
        if let factor = trial.overload { return takeOverload(result, of: trial, factor: factor) }
        defer { beginOverload() }
        let review = LevelReview(result)
        var level = LoadLevel(
            trial, review, of: result,
            reason: review.finding?.message ?? review.outcome.reasonWithoutFinding)
        level.isRepeated =
            trial.isRepetition || trial.isConfirmation && held[trial.load] != nil
        record.levels.append(level)
        if trial.isRepetition, !result.wasAborted {
            search.record(trial, review.outcome, isClear: true)
            record.end = search.end ?? .undecided
            record.drift =
                review.outcome == .generator
                ? nil : held[trial.load].flatMap { drift(at: trial.load, from: $0, to: result) }
            return
        }
        last = result
        if result.wasAborted {
            search.stop(.interrupted)
        } else {
            search.record(
                trial, review.outcome, isClear: review.isClear,
                answered: record.countsUsers ? nil : level.throughput)
        }
        if search.end == .lowestMissed {
            // It may have held at first.
            record.drift = held[trial.load].flatMap { drift(at: trial.load, from: $0, to: result) }
        }
        if review.outcome == .held { held[trial.load] = result }
        record.held = search.highestHeld
        record.missed = search.missed
        record.end = search.end ?? .undecided
    }

    private func drift(
        at load: Double, from first: LoadTestResult, to last: LoadTestResult
    ) -> LevelDrift? {
        guard let first = first.snapshot.total(), let last = last.snapshot.total() else {
            return nil
        }
        return LevelDrift(at: load, from: first.okResponse, to: last.okResponse)
    }

    /// The run at the answer with the search's record, judged by all budgets of the plan; `nil`
    /// before the first level.
    var result: LoadTestResult? {
        let isInterrupted = record.end == .interrupted
        guard let shown = record.held.flatMap({ isInterrupted ? nil : held[$0] }) ?? last
        else { return nil }
        var snapshot = shown.snapshot
        snapshot.capacity = record
        return LoadTestResult(
            snapshot, budgets: plan.budgets, plannedUsers: shown.plannedUsers, notes: shown.notes)
    }
}

extension LoadLevel.Outcome {
    /// The reason of an outcome that no budget has told.
    fileprivate var reasonWithoutFinding: String {
        switch self {
        case .held: ""
        case .missed, .undecided: "more arrived than was answered"
        case .generator: "it was busy all the time, or late"
        }
    }
}

extension LoadTest {
    /// The budgets that say what a level has to keep.
    var levelBudgets: [Budget] {
        budgets.filter { !$0.metric.isOfSearch }
    }
}

extension LoadGroup.Work {
    /// A constant load.
    fileprivate func holding(_ load: Double, for length: Duration) -> LoadGroup.Work {
        switch self {
        case .ramp:
            let ramp = UserRamp(
                users: Int(load), rampUp: .milliseconds(500), loops: nil, duration: length)
            return .ramp(ramp)
        case .arrivals(var arrivals):
            arrivals.segments = [.hold(.perSecond(load), for: length)]
            return .arrivals(arrivals)
        case .shape: return self
        }
    }

    /// A constant load, and from one instant to the next another one.
    fileprivate func holding(
        _ load: Double, for length: Duration, then lower: Double, for rest: Duration
    ) -> LoadGroup.Work {
        guard rest > .zero else { return holding(load, for: length) }
        switch self {
        case .ramp:
            return .shape([
                .step(to: Int(load), for: length), .step(to: Int(lower), for: rest),
            ])
        case .arrivals(var arrivals):
            arrivals.segments = [
                .hold(.perSecond(load), for: length), .hold(.perSecond(lower), for: rest),
            ]
            return .arrivals(arrivals)
        case .shape: return self
        }
    }

    /// The same load for as long as a level lasts.
    fileprivate func ending(after length: Duration) -> LoadGroup.Work {
        switch self {
        case .ramp(var ramp):
            ramp.duration = min(ramp.duration ?? length, length)
            ramp.rampUp = min(ramp.rampUp, length / 2)
            return .ramp(ramp)
        case .arrivals(var arrivals):
            for index in arrivals.segments.indices {
                arrivals.segments[index].duration = min(arrivals.segments[index].duration, length)
            }
            return .arrivals(arrivals)
        case .shape: return self
        }
    }
}

extension Metric {
    /// The requests that a level needs for it.
    var requestsOfLevel: UInt64 {
        switch statistic {
        case .percentile(let percent): MinimumSampleSize.forPercentile(percent)
        default: MinimumSampleSize.few
        }
    }
}

extension Budget {
    /// The response time that a level has to keep, in seconds.
    fileprivate var latencyOfLevel: Double? {
        guard !comparison.wantsMore, case .value(.duration(let limit)) = bound else { return nil }
        return limit / .seconds(1)
    }
}
