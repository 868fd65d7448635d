public import LoadTestingCore

extension LoadTest {
    /// Runs the load test and records every missed budget as an issue at its own line.
    ///
    /// Works in Swift Testing and in XCTest; outside both, missed budgets are thrown. Two load
    /// tests never run at once on a machine: the second one waits and says so, at most an hour for
    /// another process (`LOADTESTING_WAIT`, in seconds). Waiting counts in a test's time limit,
    /// unless the test or its suite is marked with `.loadTest`.
    ///
    /// - Parameters:
    ///   - mode: a load, or `.dryRun`: one user's single pass with every request and reply printed,
    ///     as with the environment variable `LOADTESTING_DEBUG=1`.
    ///   - scale: the factor of users and ramp-up, above 0, where the environment variable
    ///     `LOADTESTING_SCALE` does not state another; the rate of starts and the steps of each
    ///     user stay. Budgets on rates and counts are judged at 1 only. Default 1.
    ///   - repeats: the number of runs, for noisy machines: 1 … 1,000; the median of the runs'
    ///     estimates decides. Default 1.
    ///   - onMiss: `.confirm` runs the load once more where each miss is within a quarter of its
    ///     bound; a budget then fails when both runs miss it, or the second one by more than that.
    ///     Default: a miss fails.
    ///   - recording: the findings recorded as issues. Default: everything that did not pass.
    ///   - fileID: the place in source code, as the next three: leave them out.
    ///   - filePath: see `fileID`.
    ///   - line: see `fileID`.
    ///   - column: see `fileID`.
    /// - Returns: the measurements, also when budgets were missed.
    /// - Throws: `LoadTestError` before the first request, for a plan that can't run;
    ///   `CancellationError` after the report, when the task was cancelled or SIGINT, SIGTERM or
    ///   SIGHUP arrived; `MissedBudgets` outside a test framework. A request that fails is a
    ///   result, not an error.
    @discardableResult
    public func run(
        as mode: RunMode = .load, scale: Double = 1, repeats: Int = 1,
        onMiss: MissAction = .fail, recording: IssueRecording = .everythingMissed,
        fileID: String = #fileID, filePath: StaticString = #filePath, line: Int = #line,
        column: Int = #column
    ) async throws -> LoadTestResult {
        let place = CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column)
        // Determined on entry: it is a value of the calling task, which no other task has.
        let framework = TestFramework.current
        let environment = try RunEnvironment(test: name)
        if environment.isOff {
            try framework.skip("load tests are switched off: LOADTESTING=off", test: name)
        }
        let claim = ExclusiveLease.Claim(
            test: name, longestWait: environment.longestWait,
            isDetached: !SwiftTestingIssues.isInsideTest)
        let result: LoadTestResult
        do {
            result = try await ExclusiveLease.shared.hold(for: claim) {
                try await LoadTestRunner(self, as: mode, scale: scale)
                    .result(repeats: repeats, onMiss: onMiss)
            }
        } catch let error as CancellationError {
            framework.explain(claim.waiting, of: name, at: place)
            throw error
        }
        framework.attach(result, at: place)
        let missed = result.findings.filter { $0.isIssue && recording.records($0.verdict) }
        if framework != .none, let actions = GitHubActions(environment.variables) {
            actions.annotate(missed, of: name, defaultLocation: place)
            actions.summarize(result)
        }
        try record(missed, of: result, in: framework, at: place)
        if result.wasAborted {
            if Task.isCancelled { framework.explain(claim.waiting, of: name, at: place) }
            throw CancellationError()
        }
        return result
    }

    private func record(
        _ missed: [Finding], of result: LoadTestResult, in framework: TestFramework,
        at place: CodeLocation
    ) throws {
        guard !missed.isEmpty else { return }
        let isRecorded = framework.record(missed, defaultLocation: place)
        if !isRecorded, !result.wasAborted { throw MissedBudgets(result: result) }
    }
}

/// The findings that a run records as issues of the test that called it.
@nonexhaustive public enum IssueRecording: Sendable {
    /// Each budget that did not pass, and the failures of the run itself.
    case everythingMissed
    /// Each budget that was missed, and a run that failed; findings that are inconclusive or
    /// invalid are in the report alone.
    case failuresOnly
    /// Nothing: the caller inspects the result.
    case nothing

    func records(_ verdict: Verdict) -> Bool {
        switch self {
        case .everythingMissed: verdict != .passed
        case .failuresOnly: verdict == .failed
        case .nothing: false
        }
    }
}
