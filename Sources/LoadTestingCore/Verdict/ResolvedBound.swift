import LoadTestingMacrosFree

/// The bound of a measured value in a run: a stated value, or one that was measured itself.
struct ResolvedBound {
    /// Rounded where it is a multiple of a number.
    let value: MetricValue
    private let comparison: Budget.Comparison
    /// The exact number of a multiple; `nil` for a stated value.
    private let multiple: Double?

    /// The exact bound in its unit.
    var number: Double { multiple ?? value.number }

    /// - Throws: the reason that the other metric of a multiple has no reliable value.
    init(_ budget: Budget, in run: RunSnapshot) throws(MissingPart) {
        try self.init(budget) { metric throws(MissingPart) in
            try run.part(of: metric, worst: metric.prefersMore ? .smallest : .largest)
        }
    }

    /// - Parameters:
    ///   - budget: the budget of the bound.
    ///   - find: the requests that the other metric of a multiple is about.
    init(
        _ budget: Budget, _ find: (Metric) throws(MissingPart) -> MeasuredPart
    ) throws(MissingPart) {
        comparison = budget.comparison
        switch budget.bound {
        case .value(let stated):
            value = stated
            multiple = nil
        // Judged by its own rules, see `BaselineJudgement`.
        case .baseline: throw .noRequests
        case .multiple(let metric, let factor):
            let measured = try Self.value(of: metric, find)
            multiple = measured.number * factor
            value = measured.with(number: measured.number * factor)
        }
    }

    /// The bound side needs as many requests as the other one.
    private static func value(
        of metric: Metric, _ find: (Metric) throws(MissingPart) -> MeasuredPart
    ) throws(MissingPart) -> MetricValue {
        let part: MeasuredPart
        do throws(MissingPart) {
            part = try find(metric)
        } catch {
            throw .bound(metric, error)
        }
        let count = part.measured.requests(on: metric.clock)
        guard count > 0 || part.server != nil, let value = part.value(of: metric) else {
            let measured = part.measured
            throw .bound(
                metric,
                count == 0
                    ? .noRequests : .failures(share: measured.errorRate, of: measured.requests))
        }
        if case .percentile(let percent) = metric.statistic {
            let needed = MinimumSampleSize.forPercentile(percent)
            if count < needed { throw .boundOfTooFew(metric, requests: count, needed: needed) }
        }
        return value
    }

    /// Whether a measured value has the required relation to the bound.
    func holds(_ measured: MetricValue) -> Bool {
        guard let multiple else { return comparison.holds(measured, value) }
        return measured.hasUnit(of: value) && comparison.holds(measured.number, multiple)
    }
}

extension Budget.Comparison {
    /// Whether larger is better.
    package var wantsMore: Bool { self == .greater || self == .atLeast }

    /// Whether a value has the required relation to a bound; values of different units never do.
    package func holds(_ value: MetricValue, _ bound: MetricValue) -> Bool {
        switch (value, bound) {
        case (.duration(let value), .duration(let bound)): holds(value, bound)
        case (.ratio(let value), .ratio(let bound)): holds(value, bound)
        case (.rate(let value), .rate(let bound)): holds(value, bound)
        case (.count(let value), .count(let bound)): holds(value, bound)
        case (.score(let value), .score(let bound)): holds(value, bound)
        case (.bytes(let value), .bytes(let bound)): holds(value, bound)
        case (.number(let value), .number(let bound)): holds(value, bound)
        case (.perMinute(let value), .perMinute(let bound)): holds(value, bound)
        default: false
        }
    }

    func holds<Value: Comparable>(_ value: Value, _ bound: Value) -> Bool {
        switch self {
        case .less: value < bound
        case .atMost: value <= bound
        case .greater: value > bound
        case .atLeast: value >= bound
        }
    }
}
