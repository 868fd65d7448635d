import LoadTestingMacrosFree

/// A budget and its verdict.
struct SummaryBudget: Encodable {
    /// As written in the plan: `p99(of: "login")`.
    private let metric: String
    /// As written in the plan: `< 50 ms`.
    private let limit: String
    /// Left out where the budget was not judged.
    private let verdict: Verdict?
    private let measured: SummaryValue?
    private let bound: SummaryValue?
    /// The interval in which a percentile's true value lies, in seconds.
    private let interval: Interval?
    /// The requests behind the value, and those of them that failed.
    private let requests: Int?
    private let failed: Int?
    /// The sentence of a test failure.
    private let message: String
    private let file: String?
    private let line: Int?

    private struct Interval: Encodable {
        var lower: Double
        var upper: Double
        var confidence: Double
    }

    /// - Returns: `nil` for a finding on the run.
    init?(_ finding: Finding) {
        guard let budget = finding.budget else { return nil }
        metric = budget.metric.description.printable
        limit = finding.limit.printable
        verdict = finding.verdict
        measured = finding.measured.map(SummaryValue.init)
        bound = finding.bound.map(SummaryValue.init)
        interval = finding.interval.map {
            Interval(
                lower: $0.lower.fractionalSeconds, upper: $0.upper.fractionalSeconds,
                confidence: $0.level.fraction)
        }
        requests = finding.requests
        failed = finding.failed
        message = finding.message.printable
        file = finding.location?.fileID
        line = finding.location?.line
    }

    /// A budget that was not judged.
    init(unjudged budget: Budget, in result: LoadTestResult) {
        metric = budget.metric.description.printable
        limit = budget.limit.printable
        verdict = nil
        measured = result.value(of: budget.metric).map(SummaryValue.init)
        bound = if case .value(let value) = budget.bound { SummaryValue(value) } else { nil }
        interval = nil
        (requests, failed) = (nil, nil)
        message = "not judged: " + (result.mode == .dryRun ? "a dry run" : "the load is scaled")
        file = budget.location?.fileID
        line = budget.location?.line
    }
}

/// A finding on the run itself.
struct SummaryProblem: Encodable {
    private let verdict: Verdict
    private let message: String

    init(_ finding: Finding) {
        verdict = finding.verdict
        message = finding.message.printable
    }
}

/// A value with its unit.
struct SummaryValue: Encodable {
    private let value: Double
    /// `seconds`, `fraction`, `perSecond`, `count`, `score`, `bytes`, `number`, or one of these and
    /// `PerMinute`.
    private let unit: String

    init(_ value: MetricValue) {
        unit = value.summaryUnit
        self.value = value.isDuration ? value.number / 1e9 : value.number
    }
}

extension MetricValue {
    fileprivate var summaryUnit: String {
        switch self {
        case .duration: "seconds"
        case .ratio: "fraction"
        case .rate: "perSecond"
        case .count: "count"
        case .score: "score"
        case .bytes: "bytes"
        case .number: "number"
        case .perMinute(let value): "\(value.summaryUnit)PerMinute"
        }
    }

    fileprivate var isDuration: Bool {
        switch self {
        case .duration: true
        case .perMinute(let value): value.isDuration
        default: false
        }
    }
}
