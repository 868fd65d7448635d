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
