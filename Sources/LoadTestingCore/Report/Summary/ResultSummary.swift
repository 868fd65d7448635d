import LoadTestingMacrosFree

/// A result as other programs read it: names and units that stay from version to version.
///
/// Durations are seconds, shares are fractions of 1, rates are per second, sizes are bytes. A
/// figure that the run does not have is left out.
package struct ResultSummary: Encodable {
    /// Raised by a change that a reader would notice; further members are none.
    package static let schemaVersion = 1

    private let schemaVersion = Self.schemaVersion
    private let name: String
    private let target: String
    private let verdict: Verdict
    /// Seconds since 1970.
    private let startTime: Double
    private let duration: Double
    private let mode: RunMode
    private let scale: Double
    private let seed: UInt64
    private let peakActiveUsers: Int
    private let budgets: [SummaryBudget]
    /// Of a search for the highest load; all else is of the run at its answer.
    private let capacity: SummaryCapacity?
    /// Left out where nothing gave way.
    private let bottleneck: SummaryBottleneck?
    private let events: [SummaryEvent]
    /// Findings on the run itself, and remarks.
    private let problems: [SummaryProblem]
    private let remarks: [String]
    private let total: SummaryRow
    private let labels: [SummaryRow]
    /// Of each group, and of each tag: a row of all its requests, and one of each label.
    private let groups: [SummaryRow]
    private let tags: [SummaryRow]
    private let server: [SummarySeries]
    private let generators: [SummaryGenerator]
    /// The verdict of each run, where there were several.
    private let runs: [Verdict]

    package init(_ result: LoadTestResult) {
        let snapshot = result.snapshot
        name = result.name.printable
        target = result.target.printable
        verdict = result.verdict
        startTime = Double(snapshot.facts.startNanoseconds) / 1e9
        duration = Double(snapshot.durationNanoseconds) / 1e9
        mode = result.mode
        scale = result.scale
        seed = result.seed.value
        peakActiveUsers = result.peakActiveUsers
        budgets =
            result.findings.compactMap(SummaryBudget.init)
            + result.unjudgedBudgets.map { SummaryBudget(unjudged: $0, in: result) }
        capacity = snapshot.capacity.map(SummaryCapacity.init)
        bottleneck = result.bottleneck.map(SummaryBottleneck.init)
        events = snapshot.events.map(SummaryEvent.init)
        problems = result.findings.filter { $0.budget == nil }.map(SummaryProblem.init)
        remarks = result.notes + result.remarks
        total = SummaryRow(.everything, in: result)
        labels = result.labels.map { SummaryRow(MetricScope(label: $0), in: result) }
        groups = result.groups.flatMap { Self.rows(in: MetricScope(group: $0), of: result) }
        tags = result.tags.flatMap { Self.rows(in: MetricScope(tag: $0), of: result) }
        server = SummarySeries.all(of: result)
        generators = snapshot.facts.generators.enumerated().map { number, facts in
            SummaryGenerator(facts, snapshot.health(of: number))
        }
        runs = result.runs.map(\.verdict)
    }

    private static func rows(in scope: MetricScope, of result: LoadTestResult) -> [SummaryRow] {
        let known = result.snapshot.labels(in: SampleScope(group: scope.group, tag: scope.tag))
        let labels = result.labels.filter(known.contains).map { label in
            MetricScope(label: label, group: scope.group, tag: scope.tag)
        }
        return ([scope] + labels).map { SummaryRow($0, in: result) }
    }
}
