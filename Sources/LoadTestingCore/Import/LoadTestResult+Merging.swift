import LoadTestingMacrosFree

extension LoadTestResult {
    /// The budgets of its plan, without those of a stored finding on the run.
    package var budgets: [Budget] { findings.compactMap(\.budget) + unjudgedBudgets }

    /// The same measurements, judged by other budgets; of several runs the median decides.
    func judged(by budgets: [Budget]) -> LoadTestResult {
        let judge = { (result: LoadTestResult) in
            LoadTestResult(
                result.snapshot, budgets: budgets, plannedUsers: result.plannedUsers,
                mode: result.mode, notes: result.notes)
        }
        return runs.isEmpty ? judge(self) : LoadTestResult(runs.map(judge), by: .median)
    }

    /// The result of a run whose shards stored one each: exact, as if one process had measured all.
    ///
    /// - Parameters:
    ///   - results: one for each shard, at least one.
    ///   - files: their names, for messages.
    ///   - budgets: to be judged; `nil` for those of the plan.
    /// - Throws: `Problem` where they are no parts of one run.
    static func merging(
        _ results: [LoadTestResult], named files: [String], budgets: [Budget]?
    ) throws(Problem) -> LoadTestResult {
        let first = results[0]
        var snapshot = first.snapshot
        for (result, file) in zip(results, files) {
            guard result.runs.isEmpty else {
                throw Problem(
                    "\(file.printable) holds \(result.runs.count) repeated runs",
                    remedy: "merge results of single runs")
            }
            guard result.name == first.name, result.mode == first.mode else {
                throw Problem(
                    "\(file.printable) is of \(result.name.quoted),"
                        + " \(files[0].printable) of \(first.name.quoted)",
                    remedy: "merge the parts of one run; compare shows two runs side by side")
            }
        }
        for result in results.dropFirst() { snapshot.merge(result.snapshot) }
        return LoadTestResult(
            snapshot, budgets: budgets ?? first.budgets,
            plannedUsers: results.map(\.plannedUsers).max() ?? 0, mode: first.mode,
            notes: results.flatMap(\.notes))
    }
}
