// swift-format-ignore-file: NoLeadingUnderscores
// Swift calls values without a label `_0`: as they are stored they have names.

/// A measured quantity as data: of the load or of the server, with its statistic, clock and scope.
///
/// A metric is never a closure, so that it can be printed, compared, sent and stored.
public struct Metric: Hashable, Codable, Sendable {
    package enum Statistic: Hashable, Codable, Sendable {
        /// Percent, above 0 and up to 100.
        case percentile(Double)
        case mean, min, max
        case errorRate, throughput, requestRate, requestCount, openedConnections
        /// The share of all requests that succeeded in less than this time.
        case fraction(under: Duration)
        /// The satisfaction of users who want this time.
        case apdex(target: Duration)
        /// Checks that held, as a share of all that were made.
        case checkRate
        /// Of the server under test, not of the load.
        case server(ServerSeries, ServerStatistic)
        /// The sum, or the rate, of a counter of the plan's own.
        case counter(String), counterRate(String)
        /// Of the values of a gauge of the plan's own.
        case gauge(String, GaugeStatistic)
        /// The answer of a search for the highest load.
        case capacity
        /// The successes beyond it, as a share of those at it.
        case goodput(atOverload: Double)
        /// The time until budgets hold again: after the event of a name, or after an overload.
        case recovery(after: String?)

        private enum PercentileCodingKeys: String, CodingKey { case _0 = "percent" }
        private enum ServerCodingKeys: String, CodingKey { case _0 = "series", _1 = "statistic" }
        private enum CounterCodingKeys: String, CodingKey { case _0 = "name" }
        private enum CounterRateCodingKeys: String, CodingKey { case _0 = "name" }
        private enum GaugeCodingKeys: String, CodingKey { case _0 = "name", _1 = "statistic" }
    }

    package enum Clock: String, Hashable, Codable, Sendable {
        /// From the instant at which a request was due to its last byte.
        case response
        /// From the start of the exchange to its last byte.
        case service
        /// From the first byte written to the last one read.
        case exchange
        /// A part of the exchange alone.
        case lookup, connect, tls, send, wait, receive
    }

    package var statistic: Statistic
    package var clock = Clock.response
    package var scope = MetricScope.everything
    /// Any window of this length; `nil` for the whole period.
    package var window: Duration?
    package var period = RunPeriod.wholeRun

    package init(_ statistic: Statistic) { self.statistic = statistic }

    /// The same metric of other requests; what is `nil` leaves it as it is.
    package func scoped(
        to scope: MetricScope, over window: Duration?, during period: RunPeriod?
    ) -> Metric {
        var copy = self
        copy.scope = scope.over(self.scope)
        copy.window = window ?? copy.window
        copy.period = period ?? copy.period
        return copy
    }

    package func timed(by clock: Clock) -> Metric {
        var copy = self
        copy.clock = clock
        return copy
    }

    /// Whether a larger value is a better one, which defines the worst window.
    package var prefersMore: Bool {
        switch statistic {
        case .throughput, .requestRate, .requestCount, .fraction, .apdex, .checkRate, .counter,
            .counterRate, .capacity, .goodput:
            true
        case .percentile, .mean, .min, .max, .errorRate, .openedConnections, .server, .gauge,
            .recovery:
            false
        }
    }

    /// Whether its value depends on failed requests.
    package var seesFailures: Bool {
        switch statistic {
        case .requestRate, .requestCount, .openedConnections, .server, .counter, .counterRate,
            .gauge, .capacity, .goodput, .recovery:
            false
        case .percentile, .mean, .min, .max, .errorRate, .throughput, .fraction, .apdex,
            .checkRate:
            true
        }
    }
}

extension Metric {
    /// Whether it is of a search for the highest load, not of one load.
    package var isOfSearch: Bool {
        switch statistic {
        case .capacity, .goodput, .recovery(after: nil): true
        default: false
        }
    }

    /// Whether it says of any second of a run whether users are served: it is of requests, and of
    /// no stated part of the run.
    package var saysWhatHolds: Bool {
        period == .wholeRun && (seesFailures || statistic == .requestRate)
    }

    /// The event that it is about; `nil` for another metric.
    package var event: String? {
        if case .recovery(let event) = statistic { event } else { nil }
    }
}

extension Metric.Clock {
    /// Whether it times a part of the exchange, which failed requests don't have.
    package var isPhase: Bool { ![.response, .service, .exchange].contains(self) }
}

extension Metric: CustomStringConvertible {
    /// The metric as written in a plan: `p99(of: "login", in: "buyers", over: 10 s)`,
    /// `p99.service`.
    public var description: String {
        let (name, argument) = statisticName
        let period = period == .wholeRun ? nil : "during: \(period)"
        let arguments =
            ([argument] + scope.arguments + [window.map { "over: \($0.text)" }, period])
            .compactMap(\.self)
        let scoped = arguments.isEmpty ? name : "\(name)(\(arguments.joined(separator: ", ")))"
        if case .server(let series, let statistic) = statistic {
            return scoped + (series.suffix(of: statistic).map { ".\($0)" } ?? "")
        }
        if case .gauge(_, let statistic) = statistic, statistic != .last {
            return "\(scoped).\(statistic.rawValue)"
        }
        return clock == .response ? scoped : "\(scoped).\(clock.rawValue)"
    }

    /// The name of its statistic: `p99`, `capacity`.
    package var name: String { statisticName.name }

    private var statisticName: (name: String, argument: String?) {
        switch statistic {
        case .percentile(let percent): ("p\(NumberText.decimal(percent, places: 6))", nil)
        case .mean: ("mean", nil)
        case .min: ("min", nil)
        case .max: ("max", nil)
        case .errorRate: ("errorRate", nil)
        case .throughput: ("throughput", nil)
        case .requestRate: ("requestRate", nil)
        case .requestCount: ("requestCount", nil)
        case .openedConnections: ("openedConnections", nil)
        case .fraction(let bound): ("fraction", "under: \(bound.text)")
        case .apdex(let target): ("apdex", "target: \(target.text)")
        case .checkRate: ("checkRate", nil)
        case .server(let series, let statistic): series.name(for: statistic)
        case .counter(let name): ("counter", "\"\(name)\"")
        case .counterRate(let name): ("counterRate", "\"\(name)\"")
        case .gauge(let name, _): ("gauge", "\"\(name)\"")
        case .capacity: ("capacity", nil)
        case .goodput(let factor):
            ("goodput", "atOverload: \(NumberText.decimal(factor, places: 3))")
        case .recovery(let event): ("recovery", event.map { "after: \"\($0)\"" })
        }
    }
}
