package import LoadTestingMacrosFree

extension RunSnapshot {
    /// A percentile, the throughput, the request rate or the error rate of the judged part of the
    /// run, and of its slices; or the reason that there is none.
    ///
    /// - Parameter metric: its statistic, scope and clock count.
    package func estimate(of metric: Metric) -> Result<SlicedEstimate, MissingInterval> {
        let slices = TimeSlices(
            latencies(of: metric.samples, on: metric.clock, in: judgedIntervals))
        switch metric.statistic {
        case .percentile(let percent): return slices.estimate(of: percent, by: .printed)
        case .throughput: return slices.estimate { Self.rate($0.ok.count, $0) }
        case .requestRate: return slices.estimate { Self.rate($0.requests, $0) }
        case .errorRate:
            return slices.estimate {
                $0.requests > 0 ? Double($0.failed) / Double($0.requests) : nil
            }
        default: return .failure(.noPercentile)
        }
    }

    private static func rate(_ count: UInt64, _ latencies: IntervalLatencies) -> Double? {
        latencies.seconds > 0 ? Double(count) / Double(latencies.seconds) : nil
    }
}
