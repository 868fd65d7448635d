import LoadTestingMacrosFree

/// One budget against the requests that it is about: the estimate decides.
struct BudgetJudgement {
    let budget: Budget
    let part: MeasuredPart
    let bound: ResolvedBound
    /// The interval of the value; `nil` for metrics that have none.
    let interval: Result<ConfidenceInterval, MissingInterval>?

    private var metric: Metric { budget.metric }
    private var measured: LabelSnapshot { part.measured }
    private var count: UInt64 { measured.requests(on: metric.clock) }

    var finding: Finding {
        let value = part.value(of: metric)
        guard count > 0 else { return withoutRequests(value) }
        guard let value else {
            if metric.statistic == .checkRate {
                return finding(.inconclusive, value: nil, by: .missing(.noChecks))
            }
            return metric.isRate ? withoutTime : withoutValue
        }
        let holds = holds(value)
        guard let quantile, case let needed = MinimumSampleSize.forPercentile(quantile.percent),
            count < needed
        else { return finding(holds ? .passed : .failed, value: value) }
        guard holds else { return finding(verdictOfMiss, value: value) }
        return finding(.inconclusive, value: value, by: .tooFewRequests(needed: needed))
    }

    /// A share is compared in whole numbers, as the rank of a percentile is.
    private func holds(_ value: MetricValue) -> Bool {
        guard case .fraction(let limit) = metric.statistic,
            case .value(.ratio(let ratio)) = budget.bound
        else { return bound.holds(value) }
        let under = measured.count(under: limit).multipliedFullWidth(by: 100_000_000)
        let wanted = count.multipliedFullWidth(
            by: UInt64(max(0, min(ratio.fraction, 1)) * 1e8 + 0.5))
        let difference =
            (under.high, under.low) < (wanted.high, wanted.low)
            ? -1 : (under.high, under.low) == (wanted.high, wanted.low) ? 0 : 1
        return budget.comparison.holds(difference, 0)
    }

    /// The percentile that must keep a bound, also where the budget is the share under it.
    private var quantile: (percent: Double, limit: Duration?, orAt: Bool)? {
        switch (metric.statistic, bound.value) {
        case (.percentile(let percent), .duration(let limit)):
            (percent, budget.comparison.wantsMore ? nil : limit, budget.comparison == .less)
        case (.percentile(let percent), _): (percent, nil, false)
        case (.fraction(let limit), .ratio(let ratio)) where budget.comparison.wantsMore:
            (ratio.fraction * 100, limit, true)
        default: nil
        }
    }

    /// Without requests a budget never passes.
    private func withoutRequests(_ value: MetricValue?) -> Finding {
        if let value, value.number == 0, metric.countsRequests || part.windows != nil,
            !bound.holds(value)
        {
            return finding(.failed, value: value)
        }
        return finding(.inconclusive, value: nil, by: .noRequests)
    }

    /// A rate that is over no time of the load, or over that of a single request.
    private var withoutTime: Finding {
        finding(
            .inconclusive, value: nil, by: .noLoadTime(isOfOneRequest: part.seconds == nil))
    }

    /// The rank falls among the failed, which are slower than every bound.
    private var withoutValue: Finding {
        finding(
            verdictOfMiss, value: nil,
            by: .failures(ofSucceeded: measured.succeeded > 0 ? ofSucceeded : nil))
    }

    private var ofSucceeded: Duration? {
        let times = measured.succeeded(on: metric.clock)
        if case .percentile(let percent) = metric.statistic { return times.percentile(percent) }
        return times.maximum
    }

    /// Below the minimum sample size a miss counts as one only where chance is an unlikely
    /// explanation.
    private var verdictOfMiss: Verdict {
        guard let quantile, count < MinimumSampleSize.forPercentile(quantile.percent) else {
            return .failed
        }
        guard let limit = quantile.limit else { return .inconclusive }
        let above =
            measured.failed(on: metric.clock)
            + measured.succeeded(on: metric.clock).count(above: limit, orAt: quantile.orAt)
        let chance = MinimumSampleSize.binomialTail(
            atLeast: above, of: count, probability: 1 - quantile.percent / 100)
        return chance <= 0.01 ? .failed : .inconclusive
    }

    private func finding(
        _ verdict: Verdict, value: MetricValue?, by basis: Finding.Basis = .estimate
    ) -> Finding {
        var finding = Finding(
            budget, bound: bound.value, verdict, measured: value, by: basis,
            evidence: Finding.Evidence(part, for: metric))
        switch interval {
        case .success(let interval): finding.interval = interval
        case .failure(let missing): finding.missingInterval = missing
        case nil: break
        }
        return finding
    }
}

extension Metric {
    fileprivate var countsRequests: Bool { statistic == .requestCount }

    fileprivate var isRate: Bool { [.throughput, .requestRate].contains(statistic) }
}
