/// What is measured, as data: where it comes from, which statistic, on which clock, over what.
///
/// A metric is never a closure, so that it can be printed, compared, sent and stored.
public struct Metric: Hashable, Codable, Sendable {
    /// Where the figures come from.
    package enum Source: String, Hashable, Codable, Sendable {
        /// The exchanges of the load.
        case load
    }

    package enum Statistic: Hashable, Codable, Sendable {
        /// Percent, above 0 and up to 100.
        case percentile(Double)
        case mean, min, max
        case errorRate, throughput, requestRate, requestCount
    }

    package enum Clock: String, Hashable, Codable, Sendable {
        /// From the instant at which a request was due to its last byte.
        case response
        /// From the start of the exchange to its last byte.
        case service
    }

    package enum Scope: Hashable, Codable, Sendable {
        case everything
        case label(String)
    }

    /// Which part of the run.
    package enum Window: String, Hashable, Codable, Sendable {
        /// All of it, ramp-up included.
        case wholeRun
    }

    package var source = Source.load
    package var statistic: Statistic
    package var clock = Clock.response
    package var scope = Scope.everything
    package var window = Window.wholeRun

    package init(_ statistic: Statistic) { self.statistic = statistic }

    package func scoped(to label: String) -> Metric {
        var copy = self
        copy.scope = .label(label)
        return copy
    }
}

extension Metric: CustomStringConvertible {
    /// The metric as a person writes it: `p99(of: "login")`, `p99.service`, `errorRate`.
    public var description: String {
        let scoped =
            switch scope {
            case .everything: statisticName
            case .label(let label): "\(statisticName)(of: \"\(label)\")"
            }
        return clock == .service ? scoped + ".service" : scoped
    }

    private var statisticName: String {
        switch statistic {
        case .percentile(let percent): "p\(NumberText.decimal(percent, places: 6))"
        case .mean: "mean"
        case .min: "min"
        case .max: "max"
        case .errorRate: "errorRate"
        case .throughput: "throughput"
        case .requestRate: "requestRate"
        case .requestCount: "requestCount"
        }
    }
}
