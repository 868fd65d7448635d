import LoadTestingMacrosFree

/// Remarks on a run beside its figures, each made only where it matters.
struct RunRemarks {
    let run: RunSnapshot
    let budgets: [Budget]

    /// Those on single requests first, then those on the course of the run.
    var found: [RunRemark] {
        let users = UserReview(run).remarks
        guard let total = run.total(of: metric.samples), total.requests > 0 else { return users }
        let ofRequests = [newConnections(total), stall(total), gap(total), drain].compactMap(
            \.self)
        return users + addresses + ofRequests + budgets.compactMap(plateau) + stationarity
    }

    /// The percentile of the plan's first budget on one; p99 of everything without any.
    var metric: Metric {
        budgets.map(\.metric.overWholeRun).first { Self.percent(of: $0) != nil }
            ?? Metric(.percentile(99))
    }

    var percent: Double { Self.percent(of: metric) ?? 99 }

    private static func percent(of metric: Metric) -> Double? {
        if case .percentile(let percent) = metric.statistic { percent } else { nil }
    }
}

// MARK: - Single requests

extension RunRemarks {
    /// Connections that were opened make the percentile higher, by a quarter and by 1 ms at least.
    ///
    /// Not made for arrivals: more of them open a connection *because* the server is slow, and the
    /// figure without them would hide that.
    private func newConnections(_ total: LabelSnapshot) -> RunRemark? {
        let fresh = total.okNewConnections.count
        guard run.arrivals.planned == 0, fresh > 0, total.succeeded > fresh + 99 else {
            return nil
        }
        var kept = total
        kept.okResponse = total.okResponse.subtracting(total.okNewConnections)
        guard let all = total.percentile(percent, on: .response),
            let without = kept.percentile(percent, on: .response),
            all - without >= .milliseconds(1), without * 4 <= all * 3
        else { return nil }
        return .newConnections(
            Ratio(fraction: Double(fresh) / Double(total.succeeded)), metric.timed(by: .response),
            all, without: without)
    }

    /// Requests waited before they were sent, for a tenth of their time and for 1 ms at least.
    private func gap(_ total: LabelSnapshot) -> RunRemark? {
        guard let response = total.percentile(percent, on: .response),
            let service = total.percentile(percent, on: .service),
            let mean = total.okResponse.mean, let served = total.okService.mean
        else { return nil }
        let gap = response - service
        guard gap > .milliseconds(1), gap * 10 > response else { return nil }
        return .gap(
            metric.timed(by: .response), response: response, service: service,
            mean: mean - served, isClosed: run.facts.isClosed)
    }
}

// MARK: - The course of the run

extension RunRemarks {
    /// The load had ended, and answers were still waited for.
    private var drain: RunRemark? {
        let waited = run.durationNanoseconds - run.loadTime(of: []).upperBound
        guard run.end == .complete, waited > 1_000_000_000, let late = run.total()?.inDrain,
            late > 0
        else { return nil }
        return .drain(
            nanoseconds: waited, ofNanoseconds: run.durationNanoseconds, requests: Int(late))
    }
}

extension RunRemarks {
    /// A budget that holds over the whole run, ramp-up included, and not where all users are
    /// active.
    private func plateau(_ budget: Budget) -> RunRemark? {
        let metric = budget.metric
        guard metric == metric.overWholeRun, Self.percent(of: metric) != nil,
            let plateau = run.plateau, Judge(run).judge(budget).verdict == .passed
        else { return nil }
        var full = run
        full.intervals = run.judgedPlateau
        let finding = Judge(full).judge(budget)
        guard finding.verdict == .failed, let value = finding.measured else { return nil }
        return .plateau(
            plateau, users: run.arrivals.planned > 0 ? nil : run.facts.plannedUsers, metric, value)
    }

    private var stationarity: [RunRemark] {
        let found = run.stationarity
        let hasDrift = found.latencyDrift != nil || found.throughputDrift != nil
        return [
            found.warmUpSeconds.map { .warmUp(seconds: $0) },
            hasDrift
                ? .drift(
                    latency: found.latencyDrift, throughput: found.throughputDrift,
                    seconds: found.seconds) : nil,
        ].compactMap(\.self)
    }
}

extension LoadTestResult {
    /// The remarks that a reader needs beside the figures; nothing after a dry run.
    package var foundRemarks: [RunRemark] {
        guard mode == .load else { return [] }
        return ExchangeRemarks(run: snapshot).found
            + RunRemarks(run: snapshot, budgets: findings.compactMap(\.budget)).found
    }
}
