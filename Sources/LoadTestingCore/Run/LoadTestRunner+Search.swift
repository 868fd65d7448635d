import LoadTestingMacrosFree

extension LoadTestRunner {
    /// Runs the levels of a search, one after the other.
    ///
    /// - Parameter files: the files of listeners, which follow the run that confirms the answer.
    /// - Returns: the run at the answer with the search's record; `nil` without a search.
    func search(_ files: ListenerFiles?) async throws(LoadTestError) -> LoadTestResult? {
        guard plan.groups.contains(where: { $0.search != nil }) else { return nil }
        // A level has no search that could be wrong.
        _ = try ProgramCompiler.compile(plan, environment: variables)
        guard var searched = SearchedPlan(plan) else { return nil }
        let start = ContinuousClock.now
        while let trial = searched.next(after: ContinuousClock.now - start) {
            let runner = running(searched.plan(of: trial), console: nil)
            let result = try await runner.measure(trial.isConfirmation ? files : nil)
            searched.take(result, of: trial)
            if let console, let level = searched.record.lastLevel {
                let load = searched.record.text(level.load)
                console.write(line: "\(plan.name.printable): \(load) \(level.text.printable)")
            }
        }
        return searched.result
    }
}
