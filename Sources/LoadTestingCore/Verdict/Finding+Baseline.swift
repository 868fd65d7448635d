import LoadTestingMacrosFree

extension Finding {
    /// A finding on an earlier run's figure, reviewed as if its bound were a stated value.
    func reviewedByBound(_ review: (Finding) -> Finding) -> Finding {
        guard let budget, budget.bound.isBaseline, let bound else { return review(self) }
        var stated = self
        stated.budget?.bound = .value(bound)
        var reviewed = review(stated)
        reviewed.budget = budget
        return reviewed
    }
}
