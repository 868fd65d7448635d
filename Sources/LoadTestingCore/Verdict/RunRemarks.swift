import LoadTestingMacrosFree

/// What a reader has to know beside the figures, each said only where it matters.
struct RunRemarks {
    let run: RunSnapshot
    let budgets: [Budget]

    /// Sentences, those on single requests first, then those on the course of the run.
    var lines: [String] {
        let users = UserReview(run).lines
        guard let total = run.total(of: label), total.requests > 0 else { return users }
        let ofRequests = [freshConnections(total), stall(total), gap(total), drain].compactMap(
            \.self)
        return (users + addresses + ofRequests + budgets.compactMap(plateau) + steadiness)
            .map(\.printable)
    }

    /// The percentile that the plan asks for first; p99 of everything when it asks for none.
    private var metric: Metric {
        budgets.map(\.metric.overWholeRun).first { Self.percent(of: $0) != nil }
            ?? Metric(.percentile(99))
    }

    var percent: Double { Self.percent(of: metric) ?? 99 }

    private static func percent(of metric: Metric) -> Double? {
        if case .percentile(let percent) = metric.statistic { percent } else { nil }
    }

    private var label: String? { if case .label(let name) = metric.scope { name } else { nil } }

    /// The metric on one clock.
    func named(_ clock: Metric.Clock) -> String {
        var copy = metric
        copy.clock = clock
        return copy.description
    }
}

// MARK: - Single requests

extension RunRemarks {
    /// Connections that were opened make the percentile higher, by a quarter and by 1 ms at least.
    ///
    /// Not said of arrivals: more of them open a connection *because* the server is slow, and the
    /// figure without them would hide what it did.
    private func freshConnections(_ total: LabelSnapshot) -> String? {
        let fresh = total.okFresh.count
        guard run.arrivals.planned == 0, fresh > 0, total.succeeded > fresh + 99 else {
            return nil
        }
        var kept = total
        kept.okResponse = total.okResponse.subtracting(total.okFresh)
        guard let all = total.percentile(percent, on: .response),
            let without = kept.percentile(percent, on: .response),
            all - without >= .milliseconds(1), without * 4 <= all * 3
        else { return nil }
        let share = Ratio(fraction: Double(fresh) / Double(total.succeeded))
        return "\(share.rounded) of requests opened a connection; without them"
            + " \(named(.response)) is \(without.text) (measured: \(all.text))."
            + " rampUp: spreads this."
    }

    /// Requests waited before they were sent, for a tenth of their time and for 1 ms at least.
    private func gap(_ total: LabelSnapshot) -> String? {
        guard let response = total.percentile(percent, on: .response),
            let service = total.percentile(percent, on: .service),
            let mean = total.okResponse.mean, let served = total.okService.mean
        else { return nil }
        let gap = response - service
        guard gap > .milliseconds(1), gap * 10 > response else { return nil }
        let meaning = run.facts.isClosed ? "generator delay" : "spent waiting to be sent"
        return "\(named(.response)) response \(response.text), service \(service.text):"
            + " \((mean - served).text) of a request were \(meaning) on average"
    }
}

// MARK: - The course of the run

extension RunRemarks {
    /// The load had ended, and answers were still waited for.
    private var drain: String? {
        let waited = run.durationNanoseconds - run.loadTime(of: []).upperBound
        guard run.end == .complete, waited > 1_000_000_000, let late = run.total()?.inDrain,
            late > 0
        else { return nil }
        return "\(NumberText.duration(nanoseconds: waited)) of"
            + " \(NumberText.duration(nanoseconds: run.durationNanoseconds)) were waiting for the"
            + " last answers: \(NumberText.counted(Int(late), "request")) ended after the load, and"
            + " in no rate"
    }
}

extension RunRemarks {
    /// A budget that holds over the whole run, ramp-up included, and not where all users are
    /// active.
    private func plateau(_ budget: Budget) -> String? {
        let metric = budget.metric
        guard metric == metric.overWholeRun, Self.percent(of: metric) != nil,
            let plateau = run.plateau, Judge(run).judge(budget).verdict == .passed
        else { return nil }
        var full = run
        full.intervals = run.judgedPlateau
        let finding = Judge(full).judge(budget)
        guard finding.verdict == .failed, let value = finding.measured else { return nil }
        let load =
            run.arrivals.planned > 0
            ? "highest rate" : "all \(NumberText.grouped(run.facts.plannedUsers)) users"
        return "plateau (\(load), \(plateau.lowerBound) s – \(plateau.upperBound) s): \(metric)"
            + " \(value). Over its plateau this budget would be missed."
    }

    private var steadiness: [String] {
        let found = run.steadiness
        var lines: [String] = []
        if let seconds = found.warmUpSeconds {
            lines.append(
                "the first \(seconds) s look like a warm-up (MSER-5):"
                    + " warmUp: .seconds(\(seconds)) would leave them out")
        }
        let changes = [
            found.latencyDrift.map { "p50 \(Self.change($0))" },
            found.throughputDrift.map { "throughput \(Self.change($0))" },
        ].compactMap(\.self)
        if !changes.isEmpty {
            lines.append(
                "\(changes.joined(separator: " and ")) over the run (Theil–Sen,"
                    + " \(found.seconds) s): a longer run would give other figures")
        }
        return lines
    }

    private static func change(_ share: Double) -> String {
        (share < 0 ? "fell" : "rose") + " by \(Ratio(fraction: abs(share)).rounded)"
    }
}

extension LoadTestResult {
    /// What a reader has to know beside the figures, sentences; nothing after a dry run.
    package var remarks: [String] {
        guard mode == .load else { return [] }
        return ExchangeRemarks(run: snapshot).lines
            + RunRemarks(run: snapshot, budgets: findings.compactMap(\.budget)).lines
    }
}

extension Ratio {
    /// In percent, without digits that say nothing.
    fileprivate var rounded: String {
        let percent = fraction * 100
        return "\(NumberText.decimal(percent, places: percent < 1 ? 2 : percent < 10 ? 1 : 0)) %"
    }
}
