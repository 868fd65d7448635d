import LoadTestingMacrosFree

/// Reviews whether each passed percentile is one of the users, too.
///
/// Those that wait all the time make so few requests that no percentile shows them. Pure.
package struct UserReview {
    private let run: RunSnapshot

    package init(_ run: RunSnapshot) { self.run = run }

    /// The finding, or that too many users waited for longer than its bound.
    package func reviewed(_ finding: Finding) -> Finding {
        guard finding.verdict == .passed, let budget = finding.budget,
            let bound = bound(of: budget)
        else { return finding }
        let scope = budget.metric.samples
        let groups = groups(of: scope)
        let labels = scope == .everything ? nil : run.labels(in: scope)
        let waits = groups.map { $0.users.waits(at: labels) }
            .reduce(into: HistogramSnapshot()) { $0.merge($1) }
        let users = groups.reduce(0) { $0 + $1.users.users }
        let without = waits.count(above: bound.limit, orAt: bound.orAt)
        guard without * 10 > users else { return finding }
        var copy = finding
        copy.verdict = .inconclusive
        copy.basis = .users(UserWaits(waits, of: users))
        return copy
    }

    /// Each group with such users, unless their waits are usual for such a request.
    var remarks: [RunRemark] {
        run.groups.compactMap { group in
            let counts = group.users
            let labels = counts.unanswered.filter { isUnusual($0.value, of: $0.key) }
            guard !labels.isEmpty else { return nil }
            let waits = UserWaits(counts.waits(at: nil), of: counts.users)
            let answered = Ratio(
                fraction: Double(counts.requests - counts.unansweredRequests)
                    / Double(max(1, counts.requests)))
            return .users(waits, group: run.groups.count > 1 ? group.name : nil, others: answered)
        }
    }

    /// Whether waits are twice the usual time of a request with the label.
    private func isUnusual(_ waits: HistogramSnapshot, of label: String) -> Bool {
        guard let wait = waits.percentile(50),
            let usual = run.total(of: label)?
                .percentile(50, on: .response)
        else { return true }
        return wait > usual * 2
    }

    /// The groups that sent the requests of a scope, or all.
    private func groups(of scope: SampleScope) -> [GroupLoad] {
        guard scope != .everything else { return run.groups }
        let mask = run.total(of: scope)?.groups ?? []
        return run.groups.enumerated().filter { mask.contains(GroupMask(Int32($0.offset))) }
            .map(\.element)
    }

    /// The time that a share of requests has to keep; `nil` for other budgets.
    private func bound(of budget: Budget) -> (limit: Duration, orAt: Bool)? {
        guard [.response, .service, .exchange, .wait].contains(budget.metric.clock),
            let bound = try? ResolvedBound(budget, in: run).value
        else { return nil }
        return switch (budget.metric.statistic, bound) {
        case (.percentile, .duration(let limit)) where !budget.comparison.wantsMore:
            (limit, budget.comparison == .less)
        case (.fraction(let limit), .ratio) where budget.comparison.wantsMore: (limit, true)
        default: nil
        }
    }
}

extension UserCounts {
    /// The longest waits of users without an answer, at some labels or at all.
    fileprivate func waits(at labels: Set<String>?) -> HistogramSnapshot {
        unanswered.filter { labels?.contains($0.key) ?? true }.values
            .reduce(into: HistogramSnapshot()) { $0.merge($1) }
    }
}
