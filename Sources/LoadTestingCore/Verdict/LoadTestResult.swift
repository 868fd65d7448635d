public import LoadTestingMacrosFree

/// The measurements of a load test, and the conclusions from them.
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
    /// All measurements; can be stored and merged.
    public let snapshot: RunSnapshot
    /// The finding of each budget, in the order written, then of the run itself.
    public let findings: [Finding]
    /// Budgets that were not judged: `LOADTESTING_SCALE` changed the load, or it was a dry run.
    public let unjudgedBudgets: [Budget]
    /// The number of users of the plan when it is not scaled.
    public let plannedUsers: Int
    /// Whether it was a load, or one user's single pass.
    public let mode: RunMode
    /// Remarks beside the figures, such as a step of `TearDown` that failed.
    public package(set) var notes: [String]
    /// The runs that this result was made from, where there were several.
    public let runs: [LoadTestResult]
    private let rule: RepeatedRuns.Rule?

    private enum CodingKeys: String, CodingKey {
        case snapshot, findings, unjudgedBudgets, plannedUsers, mode, notes, runs, rule
    }

    package init(
        _ snapshot: RunSnapshot, budgets: [Budget], plannedUsers: Int, mode: RunMode = .load,
        notes: [String] = [], abort: Finding? = nil,
        baseline: BaselineSource = .missing(.noPlan)
    ) {
        let (health, users) = (HealthReview(snapshot), UserReview(snapshot))
        let scale = snapshot.facts.scale
        let isJudged = { (budget: Budget) in
            mode == .load && (scale == 1 || !budget.metric.dependsOnScale)
        }
        let judged = budgets.filter(isJudged)
        var snapshot = snapshot
        if !snapshot.events.isEmpty {
            let others = judged.filter { $0.metric.event == nil }
            let judge = Judge(snapshot, baseline: baseline)
            snapshot.events = RecoveryReview(snapshot, others.map(judge.judge)).events
        }
        let judge = Judge(snapshot, baseline: baseline)
        self.mode = mode
        self.notes = notes
        self.snapshot = snapshot
        self.plannedUsers = plannedUsers
        // The abort of a load is enough of a finding on failures without a budget.
        let unasked =
            mode == .load && abort == nil
            ? judge.unaskedFindings(of: budgets, judged: judged) : []
        findings =
            judged.map(judge.judge).map { finding in
                finding.reviewedByBound { users.reviewed(health.reviewed($0)) }
            }
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
        snapshot = run.snapshot
        findings = repeated.findings
        unjudgedBudgets = run.unjudgedBudgets
        plannedUsers = run.plannedUsers
        mode = run.mode
        notes = run.notes
        self.runs = runs
        self.rule = rule
    }

    /// The name of the test.
    public var name: String { snapshot.facts.name }

    /// The target of the load.
    public var target: String { snapshot.facts.target }

    /// The factor of `LOADTESTING_SCALE`; 1 is the whole load.
    public var scale: Double { snapshot.facts.scale }

    /// The number from which random choices were drawn.
    public var seed: Seed { Seed(snapshot.facts.seed) }

    /// The factor of pauses and paces.
    public var pauseScale: Double { snapshot.facts.pauseScale }

    /// The number of the run that the figures are of, of several, from 1.
    package var shownRun: Int? {
        rule.map { RepeatedRuns(runs: runs, rule: $0).representative + 1 }
    }

    /// The verdict on the run; when nothing was asked, whether nothing failed.
    public var verdict: Verdict { Judge.verdict(of: findings) }

    /// From the start of the first user to the end of the last; waits before the run not included.
    public var duration: Duration { .nanoseconds(snapshot.durationNanoseconds) }

    /// The first five failed exchanges and the first of each cause, without secrets.
    public var failedExamples: [FailedExchange] { snapshot.examples }

    /// The lateness and utilization of the load generator itself.
    public var health: GeneratorHealth { snapshot.health }

    /// Whether the run was cancelled or interrupted before its end.
    public var wasAborted: Bool {
        [.cancelled, .interrupted, .terminated, .hungUp].contains(snapshot.end)
            || runs.contains(where: \.wasAborted)
    }

    /// The maximum users active at once.
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
    /// Whether its value depends on the number of users.
    var dependsOnScale: Bool {
        if case .server(let series, let statistic) = statistic {
            return [.cpu, .machineCPU].contains(series) && statistic != .perRequest
        }
        switch statistic {
        case .throughput, .requestRate, .requestCount, .openedConnections, .counter, .counterRate,
            .capacity, .goodput, .recovery:
            return true
        default: return false
        }
    }
}
