import LoadTestingMacrosFree

/// Counts of all requests.
extension LoadTestResult {
    /// The labels in the order of the plan.
    public var labels: [String] { snapshot.labels }

    /// The names of the groups in the order of the plan; groups of one name are one.
    public var groups: [String] { snapshot.groupNames }

    /// The tags of requests and transactions in the order of the plan.
    public var tags: [String] { snapshot.tags }

    /// The number of requests that ended, failed ones too.
    public var requests: Int { Int(snapshot.total()?.requests ?? 0) }

    /// The number of failed requests, and of iterations of scenarios that ended with an error
    /// although no request in them had failed.
    public var errors: Int { Int(snapshot.total()?.errors ?? 0) }

    /// The counts of answers by status, whatever became of them; requests without an answer are not
    /// in it.
    public var statuses: [Int: Int] {
        (snapshot.total()?.statuses ?? [:]).mapValues(Int.init)
    }

    /// The causes of failed requests, with counts.
    public var errorsByCause: [FailureCause: Int] {
        (snapshot.total()?.causes ?? [:]).mapValues { Int($0) }
    }
}

/// Checks, and the plan's own counters and gauges.
extension LoadTestResult {
    /// The numbers of checks of plans and scenarios that held and that did not; a check that does
    /// not hold fails its request, too.
    public var checks: CheckCounts { checks() }

    /// The numbers of checks of the requests of a scope, see ``requests(of:in:tagged:)``.
    public func checks(
        of label: String? = nil, in group: String? = nil, tagged tag: String? = nil
    ) -> CheckCounts {
        total(label, group, tag).checks
    }

    /// The sums of what `user.count(…)` counted, by name.
    public var counters: [String: Int] { snapshot.custom.counters.mapValues(\.sum) }

    /// The values that `user.gauge(…)` set, by name.
    public var gauges: [String: GaugeSnapshot] { snapshot.custom.gauges }
}

/// Counts of the requests of a scope: with a label, of a group, with a tag.
extension LoadTestResult {
    /// The number of requests of a scope that ended, failed ones too; 0 for an unknown one.
    ///
    /// ```swift
    /// #expect(result.requests(of: "GET /items", in: "readers") == 5_000)
    /// ```
    /// - Parameters:
    ///   - label: the requests with this label, in all groups. Default: any.
    ///   - group: those of the group with this name, of all such groups together. Default: any.
    ///   - tag: those with this tag. Default: with or without.
    public func requests(
        of label: String? = nil, in group: String? = nil, tagged tag: String? = nil
    ) -> Int {
        Int(total(label, group, tag).requests)
    }

    /// The number of failed requests of a scope, see ``requests(of:in:tagged:)``; without a label
    /// also of iterations of the group's scenarios that ended with an error although no request in
    /// them had failed.
    public func errors(
        of label: String? = nil, in group: String? = nil, tagged tag: String? = nil
    ) -> Int {
        Int(total(label, group, tag).errors)
    }

    /// The counts of answers to requests of a scope by status, see ``requests(of:in:tagged:)``.
    ///
    /// ```swift
    /// #expect(result.statuses(of: "GET /items") == [200: 4_998, 503: 2])
    /// ```
    public func statuses(
        of label: String? = nil, in group: String? = nil, tagged tag: String? = nil
    ) -> [Int: Int] {
        total(label, group, tag).statuses.mapValues(Int.init)
    }

    /// The causes of failures of a scope, with counts, see ``requests(of:in:tagged:)``.
    public func errorsByCause(
        of label: String? = nil, in group: String? = nil, tagged tag: String? = nil
    ) -> [FailureCause: Int] {
        total(label, group, tag).causes.mapValues { Int($0) }
    }

    private func total(_ label: String?, _ group: String?, _ tag: String?) -> LabelSnapshot {
        snapshot.total(of: SampleScope(label: label, group: group, tag: tag)) ?? LabelSnapshot()
    }
}
