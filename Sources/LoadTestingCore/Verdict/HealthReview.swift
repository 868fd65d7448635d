import LoadTestingMacrosFree

/// Asks of each finding whether the load generator could have turned it: only then it is invalid.
///
/// What the generator adds is *in* a latency and *missing* from a throughput, so a pass in spite of
/// it stays a pass. Pure.
package struct HealthReview {
    let snapshot: RunSnapshot
    let health: GeneratorHealth

    package init(_ snapshot: RunSnapshot) {
        self.snapshot = snapshot
        health = snapshot.health
    }

    /// The finding, or that nothing can be said.
    package func reviewed(_ finding: Finding) -> Finding {
        guard let budget = finding.budget, !budget.metric.isOfServer,
            let doubt = doubt(about: finding, of: budget)
        else { return finding }
        var copy = finding
        copy.verdict = .invalid
        copy.detail = "invalid: \(doubt)"
        let measured = finding.measured.map { " \($0)" } ?? ""
        let misses = finding.verdict == .failed ? "misses" : "is held to"
        copy.message = "\(budget.metric)\(measured) \(misses) \(budget.bound), but \(doubt)"
        return copy
    }

    /// What is to be said of the run whatever was asked: the generator had no descriptor or port
    /// left.
    package var runFindings: [Finding] {
        health.failures.sorted { $0.key.code > $1.key.code }.map { cause, count in
            Finding(
                run: .invalid,
                "the load generator ran out of \(cause == .generatorPorts ? "ports" : "open files")"
                    + " \(NumberText.grouped(count)) times (\(cause)); nothing can be said about"
                    + " the server: use fewer users, or raise the limit")
        }
    }

    private func doubt(about finding: Finding, of budget: Budget) -> String? {
        switch finding.verdict {
        case .passed: doubt(aboutPassOf: budget)
        case .failed:
            if let measured = finding.measured {
                doubt(aboutMissOf: budget, measured)
            } else {
                doubtAboutTimeouts
            }
        case .inconclusive, .invalid: nil
        }
    }

    // MARK: - Misses

    private func doubt(aboutMissOf budget: Budget, _ measured: MetricValue) -> String? {
        switch (measured, budget.statedBound) {
        case (.latency(let value), .latency(let bound)) where !budget.comparison.wantsMore:
            doubt(aboutLatency: value, bound, of: budget)
        case (.rate(let value), .rate) where budget.comparison.wantsMore:
            doubt(aboutRate: value, of: budget)
        case (.ratio, .ratio(let share)) where budget.comparison.wantsMore:
            doubt(aboutShare: share, of: budget)
        case (.score, .score) where budget.comparison.wantsMore: doubt(aboutScoreOf: budget)
        case (.ratio, .ratio) where !budget.comparison.wantsMore: doubtAboutTimeouts
        default: nil
        }
    }

    private func doubt(
        aboutLatency value: Duration, _ bound: Duration, of budget: Budget
    ) -> String? {
        let isResponse = budget.metric.clock == .response
        let meets = { (delay: Duration) in
            budget.comparison.holds(.latency(value - delay), .latency(bound))
        }
        // A late start is in the response time alone; an answer that is seen late in all of them.
        if let delay = isResponse ? health.delay : health.turn.percentile(99), meets(delay) {
            return "this generator was itself late by \(delay.text) (p99). \(Self.remedy)"
        }
        if let standstill, meets(standstill) || couldTurn(budget, bound, standstill) {
            return text(ofStandstill: standstill)
        }
        if let floor = snapshot.floor?.p50, bound < floor * 10 {
            return "this generator by itself takes \(floor.text) (p50 against a null target),"
                + " more than a tenth of it. Nothing can be said. A longer bound"
                + (Self.isDebugBuild ? ", or a release build." : ".")
        }
        guard isResponse, !missesByService(budget) else { return nil }
        return doubtAboutArrivals(budget, heldBack: snapshot.arrivals.heldBack)
    }

    /// Whether a percentile would keep its bound without those requests that a standstill may have
    /// made slow: those of its own time, and of as much time again, in which what had waited was
    /// sent at once.
    private func couldTurn(_ budget: Budget, _ bound: Duration, _ standstill: Duration) -> Bool {
        guard case .percentile(let percent) = budget.metric.statistic,
            let measured = try? snapshot.part(of: budget.metric, worst: .largest).measured,
            snapshot.durationNanoseconds > 0
        else { return false }
        let all = measured.requests
        let over =
            measured.failed
            + measured.succeeded(on: budget.metric.clock)
            .count(above: bound, orAt: budget.comparison == .less)
        let share =
            2 * Double(standstill.wholeNanoseconds) / Double(snapshot.durationNanoseconds)
        let allowed = Double(all) * (1 - percent / 100)
        return Double(over) - Double(all) * min(1, share) <= allowed
    }

    /// Whether the budget is missed by the time that the server alone took, too.
    private func missesByService(_ budget: Budget) -> Bool {
        var service = budget
        service.metric.clock = .service
        return Judge(snapshot).judge(service).verdict == .failed
    }

    private func doubt(aboutRate value: Rate, of budget: Budget) -> String? {
        if let share = health.threads.saturatedShare, share >= 0.5 {
            return "this generator's threads were more than 95 % busy for"
                + " \(Ratio(fraction: share).whole) of the time: the load was what it could give,"
                + " \(value). \(Self.remedy)"
        }
        let duration = Double(snapshot.durationNanoseconds)
        if let standstill, Double(standstill.wholeNanoseconds) < duration {
            let share = Double(standstill.wholeNanoseconds) / duration
            let without = Rate.perSecond(value.perSecond / (1 - share))
            if let bound = budget.statedBound, budget.comparison.holds(.rate(without), bound) {
                return text(ofStandstill: standstill)
            }
        }
        return doubtAboutArrivals(budget)
    }

    /// A share of requests within a time is their percentile's budget in other words.
    private func doubt(aboutShare share: Ratio, of budget: Budget) -> String? {
        guard case .fraction(let bound) = budget.metric.statistic else { return nil }
        var same = budget
        same.metric.statistic = .percentile(share.fraction * 100)
        same.comparison = .less
        same.bound = .value(.latency(bound))
        return snapshot.value(of: same.metric).flatMap { doubt(aboutMissOf: same, $0) }
    }

    /// A score is looked at with a target that is longer by what the generator added.
    private func doubt(aboutScoreOf budget: Budget) -> String? {
        guard case .apdex(let target) = budget.metric.statistic else { return nil }
        let meets = { (delay: Duration) in
            var metric = budget.metric
            metric.statistic = .apdex(target: target + delay)
            guard let bound = budget.statedBound, let value = snapshot.value(of: metric) else {
                return false
            }
            return budget.comparison.holds(value, bound)
        }
        if let delay = health.delay, meets(delay) {
            return "this generator was itself late by \(delay.text) (p99). \(Self.remedy)"
        }
        if let standstill, meets(standstill) { return text(ofStandstill: standstill) }
        return doubtAboutArrivals(budget)
    }

    /// Requests that timed out while the generator did not look.
    private var doubtAboutTimeouts: String? {
        hasTimeouts ? standstill.map(text(ofStandstill:)) : nil
    }

    private var hasTimeouts: Bool {
        let causes = snapshot.total()?.causes ?? [:]
        let timeouts: [FailureCause] = [
            .connectTimeout, .tlsTimeout, .responseTimeout, .bodyTimeout, .drainTimeout,
        ]
        return timeouts.contains { causes[$0] != nil }
    }

    /// The longest time above 1 s for which a loop, or the whole process, did not go on.
    var standstill: Duration? {
        let gap = Duration.nanoseconds(health.longestGapNanoseconds)
        let longest = max(health.turn.maximum ?? .zero, gap)
        return longest > .seconds(1) ? longest : nil
    }

    private func text(ofStandstill standstill: Duration) -> String {
        "this generator stood still for \(standstill.text). Nothing can be said. No debugger, no"
            + " sleep of the machine, no code that blocks a scenario."
    }

    // MARK: - Passes

    /// A load that was lower than its schedule: lateness hides in nothing but the response time.
    private func doubt(aboutPassOf budget: Budget) -> String? {
        let arrivals = snapshot.arrivals
        // Of these fewer arrivals make less.
        if budget.asksForMany { return nil }
        // Where something else has ended the load, that is what is said.
        if arrivals.unstarted > 0, snapshot.end == .complete {
            return "\(NumberText.grouped(arrivals.unstarted)) of"
                + " \(NumberText.grouped(arrivals.planned)) arrivals never began. Nothing can be"
                + " said. More users at most, or a lower rate."
        }
        if budget.metric.isOfTimes, budget.metric.clock == .response { return nil }
        return doubtAboutArrivals(budget)
    }

    // MARK: - Arrivals

    /// Why the load was not the one that arrivals should have made.
    ///
    /// - Parameter heldBack: how many waited for a user; those that a stated maximum held back,
    ///   unless their wait is what is missed.
    private func doubtAboutArrivals(_ budget: Budget, heldBack: Int64? = nil) -> String? {
        let arrivals = snapshot.arrivals
        if (heldBack ?? arrivals.heldBackByStatedMaximum) * 1_000 > max(1, arrivals.started) {
            return "\(waited). Nothing can be said. More users (maxUsers:), or a lower rate."
        }
        let bound = tolerance(of: budget)
        let delays = health.arrivalDelay
        let late = delays.count(above: bound, orAt: false)
        guard late * 100 > delays.count else { return nil }
        return "\(NumberText.grouped(late)) of \(NumberText.grouped(delays.count)) arrivals began"
            + " more than \(bound.text) late. \(Self.remedy)"
    }

    /// How many arrivals had to wait for a user.
    var waited: String {
        let arrivals = snapshot.arrivals
        return "\(NumberText.grouped(arrivals.heldBack)) of"
            + " \(NumberText.grouped(arrivals.started)) arrivals waited for one of the users that "
            + (arrivals.heldBackByStatedMaximum > 0 ? "maxUsers allows" : "there may be by default")
    }

    /// How late an arrival may begin: no less than the budget, where that is a latency.
    private func tolerance(of budget: Budget) -> Duration {
        guard case .latency(let bound) = budget.statedBound else { return .milliseconds(100) }
        return max(.milliseconds(100), bound)
    }

    private static var remedy: String {
        "Nothing can be said. Fewer users,\(isDebugBuild ? " a release build" : "") or another"
            + " core."
    }

    private static var isDebugBuild: Bool {
        #if DEBUG
            true
        #else
            false
        #endif
    }
}

extension Budget {
    /// The bound; `nil` where it was measured itself, with the same generator.
    fileprivate var statedBound: MetricValue? {
        if case .value(let value) = bound { value } else { nil }
    }

    /// Whether it asks for a number of requests, or for so many a second.
    fileprivate var asksForMany: Bool {
        switch statedBound {
        case .rate, .count: comparison.wantsMore
        default: false
        }
    }
}

extension Metric {
    /// Whether lateness can only make it worse.
    fileprivate var isOfTimes: Bool {
        switch statistic {
        case .percentile, .mean, .min, .max, .fraction, .apdex: true
        case .errorRate, .throughput, .requestRate, .requestCount, .openedConnections, .server:
            false
        }
    }

    /// What the generator can't turn: it is read from the system.
    fileprivate var isOfServer: Bool {
        if case .server = statistic { true } else { false }
    }
}

extension Ratio {
    /// Whole percent.
    var whole: String { "\(NumberText.decimal(fraction * 100, places: 0)) %" }
}
