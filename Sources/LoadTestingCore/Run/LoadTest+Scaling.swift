import LoadTestingMacrosFree

extension LoadTest {
    /// The plan for debugging: users, ramp-up and the rates of arrivals multiplied; the rate at
    /// which users start and each session stay.
    ///
    /// Rules on rates and numbers are left out, and budgets on them are not judged: they are about
    /// the whole load.
    package func scaled(by scale: Double) -> LoadTest {
        guard scale != 1 else { return self }
        var plan = multiplied(by: scale)
        plan.abortRules.removeAll { $0.condition.metric.dependsOnScale }
        return plan
    }

    /// The plan at a level of a search: another load, which is judged as the one written is.
    ///
    /// - Parameter level: the factor of users, ramp-up and rates, above 0.
    package func atLevel(_ level: Double) -> LoadTest {
        guard level != 1 else { return self }
        var plan = multiplied(by: level)
        plan.level *= level
        return plan
    }

    private func multiplied(by factor: Double) -> LoadTest {
        var plan = self
        plan.groups = groups.map { $0.multiplied(by: factor) }
        return plan
    }
}
