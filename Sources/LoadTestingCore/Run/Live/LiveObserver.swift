import LoadTestingMacrosFree

/// Shows a run in the live view, each second once all loops have reported it.
struct LiveObserver: IntervalObserver {
    private let view: LiveView
    private let budgets: [Budget]

    /// Shows the run that is about to begin.
    init(_ view: LiveView, _ facts: RunFacts, _ budgets: [Budget]) {
        self.view = view
        self.budgets = budgets
        var run = RunSnapshot(rows: [])
        run.facts = facts
        view.show(run, budgets)
    }

    func observe(_ interval: RecordedSecond, _ collector: inout Collector) -> EarlyEnd? {
        if interval.isLast { view.show(collector.snapshot.soFar(to: interval.second + 1), budgets) }
        return nil
    }
}
