package import LoadTestingMacrosFree

/// Two runs side by side: each label's percentiles, throughput and error rate, with what can be
/// said of their differences; pure.
package struct RunComparison: Sendable {
    /// One figure of both runs.
    package struct Line: Sendable {
        package var metric: Metric
        /// The values of the whole runs.
        package var first: MetricValue?
        package var second: MetricValue?
        /// The difference, in nanoseconds, a fraction or a number a second; or the reason that
        /// none can be said.
        package var difference: Result<EstimateDifference, MissingInterval>

        /// Whether the second run is worse, as far as can be told.
        package var isWorse: Bool {
            switch try? difference.get().outcome {
            case .higher: !metric.prefersMore
            case .lower: metric.prefersMore
            default: false
            }
        }

        /// Whether nothing can be said.
        package var isOpen: Bool {
            guard let difference = try? difference.get() else { return true }
            return difference.outcome == .hidden
        }
    }

    /// The reason that two runs should not be compared.
    package enum Obstacle: Hashable, Sendable {
        /// A debug build and a release build.
        case buildModes
        /// The kinds of machines that sent their load; the hosts where those are not known.
        case machines(String, String)
        /// One was measured here, the other was read from a JTL.
        case kinds
        case loops(Int, Int)
    }

    package let first: RunSnapshot
    package let second: RunSnapshot

    package init(from first: RunSnapshot, to second: RunSnapshot) {
        self.first = first
        self.second = second
    }

    /// The largest share of the first run's figure that counts as no difference.
    package static let margin = 0.1
    /// The largest difference of error rates that counts as none.
    private static let errorMargin = 0.001
    /// The step of times in a JTL.
    private static let millisecond = 1e6

    /// The labels that both runs have, in the order of the first; all requests where there are
    /// several.
    package var labels: [String?] {
        let known = Set(second.labels)
        let both = first.labels.filter(known.contains)
        return both.count > 1 ? both + [nil] : both
    }

    /// The labels that only one of them has.
    package var otherLabels: [String] {
        Set(first.labels).symmetricDifference(second.labels).sorted()
    }

    /// The lines of a label; `nil` for all requests.
    package func lines(of label: String?) -> [Line] {
        let percents: [Metric.Statistic] = [.percentile(50), .percentile(95), .percentile(99)]
        return (percents + [.throughput, .errorRate]).map { statistic in
            line(
                of: Metric(statistic).scoped(
                    to: MetricScope(label: label), over: nil, during: nil))
        }
    }

    private func line(of metric: Metric) -> Line {
        Line(
            metric: metric, first: first.value(of: metric), second: second.value(of: metric),
            difference: first.estimate(of: metric).flatMap { a in
                second.estimate(of: metric).map { difference(of: metric, a, $0) }
            })
    }

    private func difference(
        of metric: Metric, _ a: SlicedEstimate, _ b: SlicedEstimate
    ) -> EstimateDifference {
        let isImported = first.facts.isImported || second.facts.isImported
        let isTime = if case .percentile = metric.statistic { true } else { false }
        let margin = Self.margin * a.value
        return EstimateDifference(
            from: a, to: b, resolution: isTime && isImported ? Self.millisecond : 0,
            margin: metric.statistic == .errorRate ? max(margin, Self.errorMargin) : margin)
    }

    /// The reasons that the runs should not be compared; none for one kind of machine and build.
    ///
    /// Of runs that were read from JTLs nothing is known.
    package var obstacles: [Obstacle] {
        guard first.facts.isImported == second.facts.isImported else { return [.kinds] }
        guard let a = first.facts.generators.first, let b = second.facts.generators.first else {
            return []
        }
        var found: [Obstacle] = []
        if a.isDebugBuild != b.isDebugBuild { found.append(.buildModes) }
        let machines = (a.machine ?? a.host, b.machine ?? b.host)
        if machines.0 != machines.1 { found.append(.machines(machines.0, machines.1)) }
        if a.loops != b.loops { found.append(.loops(a.loops, b.loops)) }
        return found
    }
}
