public import LoadTestingMacrosFree

/// What a load test measured, and what follows from it.
///
/// ```swift
/// let result = try await LoadTest("health", target: target) { … }.run()
/// #expect(result.errors == 0)
/// let tail = try #require(result[.p99])
/// ```
/// A result can be stored: it is `Codable`. What is stored is read by the version of its layout
/// that wrote it and by no other, ``RunSnapshot/layoutVersion``: reading another one throws. Its
/// names are no interface beyond that; what has to outlast versions is read from the properties
/// here.
public struct LoadTestResult: Codable, Sendable {
    /// The name of the test.
    public let name: String
    /// What was loaded.
    public let target: String
    /// Everything that was measured; can be stored and merged.
    public let snapshot: RunSnapshot
    /// What the run says of each budget, in the order written, then of itself.
    public let findings: [Finding]
    /// Budgets that were not judged: `LOADTESTING_SCALE` changed the load, or it was a dry run.
    public let unjudgedBudgets: [Budget]
    /// What `LOADTESTING_SCALE` made of the load; 1 is all of it.
    public let scale: Double
    /// How many users the plan has when it is not scaled.
    public let plannedUsers: Int
    /// The number from which random choices were drawn.
    public let seed: Seed
    /// What pauses and paces were multiplied by.
    public let pauseScale: Double
    /// Whether it was a load, or one user's single pass.
    public let mode: RunMode
    /// What is to be said beside the figures, such as a step of `TearDown` that failed.
    public let notes: [String]
    /// The runs that this result was made from, where there were several.
    public let runs: [LoadTestResult]
    private let rule: RepeatedRuns.Rule?

    private enum CodingKeys: String, CodingKey {
        case name, target, snapshot, findings, unjudgedBudgets, scale, plannedUsers, seed
        case pauseScale, mode, notes, runs, rule
    }

    package init(
        name: String, target: String, snapshot: RunSnapshot, budgets: [Budget], scale: Double,
        plannedUsers: Int, seed: Seed, pauseScale: Double = 1, mode: RunMode = .load,
        notes: [String] = [], abort: Finding? = nil
    ) {
        let (judge, health) = (Judge(snapshot), HealthReview(snapshot))
        let users = UserReview(snapshot)
        let isJudged = { (budget: Budget) in
            mode == .load && (scale == 1 || !budget.metric.dependsOnScale)
        }
        self.pauseScale = pauseScale
        self.mode = mode
        self.notes = notes
        self.name = name
        self.target = target
        self.snapshot = snapshot
        self.scale = scale
        self.plannedUsers = plannedUsers
        self.seed = seed
        let judged = budgets.filter(isJudged)
        // What ended the load says enough of failures that nobody asked about.
        let unasked =
            mode == .load && abort == nil
            ? judge.unaskedFindings(of: budgets, judged: judged) : []
        findings =
            judged.map(judge.judge).map(health.reviewed).map(users.reviewed)
            + (abort.map { [$0] } ?? [])
            + judge.runFindings
            + (mode == .dryRun ? judge.dryRunFindings : [])
            + unasked
        unjudgedBudgets = budgets.filter { !isJudged($0) }
        runs = []
        rule = nil
    }

    /// - Parameter runs: of the same plan, at least one.
    init(_ runs: [LoadTestResult], by rule: RepeatedRuns.Rule) {
        let repeated = RepeatedRuns(runs: runs, rule: rule)
        let run = runs[repeated.representative]
        name = run.name
        target = run.target
        snapshot = run.snapshot
        findings = repeated.findings
        unjudgedBudgets = run.unjudgedBudgets
        scale = run.scale
        plannedUsers = run.plannedUsers
        seed = run.seed
        pauseScale = run.pauseScale
        mode = run.mode
        notes = run.notes
        self.runs = runs
        self.rule = rule
    }

    /// Which of several runs the figures are of, from 1.
    package var shownRun: Int? {
        rule.map { RepeatedRuns(runs: runs, rule: $0).representative + 1 }
    }

    /// What can be said about the run; when nothing was asked, whether nothing failed.
    public var verdict: Verdict { Judge.verdict(of: findings) }

    /// From the start of the first user to the end of the last; waits before the run not included.
    public var duration: Duration { .nanoseconds(snapshot.durationNanoseconds) }

    /// The labels in the order of the plan.
    public var labels: [String] { snapshot.labels }

    /// How many requests ended, failed ones too.
    public var requests: Int { Int(snapshot.total()?.requests ?? 0) }

    /// How many requests failed, and iterations of scenarios that ended with an error although no
    /// request in them had failed.
    public var errors: Int { Int(snapshot.total()?.errors ?? 0) }

    /// How many requests with a label ended, failed ones too; 0 for an unknown label.
    public func requests(of label: String) -> Int {
        Int(snapshot.total(of: label)?.requests ?? 0)
    }

    /// How many answers had which status, whatever became of them; requests without an answer are
    /// not in it.
    public var statuses: [Int: Int] { snapshot.statuses().mapValues(Int.init) }

    /// How many answers to requests with a label had which status; none for an unknown label.
    ///
    /// ```swift
    /// #expect(result.statuses(of: "GET /items") == [200: 4_998, 503: 2])
    /// ```
    public func statuses(of label: String) -> [Int: Int] {
        snapshot.statuses(of: label).mapValues(Int.init)
    }

    /// How many requests with a label failed; 0 for an unknown label.
    public func errors(of label: String) -> Int { Int(snapshot.total(of: label)?.failed ?? 0) }

    /// Why requests failed, with counts.
    public var errorsByCause: [FailureCause: Int] {
        (snapshot.total()?.causes ?? [:]).mapValues { Int($0) }
    }

    /// Why requests with a label failed, with counts; none for an unknown label.
    public func errorsByCause(of label: String) -> [FailureCause: Int] {
        (snapshot.total(of: label)?.causes ?? [:]).mapValues { Int($0) }
    }

    /// The first five failed exchanges and the first of each cause, without secrets.
    public var failedExamples: [FailedExchange] { snapshot.examples }

    /// How late and how busy the load generator itself was.
    public var health: GeneratorHealth { snapshot.health }

    /// Whether the run was cancelled or interrupted before its end.
    public var wasAborted: Bool {
        [.cancelled, .interrupted, .terminated, .hungUp].contains(snapshot.end)
            || runs.contains(where: \.wasAborted)
    }

    /// The most users that were active at once.
    public var peakActiveUsers: Int { snapshot.peakActiveUsers }
}

extension LoadTestResult: MeasuredValues {
    /// A metric's value: of the run, or the median of several; `nil` where it has none.
    public func value(of metric: Metric) -> MetricValue? {
        rule == .median
            ? RepeatedRuns(runs: runs, rule: .median).value(of: metric)
            : snapshot.value(of: metric)
    }
}

extension LoadTestResult {
    /// Judges a budget without recording anything.
    public func judge(_ budget: Budget) -> Finding {
        UserReview(snapshot).reviewed(
            HealthReview(snapshot).reviewed(Judge(snapshot).judge(budget)))
    }
}

extension Metric {
    /// Whether fewer users give another value by themselves.
    var dependsOnScale: Bool {
        if case .server(let series, let statistic) = statistic {
            return [.cpu, .machineCPU].contains(series) && statistic != .perRequest
        }
        return [.throughput, .requestRate, .requestCount, .openedConnections].contains(statistic)
    }
}
