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
        /// Of the server under test, not of the load.
        case server(ServerSeries, ServerStatistic)

        private enum PercentileCodingKeys: String, CodingKey { case _0 = "percent" }
        private enum ServerCodingKeys: String, CodingKey { case _0 = "series", _1 = "statistic" }
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

    package enum Scope: Hashable, Codable, Sendable {
        case everything
        case label(String)

        private enum LabelCodingKeys: String, CodingKey { case _0 = "name" }
    }

    package var statistic: Statistic
    package var clock = Clock.response
    package var scope = Scope.everything
    /// Any window of this length; `nil` for the whole period.
    package var window: Duration?
    package var period = RunPeriod.wholeRun

    package init(_ statistic: Statistic) { self.statistic = statistic }

    /// The same metric of other requests; `nil` parameters leave it as it is.
    package func scoped(
        to label: String?, over window: Duration?, during period: RunPeriod?
    ) -> Metric {
        var copy = self
        if let label { copy.scope = .label(label) }
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
        case .throughput, .requestRate, .requestCount, .fraction, .apdex: true
        case .percentile, .mean, .min, .max, .errorRate, .openedConnections, .server: false
        }
    }

    /// Whether its value depends on failed requests.
    package var seesFailures: Bool {
        switch statistic {
        case .requestRate, .requestCount, .openedConnections, .server: false
        case .percentile, .mean, .min, .max, .errorRate, .throughput, .fraction, .apdex: true
        }
    }
}

extension Metric.Clock {
    /// Whether it times a part of the exchange, which failed requests don't have.
    package var isPhase: Bool { ![.response, .service, .exchange].contains(self) }
}

extension Metric: CustomStringConvertible {
    /// The metric as written in a plan: `p99(of: "login", over: 10 s)`, `p99.service`.
    public var description: String {
        let (name, argument) = statisticName
        let period = period == .wholeRun ? nil : "during: \(period)"
        let scope: String? = if case .label(let label) = scope { "of: \"\(label)\"" } else { nil }
        let arguments = [argument, scope, window.map { "over: \($0.text)" }, period]
            .compactMap(\.self)
        let scoped = arguments.isEmpty ? name : "\(name)(\(arguments.joined(separator: ", ")))"
        if case .server(let series, let statistic) = statistic {
            return scoped + (series.suffix(of: statistic).map { ".\($0)" } ?? "")
        }
        return clock == .response ? scoped : "\(scoped).\(clock.rawValue)"
    }

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
        case .server(let series, let statistic): series.name(for: statistic)
        }
    }
}

extension Metric {
    /// The label that it is about; `nil` for everything.
    package var label: String? { if case .label(let name) = scope { name } else { nil } }
}
