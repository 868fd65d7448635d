/// What a load test's body consists of: thread groups and expectations, in the order written.
///
/// A function marked `@LoadTestBuilder` that returns `LoadTestElements` is a reusable fragment.
public struct LoadTestElements: Sendable {
    package var groups: [ThreadGroup] = []
    package var budgets: [Budget] = []

    package init(groups: [ThreadGroup] = [], budgets: [Budget] = []) {
        self.groups = groups
        self.budgets = budgets
    }

    package init(joining parts: [LoadTestElements]) {
        groups = parts.flatMap(\.groups)
        budgets = parts.flatMap(\.budgets)
    }
}
