/// The parts of a load test's body, in the order written: groups, set-up, tear-down, defaults,
/// events, expectations and listeners.
///
/// A function marked `@LoadTestBuilder` that returns `LoadTestElements` is a reusable fragment.
public struct LoadTestElements: Sendable {
    package var groups: [LoadGroup] = []
    package var budgets: [Budget] = []
    package var abortRules: [AbortRule] = []
    package var setUps: [SetUp] = []
    package var tearDowns: [TearDown] = []
    package var listeners: [ListenerOutput] = []
    package var events: [PlanEvent] = []
    package var defaults = SamplerDefaults()

    package init(groups: [LoadGroup] = [], budgets: [Budget] = []) {
        self.groups = groups
        self.budgets = budgets
    }

    package init(joining parts: [LoadTestElements]) {
        groups = parts.flatMap(\.groups)
        budgets = parts.flatMap(\.budgets)
        abortRules = parts.flatMap(\.abortRules)
        setUps = parts.flatMap(\.setUps)
        tearDowns = parts.flatMap(\.tearDowns)
        listeners = parts.flatMap(\.listeners)
        events = parts.flatMap(\.events)
        for part in parts { defaults = part.defaults.over(defaults) }
    }
}
