package import LoadTestingMacrosFree

extension RunSnapshot {
    /// A metric's value; `nil` when there is none, such as without requests.
    ///
    /// Over sliding windows it is that of the worst one.
    package func value(of metric: Metric) -> MetricValue? {
        (try? part(of: metric, worst: metric.prefersMore ? .smallest : .largest))?.value(of: metric)
    }
}

extension LabelSnapshot {
    /// A metric's value over these requests.
    package func value(of metric: Metric) -> MetricValue? {
        switch metric.statistic {
        case .percentile(let percent): percentile(percent, on: metric.clock).map { .duration($0) }
        case .mean: succeeded(on: metric.clock).mean.map { .duration($0) }
        case .min: succeeded(on: metric.clock).minimum.map { .duration($0) }
        case .max: maximum(on: metric.clock).map { .duration($0) }
        case .errorRate: errorRate.map { .ratio($0) }
        case .checkRate: checkRate.map { .ratio($0) }
        case .requestCount: .count(Int(requests))
        case .openedConnections: .count(Int(openedConnections))
        case .fraction(let bound): share(of: count(under: bound)).map { .ratio($0) }
        case .apdex(let target): apdex(target: target).map { .score($0) }
        // Of requests alone there is none: a part of a run has it.
        case .throughput, .requestRate, .server, .counter, .counterRate, .gauge, .capacity,
            .goodput, .recovery:
            nil
        }
    }

    /// The times of requests that succeeded.
    package func succeeded(on clock: Metric.Clock) -> HistogramSnapshot {
        self[HistogramKind(clock)]
    }

    /// The number of failed requests that a clock would have timed; phases are of successes only.
    package func failed(on clock: Metric.Clock) -> UInt64 { clock.isPhase ? 0 : failed }

    /// The number of requests that a clock timed, with those that failed.
    package func requests(on clock: Metric.Clock) -> UInt64 {
        succeeded(on: clock).count + failed(on: clock)
    }

    /// The time within which a percentage of all requests succeeded; `nil` when more failed.
    ///
    /// Rank ⌈p · (ok + failed)⌉ over those that succeeded in ascending order, then the failed.
    package func percentile(_ percent: Double, on clock: Metric.Clock) -> Duration? {
        let rank = HistogramSnapshot.rank(of: percent, in: requests(on: clock))
        return succeeded(on: clock).value(atRank: rank)
    }

    private func maximum(on clock: Metric.Clock) -> Duration? {
        failed(on: clock) > 0 ? nil : succeeded(on: clock).maximum
    }

    /// Failed requests as a share of all; `nil` without requests.
    ///
    /// An iteration that broke without a failed request counts as one more.
    package var errorRate: Ratio? {
        let all = requests + brokenIterations
        return all > 0 ? Ratio(fraction: Double(errors) / Double(all)) : nil
    }

    /// Checks that held, as a share of all; `nil` without checks.
    var checkRate: Ratio? {
        checks.all > 0 ? Ratio(fraction: Double(checks.passed) / Double(checks.all)) : nil
    }

    /// Counts the requests that succeeded in less than a response time.
    func count(under bound: Duration) -> UInt64 {
        succeeded - okResponse.count(above: bound, orAt: true)
    }

    private func share(of count: UInt64) -> Ratio? {
        requests > 0 ? Ratio(fraction: Double(count) / Double(requests)) : nil
    }

    /// The Apdex score, see ``ScoreMetric/apdex(target:of:over:during:)``; `nil` without requests.
    private func apdex(target: Duration) -> Double? {
        guard requests > 0 else { return nil }
        let satisfied = succeeded - okResponse.count(above: target, orAt: false)
        let tolerating = succeeded - satisfied - okResponse.count(above: target * 4, orAt: false)
        return (Double(satisfied) + Double(tolerating) / 2) / Double(requests)
    }

    /// The measurements that a metric needs, and the reasons of failures.
    ///
    /// - Parameter isRelieved: whether the generator's own delay is to be subtracted.
    func kept(for metric: Metric, isRelieved: Bool = false) -> LabelSnapshot {
        var kept = LabelSnapshot()
        kept.okResponse =
            metric.needsDistribution || isRelieved ? okResponse : okResponse.outline
        kept.failedResponse = failedResponse.outline
        kept.causes = causes
        kept.brokenIterations = brokenIterations
        kept.checks = checks
        kept.openedConnections = openedConnections
        kept.groups = groups
        kept.succeededInDrain = succeededInDrain
        kept.failedInDrain = failedInDrain
        switch metric.clock {
        case .response: break
        case .service: kept.okService = okService
        case .exchange: kept.okExchange = okExchange
        case .lookup, .connect, .tls, .send, .wait, .receive: kept.phases = phases
        }
        return isRelieved ? kept.withCharges(of: self) : kept
    }

    private func withCharges(of other: LabelSnapshot) -> LabelSnapshot {
        var copy = self
        copy.failedResponse = other.failedResponse
        copy.unseenTimeouts = other.unseenTimeouts
        copy.responseCharges = other.responseCharges
        copy.serviceCharges = other.serviceCharges
        copy.exchangeCharges = other.exchangeCharges
        return copy
    }
}

extension Metric {
    /// Whether single values matter, not only their number, sum and extremes.
    fileprivate var needsDistribution: Bool {
        switch statistic {
        case .percentile, .fraction, .apdex: true
        case .mean, .min, .max, .errorRate, .throughput, .requestRate, .requestCount,
            .openedConnections, .checkRate, .server, .counter, .counterRate, .gauge,
            .capacity, .goodput, .recovery:
            false
        }
    }
}
