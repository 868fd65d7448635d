import LoadTestingMacrosFree

/// One budget held against the requests in its scope.
struct BudgetJudgement {
    let budget: Budget
    let measured: LabelSnapshot

    private var count: UInt64 { measured.requests }
    private var value: MetricValue? { measured.value(of: budget.metric) }

    var finding: Finding {
        if case .percentile(let percent) = budget.metric.statistic, !(percent > 0 && percent <= 100)
        {
            return withoutMeaning
        }
        guard count > 0 else { return withoutRequests }
        guard let value else { return withoutValue }
        let holds = budget.comparison.holds(value, budget.bound)
        if case .percentile(let percent) = budget.metric.statistic {
            return percentile(percent, value: value, holds: holds)
        }
        return finding(holds ? .passed : .failed, value: value)
    }

    /// Asked after the run, where no check of a plan refuses it.
    private var withoutMeaning: Finding {
        Finding(
            budget: budget, verdict: .inconclusive, measured: nil, detail: "no percentile",
            message: "\(budget.metric) has no value: a percentile is above 0 and at most 100"
                + " (budget \(budget.limit))")
    }

    /// No request is never a pass.
    private var withoutRequests: Finding {
        if case .requestCount = budget.metric.statistic,
            !budget.comparison.holds(.count(0), budget.bound)
        {
            return finding(.failed, value: .count(0))
        }
        return Finding(
            budget: budget, verdict: .inconclusive, measured: nil, detail: "no requests",
            message: "\(budget.metric) has no value: no request was measured"
                + " (budget \(budget.limit))")
    }

    /// The rank falls among the failed, which are slower than every bound.
    private var withoutValue: Finding {
        let rate = measured.errorRate?.description ?? "—"
        let clock = budget.metric.clock
        let succeeded =
            measured.succeeded > 0
            ? "; \(budget.metric) of those that succeeded "
                + (ofSucceeded(on: clock)?.text ?? "—") : ""
        let detail =
            "\(rate) of \(NumberText.grouped(count)) requests failed: \(measured.causeList)"
        let verdict = verdictOfMiss
        return Finding(
            budget: budget, verdict: verdict, measured: nil, detail: named(detail, verdict),
            message: "\(budget.metric) has no value: \(rate) of \(NumberText.grouped(count))"
                + " requests failed (budget \(budget.limit)\(succeeded)); \(measured.causeList)")
    }

    private func ofSucceeded(on clock: Metric.Clock) -> Duration? {
        let times = measured.succeeded(on: clock)
        if case .percentile(let percent) = budget.metric.statistic {
            return times.percentile(percent)
        }
        return times.maximum
    }

    private func percentile(_ percent: Double, value: MetricValue, holds: Bool) -> Finding {
        let least = LeastSamples.forPercentile(percent)
        guard holds else { return finding(verdictOfMiss, value: value) }
        guard count < least else { return finding(.passed, value: value) }
        return tooFew(percent, value: value, least: least)
    }

    private func tooFew(_ percent: Double, value: MetricValue, least: UInt64) -> Finding {
        let times = NumberText.grouped((least + count - 1) / count)
        let name = budget.metric.description
        let detail =
            "inconclusive: \(requests); \(name) needs \(NumberText.grouped(least))"
            + " (run \(times) times as long)"
        let rank = HistogramSnapshot.rank(of: percent, in: count)
        let what = rank == count ? "is simply the slowest one" : "says little"
        return Finding(
            budget: budget, verdict: .inconclusive, measured: value, detail: detail,
            message: "\(name) of \(requests) \(what); needs \(NumberText.grouped(least))"
                + " (\(value), budget \(budget.limit))")
    }

    /// Below the least number a miss counts as one only where chance hardly explains it.
    private var verdictOfMiss: Verdict {
        guard case .percentile(let percent) = budget.metric.statistic,
            count < LeastSamples.forPercentile(percent)
        else { return .failed }
        guard case .latency(let bound) = budget.bound, !budget.comparison.wantsMore else {
            return .inconclusive
        }
        let orAt = budget.comparison == .less
        let above =
            measured.failed
            + measured.succeeded(on: budget.metric.clock).count(above: bound, orAt: orAt)
        let chance = LeastSamples.binomialTail(
            atLeast: above, of: count, probability: 1 - percent / 100)
        return chance <= 0.01 ? .failed : .inconclusive
    }

    private func finding(_ verdict: Verdict, value: MetricValue) -> Finding {
        Finding(
            budget: budget, verdict: verdict, measured: value,
            detail: named(
                detail + (isLatency && measured.failed == 0 ? ", 0 failed" : ""), verdict),
            message: "\(budget.metric) was \(value), budget \(budget.limit) (\(detail))")
    }

    private func named(_ detail: String, _ verdict: Verdict) -> String {
        verdict == .inconclusive ? "inconclusive: \(detail)" : detail
    }

    private var isLatency: Bool { if case .latency = budget.bound { true } else { false } }

    private var detail: String {
        switch budget.metric.statistic {
        case .errorRate where measured.errors == 0:
            let bound = LeastSamples.highestErrorRate(unseenIn: count)
            return "0 of \(NumberText.grouped(count)): at most \(bound.rounded) at 95 %"
        case .errorRate:
            let all = NumberText.grouped(count + measured.brokenIterations)
            return "\(NumberText.grouped(measured.errors)) of \(all): \(measured.causeList)"
        case .throughput, .requestRate, .requestCount:
            return requests + failures
        case .percentile, .mean, .min, .max:
            return "n = \(NumberText.grouped(count))" + failures
        }
    }

    private var requests: String { "\(NumberText.grouped(count)) requests" }

    private var failures: String {
        measured.failed > 0 ? ", \(NumberText.grouped(measured.failed)) failed" : ""
    }
}

extension Budget {
    /// Comparison and bound, such as `< 50 ms`.
    package var limit: String { "\(comparison.rawValue) \(bound)" }
}

extension Budget.Comparison {
    /// Whether larger is better.
    var wantsMore: Bool { self == .greater || self == .atLeast }

    /// Whether a value relates to a bound as asked; values of different units never do.
    func holds(_ value: MetricValue, _ bound: MetricValue) -> Bool {
        switch (value, bound) {
        case (.latency(let value), .latency(let bound)): holds(value, bound)
        case (.ratio(let value), .ratio(let bound)): holds(value, bound)
        case (.rate(let value), .rate(let bound)): holds(value, bound)
        case (.count(let value), .count(let bound)): holds(value, bound)
        default: false
        }
    }

    private func holds<Value: Comparable>(_ value: Value, _ bound: Value) -> Bool {
        switch self {
        case .less: value < bound
        case .atMost: value <= bound
        case .greater: value > bound
        case .atLeast: value >= bound
        }
    }
}

extension LabelSnapshot {
    /// Why requests failed, the most frequent first: `timeout(response) 1,190, reset 14`.
    package var causeList: String {
        causes.sorted { ($0.value, $1.key.code) > ($1.value, $0.key.code) }
            .map { "\($0.key) \(NumberText.grouped($0.value))" }.joined(separator: ", ")
    }
}

extension Ratio {
    /// The ratio with two significant digits: a bound is no measurement.
    fileprivate var rounded: String {
        let percent = fraction * 100
        return "\(NumberText.decimal(percent, places: percent < 0.1 ? 4 : percent < 1 ? 2 : 1)) %"
    }
}
