public import LoadTestingMacrosFree

extension LoadTestRunner {
    /// Checks the plan, runs it to its end, judges it, and prints the report.
    ///
    /// Missed budgets are in the result, not thrown; neither are failed requests. When the task is
    /// cancelled the load ends at once, and the result says so.
    ///
    /// - Parameters:
    ///   - repeats: the number of runs, one after the other, 1 or more; the median of the runs'
    ///     estimates decides. Default 1.
    ///   - onMiss: the consequence of a miss of a single run. Default: it counts.
    /// - Throws: `LoadTestError` before the load: for a plan that can't run, a target that may not
    ///   be loaded, a machine that lacks open files or ports, or a set-up that failed.
    public func result(
        repeats: Int = 1, onMiss: MissAction = .fail
    ) async throws(LoadTestError) -> LoadTestResult {
        try check(repeats, onMiss)
        // Held to the end of the report, so that a set-up's signal does not cut a tear-down short.
        let interrupt = InterruptSignal()
        defer { interrupt.cancel() }
        let environment = try RunEnvironment(variables, test: plan.name, scale: scale)
        let isLoad = mode == .load && !environment.isDebug
        let files = isLoad ? ListenerFiles(plan, folder: environment.outputFolder) : nil
        try files?.check()
        if isLoad, let result = try await search(files) { return await report(result, files) }
        var runs = [try await measure(files)]
        if runs[0].mode == .load {
            while runs.count < repeats, !runs[runs.count - 1].wasAborted {
                announce(runs, "\(runs.count + 1) of \(repeats)")
                runs.append(try await measure(files, run: runs.count + 1))
            }
        }
        var result = runs.count > 1 ? LoadTestResult(medianOf: runs) : runs[0]
        if onMiss == .confirm, result.needsConfirmation {
            announce(runs, "2, to confirm")
            result = LoadTestResult(result, confirmedBy: try await measure(files, run: 2))
        }
        return await report(result, files)
    }

    /// Writes what a result leaves behind, and prints its report.
    private func report(
        _ result: LoadTestResult, _ files: ListenerFiles?
    ) async -> LoadTestResult {
        var result = result
        if let files { result.notes += files.write(result) }
        if result.mode == .load { await tell(result) }
        if let console {
            let report = ConsoleReport(result, style: console.style, width: console.width)
            console.write(line: report.text)
            if let files { announce(files) }
        }
        return result
    }

    private func check(_ repeats: Int, _ onMiss: MissAction) throws(LoadTestError) {
        var problems: [LoadTestError.Problem] = []
        if repeats < 1 || repeats > 1_000 {
            problems.append(
                .init(.invalidPlan, "repeats: \(repeats)", remedy: "use 1 or more, at most 1,000"))
        }
        if repeats > 1 || onMiss == .confirm, plan.groups.contains(where: { $0.search != nil }) {
            problems.append(
                .init(
                    .invalidPlan, "a search with repeats or onMiss: .confirm",
                    remedy: "a search confirms its answer by itself: use run()"))
        }
        if repeats > 1, onMiss == .confirm {
            problems.append(
                .init(
                    .invalidPlan, "repeats: \(repeats) with onMiss: .confirm",
                    remedy: "use one of the two"))
        }
        if !problems.isEmpty { throw LoadTestError(test: plan.name, problems: problems) }
    }

    /// Says which files there are.
    private func announce(_ files: ListenerFiles) {
        guard let console, !files.outputs.isEmpty else { return }
        let paths = files.outputs.map(\.path.printable).joined(separator: ", ")
        console.write(line: "files      \(paths)")
    }

    /// Reports the result of the last run, and the begin of another one.
    private func announce(_ runs: [LoadTestResult], _ next: String) {
        guard let console, let last = runs.last else { return }
        for finding in last.findings where finding.verdict != .passed {
            console.write(line: "\(plan.name.printable): \(finding.message)")
        }
        console.write(
            line: "\(plan.name.printable): run \(runs.count) \(last.verdict.rawValue);"
                + " now run \(next)")
    }
}
