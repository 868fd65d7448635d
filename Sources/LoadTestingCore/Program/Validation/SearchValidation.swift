import LoadTestingMacrosFree

/// Checks of a plan's search for the highest load, and of budgets on its answer.
struct SearchValidation {
    private let plan: LoadTest
    private(set) var problems: [Problem] = []

    /// All problems of a plan's search.
    static func problems(of plan: LoadTest) -> [Problem] {
        var validation = SearchValidation(plan: plan)
        validation.check()
        return validation.problems
    }

    private init(plan: LoadTest) { self.plan = plan }

    private mutating func report(_ message: String, _ remedy: String) {
        problems.report(.invalidPlan, message, remedy)
    }

    private mutating func check() {
        let searching = plan.groups.filter { $0.search != nil }
        let asked = plan.budgets.filter(\.metric.isOfSearch)
        for budget in asked { check(budget, isSearched: !searching.isEmpty) }
        for rule in plan.abortRules where rule.condition.metric.isOfSearch {
            report(
                "abortWhen(\(rule.condition.metric.name) …)",
                "a search ends by itself: use expect(…)")
        }
        guard let group = searching.first, let search = group.search else { return }
        if searching.count > 1 {
            report(
                "\(searching.count) groups search for their load",
                "let one of them search; state the load of the others")
        }
        check(search, of: group)
        checkBudgets()
        for other in plan.groups where other.search == nil { checkBeside(other) }
    }

    private mutating func check(_ budget: Budget, isSearched: Bool) {
        let place = budget.location.map { " (\($0))" } ?? ""
        if !isSearched {
            report(
                "\(budget)\(place) without a search",
                "let a group search: ArrivalGroup(.search(upTo: .perSecond(20_000))) { … }")
        }
        if budget.metric.window != nil || budget.metric.period != .wholeRun {
            report(
                "\(budget)\(place)",
                "\(budget.metric.name) is of the whole search: leave out over: and during:")
        }
        if case .goodput(let factor) = budget.metric.statistic, !(factor > 1 && factor <= 10) {
            report(
                "\(budget)\(place)",
                "an overload is a multiple of the capacity: use more than 1 and at most 10")
        }
        if budget.metric.statistic == .recovery(after: nil),
            case .value(.duration(let bound)) = budget.bound,
            bound <= .zero || bound > .seconds(600)
        {
            report("\(budget)\(place)", "use more than zero and at most 600 s")
        }
    }

    private mutating func check(_ search: LoadSearch, of group: LoadGroup) {
        let place = "the search of the group at \(group.location)"
        let isWhole = if case .ramp = group.work { true } else { false }
        if !(search.max >= (isWhole ? 2 : 0) && search.max > 0 && search.max <= 1e9) {
            report(
                "\(place) goes up to \(search.max)",
                "use \(isWhole ? "2 or more" : "more than zero")")
        }
        if let lowest = search.min, !(lowest >= (isWhole ? 1 : 0) && lowest > 0) {
            report(
                "\(place) begins at \(lowest)", "use \(isWhole ? "1 or more" : "more than zero")")
        } else if let lowest = search.min, lowest >= search.max {
            report(
                "\(place) goes up to \(search.max), below its first level of \(lowest)",
                "use an upTo above from")
        }
        if !(search.precision.fraction >= 0.01 && search.precision.fraction <= 0.5) {
            report("\(place) has a precision of \(search.precision)", "use 1 to 50 %")
        }
        if let step = search.step, step < .seconds(1) || step > .seconds(600) {
            report("\(place) has levels of \(step.text)", "use 1 s to 600 s")
        }
        if search.limit <= .zero || search.limit > TimeLimit.max {
            report("\(place) may take \(search.limit.text)", TimeLimit.remedy(for: search.limit))
        }
    }

    /// Budgets say how much is too much: those that depend on the load itself do not.
    private mutating func checkBudgets() {
        let budgets = plan.budgets.filter { !$0.metric.isOfSearch }
        if budgets.isEmpty {
            report(
                "a search without a budget that says when a load is too high",
                "add one: expect(p95 < .milliseconds(100), errorRate < .percent(1))")
        }
        for budget in budgets where budget.bound.isBaseline || budget.metric.growsWithLoad {
            report(
                "\(budget) with a search",
                "it depends on the load that is tried: use response times and error rates, and"
                    + " expect(capacity > .perSecond(800))")
        }
    }

    private mutating func checkBeside(_ group: LoadGroup) {
        let isSteady =
            switch group.work {
            case .ramp: true
            case .arrivals(let arrivals):
                if arrivals.segments.count == 1, case .hold = arrivals.segments[0].shape {
                    true
                } else {
                    false
                }
            case .shape: false
            }
        if !isSteady || group.startAfter > .zero {
            report(
                "the load of the group at \(group.location) changes beside a search",
                "state users or a rate, from the start")
        }
    }
}

extension Metric {
    /// Whether its value says how much load there is.
    fileprivate var growsWithLoad: Bool {
        switch statistic {
        case .throughput, .requestRate, .requestCount, .openedConnections, .counter, .counterRate:
            true
        default: false
        }
    }
}
