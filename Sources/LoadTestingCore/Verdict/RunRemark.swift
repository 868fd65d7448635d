package import LoadTestingMacrosFree

/// A remark that a reader needs beside the figures, and that changes no verdict.
package enum RunRemark: Hashable, Sendable {
    /// Users of a group without an answer, and the share of its requests that the others made.
    case users(UserWaits, group: String?, others: Ratio)
    /// Answers to a label of which some are other than 2xx.
    case answers(Answers, label: String)
    /// The same of all labels beyond those that have a remark of their own.
    case answersOfFurtherLabels(Answers, labels: Int)
    /// Requests that were sent again, by label.
    case resent([String: UInt64], of: UInt64)
    /// Kept connections with unrequested bytes, by label.
    case strays([String: UInt64])
    /// The addresses of a name of which some were not loaded.
    case missedAddresses([AddressUse])
    /// Addresses of a name that refused connections while the load ran.
    case refusingAddresses([AddressUse])
    /// Connections that were opened made a percentile higher.
    case newConnections(Ratio, Metric, Duration, without: Duration)
    /// The server stalled; the percentile that arrivals would have seen.
    case stall(Stall, Metric, Duration)
    /// Requests waited before they were sent; the mean of that.
    case gap(Metric, response: Duration, service: Duration, mean: Duration, isClosed: Bool)
    /// The load had ended, and answers were still waited for.
    case drain(nanoseconds: Int64, ofNanoseconds: Int64, requests: Int)
    /// A budget that holds over the whole run is missed over its plateau, in these seconds; with
    /// the users that were active, or `nil` for arrivals.
    case plateau(Range<Int>, users: Int?, Metric, MetricValue)
    /// The beginning resembles a warm-up.
    case warmUp(seconds: Int)
    /// Figures changed over the run, by a share of their median.
    case drift(latency: Double?, throughput: Double?, seconds: Int)
}
