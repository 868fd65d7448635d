import LoadTestingMacrosFree

/// One budget held against the requests it is about: the estimate decides.
struct BudgetJudgement {
    let budget: Budget
    let part: MeasuredPart
    let bound: ResolvedBound
    /// How sure the value is, for a report.
    let certainty: String?

    private var metric: Metric { budget.metric }
    private var measured: LabelSnapshot { part.measured }
    private var count: UInt64 { measured.requests(on: metric.clock) }

    var finding: Finding {
        let value = part.value(of: metric)
        guard count > 0 else { return withoutRequests(value) }
        guard let value else { return metric.isRate ? withoutTime : withoutValue }
        let holds = holds(value)
        guard let quantile, case let least = MinimumSampleSize.forPercentile(quantile.percent),
            count < least
        else { return finding(holds ? .passed : .failed, value: value) }
        return holds ? tooFew(value, least: least) : finding(verdictOfMiss, value: value)
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

    /// The percentile that is asked to keep a bound, also where the share under it is asked for.
    private var quantile: (percent: Double, limit: Duration?, orAt: Bool)? {
        switch (metric.statistic, bound.value) {
        case (.percentile(let percent), .latency(let limit)):
            (percent, budget.comparison.wantsMore ? nil : limit, budget.comparison == .less)
        case (.percentile(let percent), _): (percent, nil, false)
        case (.fraction(let limit), .ratio(let ratio)) where budget.comparison.wantsMore:
            (ratio.fraction * 100, limit, true)
        default: nil
        }
    }

    /// No request is never a pass.
    private func withoutRequests(_ value: MetricValue?) -> Finding {
        if let value, value.number == 0, metric.countsRequests || part.windows != nil,
            !bound.holds(value)
        {
            return finding(.failed, value: value)
        }
        let reason = metric.clock.isPhase ? "no request went through it" : "no request was measured"
        return Finding(budget, inconclusive: reason, limit: bound.text, detail: "no requests")
    }

    /// A rate that is over no time of the load, or over that of a single request.
    private var withoutTime: Finding {
        let reason =
            part.seconds == nil
            ? "a single request has only its own time; state one (duration:), or send more"
            : "the load of these requests has no time in it"
        return Finding(budget, inconclusive: reason, limit: bound.text)
    }

    /// The rank falls among the failed, which are slower than every bound.
    private var withoutValue: Finding {
        let succeeded =
            measured.succeeded > 0
            ? "; \(metric) of those that succeeded \(ofSucceeded?.text ?? "—")" : ""
        let failed = "\(measured.failureShare) failed"
        let verdict = verdictOfMiss
        let place = part.place.map { ", \($0)" } ?? ""
        return Finding(
            budget: budget, limit: bound.text, verdict: verdict, measured: nil,
            detail: named("\(failed): \(measured.causeList)\(place)", verdict),
            message: "\(metric) has no value: \(failed) (budget \(bound.text)\(succeeded)\(place));"
                + " \(measured.causeList)")
    }

    private var ofSucceeded: Duration? {
        let times = measured.succeeded(on: metric.clock)
        if case .percentile(let percent) = metric.statistic { return times.percentile(percent) }
        return times.maximum
    }

    private func tooFew(_ value: MetricValue, least: UInt64) -> Finding {
        let times = NumberText.grouped((least + count - 1) / count)
        let rank = quantile.map { HistogramSnapshot.rank(of: $0.percent, in: count) }
        let isLast = if case .percentile = metric.statistic { rank == count } else { false }
        return Finding(
            budget: budget, limit: bound.text, verdict: .inconclusive, measured: value,
            detail: "inconclusive: \(requests); \(metric) needs \(NumberText.grouped(least))"
                + " (run \(times) times as long)" + (part.place.map { ", \($0)" } ?? ""),
            message: "\(metric) of \(requests) "
                + (isLast ? "is simply the slowest one" : "says little")
                + "; needs \(NumberText.grouped(least)) (\(value), budget \(bound.text))")
    }

    /// Below the least number a miss counts as one only where chance hardly explains it.
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

    private func finding(_ verdict: Verdict, value: MetricValue) -> Finding {
        let place = part.place.map { [$0] } ?? []
        let sure = verdict == .inconclusive ? nil : certainty
        let details = [numbers + noFailure] + place + (sure.map { [$0] } ?? [])
        return Finding(
            budget: budget, limit: bound.text, verdict: verdict, measured: value,
            detail: named(details.joined(separator: ", "), verdict),
            message: "\(metric) was \(value), budget \(bound.text)"
                + " (\(([numbers] + place).joined(separator: ", ")))")
    }

    private func named(_ detail: String, _ verdict: Verdict) -> String {
        verdict == .inconclusive ? "inconclusive: \(detail)" : detail
    }

    // MARK: - Numbers

    /// Said of latencies, in which failures would count.
    private var noFailure: String {
        guard case .latency = bound.value, !metric.clock.isPhase, measured.failed == 0 else {
            return ""
        }
        return ", 0 failed"
    }

    private var numbers: String {
        switch metric.statistic {
        case .errorRate where measured.errors == 0:
            let bound = MinimumSampleSize.highestErrorRate(unseenIn: count)
            return "0 of \(NumberText.grouped(count)): at most \(bound.rounded) at 95 %"
        case .errorRate:
            let all = NumberText.grouped(count + measured.brokenIterations)
            return "\(NumberText.grouped(measured.errors)) of \(all): \(measured.causeList)"
        case .fraction(let limit):
            return "\(NumberText.grouped(measured.count(under: limit))) of"
                + " \(NumberText.grouped(count))" + failures
        case .throughput, .requestRate, .requestCount, .openedConnections, .server:
            return requests + failures
        case .percentile, .mean, .min, .max, .apdex:
            return "n = \(NumberText.grouped(count))" + (metric.clock.isPhase ? "" : failures)
        }
    }

    private var requests: String { "\(NumberText.grouped(count)) requests" }

    private var failures: String {
        measured.failed > 0 ? ", \(NumberText.grouped(measured.failed)) failed" : ""
    }
}

extension Metric {
    fileprivate var countsRequests: Bool { statistic == .requestCount }

    fileprivate var isRate: Bool { [.throughput, .requestRate].contains(statistic) }
}

extension LabelSnapshot {
    /// Why requests failed, the most frequent first: `timeout(response) 1,190, reset 14`.
    package var causeList: String {
        causes.sorted { ($0.value, $1.key.code) > ($1.value, $0.key.code) }
            .map { "\($0.key) \(NumberText.grouped($0.value))" }.joined(separator: ", ")
    }

    /// How many requests failed: `2.1 % of 10,000 requests`.
    var failureShare: String {
        "\(errorRate?.description ?? "—") of \(NumberText.grouped(requests)) requests"
    }
}

extension Ratio {
    /// The ratio with two significant digits: a bound is no measurement.
    fileprivate var rounded: String {
        let percent = fraction * 100
        return "\(NumberText.decimal(percent, places: percent < 0.1 ? 4 : percent < 1 ? 2 : 1)) %"
    }
}
