import LoadTestingMacrosFree

/// Checks of a plan's events.
struct EventValidation {
    private let plan: LoadTest
    /// The latest instant at which the load can still run.
    private let end: Duration
    private(set) var problems: [Problem] = []

    /// All problems of a plan's events.
    ///
    /// - Parameter load: the plan's load, compiled.
    static func problems(of plan: LoadTest, load: Program) -> [Problem] {
        var validation = EventValidation(plan, load)
        for event in plan.events { validation.check(event) }
        validation.checkNames()
        for budget in plan.budgets { validation.check(budget) }
        for rule in plan.abortRules { validation.check(rule) }
        return validation.problems
    }

    private init(_ plan: LoadTest, _ load: Program) {
        self.plan = plan
        let end = load.groups.map(\.loadEndNanoseconds).max() ?? load.limitNanoseconds
        self.end = min(plan.limit, .nanoseconds(end))
    }

    private mutating func report(_ event: PlanEvent, _ message: String, _ remedy: String) {
        problems.report(
            .invalidPlan, "the event at \(event.time.text) (\(event.location)) \(message)", remedy)
    }

    private mutating func checkNames() {
        var seen: Set<String> = []
        for event in plan.events {
            guard let name = event.name else { continue }
            problems.checkText(name, of: "an event's name")
            if !seen.insert(name).inserted {
                report(event, "has the name of another, \"\(name)\"", "give it one of its own")
            }
        }
    }

    /// Checks a budget on what follows an event.
    private mutating func check(_ budget: Budget) {
        guard let name = budget.metric.event else { return }
        let place = "\(budget)\(budget.location.map { " (\($0))" } ?? "")"
        let names = plan.events.compactMap(\.name)
        if !names.contains(name) {
            problems.report(
                .invalidPlan, "\(place): no event has the name \"\(name)\"",
                names.isEmpty
                    ? "name it: At(.seconds(10), named: \"\(name)\") { … }"
                    : "there are \(names.sorted().map { "\"\($0)\"" }.joined(separator: ", "))")
        }
        if budget.metric.window != nil || budget.metric.period != .wholeRun {
            problems.report(
                .invalidPlan, place,
                "it is of the time after the event: leave out over: and during:")
        }
        if case .value(.duration(let bound)) = budget.bound {
            if bound <= .zero { problems.report(.invalidPlan, place, "use more than zero") }
        } else {
            problems.report(.invalidPlan, place, "compare it with a time, such as .seconds(5)")
        }
        if !plan.budgets.contains(where: \.metric.saysWhatHolds) {
            problems.report(
                .invalidPlan, "\(place) without a budget that says what has to hold again",
                "add one on the whole run: expect(p95 < .milliseconds(200), errorRate <"
                    + " .percent(1))")
        }
    }

    private mutating func check(_ rule: AbortRule) {
        guard rule.condition.metric.event != nil else { return }
        problems.report(
            .invalidPlan, "abortWhen(\(rule.condition))",
            "the time after an event is known at the end of the run: use expect(…)")
    }

    private mutating func check(_ event: PlanEvent) {
        if event.time < .zero { report(event, "is before the load", "use zero or more") }
        if event.time >= end {
            report(
                event, "is not before the end of the load at \(end.text)",
                "state an earlier time, or a longer duration")
        }
        if event.actions.isEmpty {
            report(event, "has no action", "give it one: At(…) { Kill(server.worker(1)) }")
        }
        for action in event.actions {
            problems.checkText(action.name, of: "an action's name")
            if let duration = action.duration, duration <= .zero {
                report(
                    event, "holds for \(duration.text): \(action.name)", "use more than zero")
            }
        }
        if plan.groups.contains(where: { $0.search != nil }) {
            report(
                event, "is beside a search for the highest load, which has many runs",
                "state the load")
        }
    }
}
