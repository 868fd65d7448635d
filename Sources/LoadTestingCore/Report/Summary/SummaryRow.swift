import LoadTestingMacrosFree

/// The figures of some requests: of all, or of those of a label, a group or a tag.
struct SummaryRow: Encodable {
    /// Left out for rows of all labels.
    private let label: String?
    /// Left out for rows of all groups.
    private let group: String?
    /// Left out for rows of requests with any tags, or none.
    private let tag: String?
    private let isTransaction: Bool
    private let requests: UInt64
    private let failed: UInt64
    private let errorRate: Double?
    /// Successes and requests a second of the load's time.
    private let throughput: Double?
    private let requestRate: Double?
    private let receivedBytes: Int64
    private let sentBytes: Int64
    private let openedConnections: UInt64
    /// From due to end, of requests that succeeded.
    private let responseTime: SummaryTimes?
    /// From start to end, of requests that succeeded.
    private let serviceTime: SummaryTimes?
    /// From due to end, of requests that failed.
    private let failedTime: SummaryTimes?
    private let statuses: [String: UInt64]
    private let errors: [String: UInt64]

    init(_ scope: MetricScope, in result: LoadTestResult) {
        let samples = SampleScope(label: scope.label, group: scope.group, tag: scope.tag)
        let total = result.snapshot.total(of: samples) ?? LabelSnapshot()
        label = scope.label?.printable
        group = scope.group?.printable
        tag = scope.tag?.printable
        isTransaction = scope.label.map { result.snapshot.isTransaction(label: $0) } ?? false
        requests = total.requests
        failed = total.failed
        errorRate = total.errorRate?.fraction
        let rate = { (statistic: Metric.Statistic) -> Double? in
            let metric = Metric(statistic).scoped(to: scope, over: nil, during: nil)
            return result.snapshot.value(of: metric)?.number
        }
        throughput = rate(.throughput)
        requestRate = rate(.requestRate)
        receivedBytes = total.receivedBytes
        sentBytes = total.sentBytes
        openedConnections = total.openedConnections
        responseTime = SummaryTimes(total.okResponse)
        serviceTime = SummaryTimes(total.okService)
        failedTime = SummaryTimes(total.failedResponse)
        statuses = Dictionary(total.statuses.map { ("\($0)", $1) }) { $0 + $1 }
        errors = Dictionary(total.causes.map { ("\($0)".printable, $1) }) { $0 + $1 }
    }
}

/// The distribution of some times, in seconds.
struct SummaryTimes: Encodable {
    private let count: UInt64
    private let min, mean, p50, p75, p90, p95, p99, p999, p9999, max: Double?

    private enum CodingKeys: String, CodingKey {
        case count, min, mean, p50, p75, p90, p95, p99, max
        case p999 = "p99.9"
        case p9999 = "p99.99"
    }

    /// - Returns: `nil` without values.
    init?(_ times: HistogramSnapshot) {
        guard times.count > 0 else { return nil }
        let percentile = { times.percentile($0)?.fractionalSeconds }
        count = times.count
        min = times.minimum?.fractionalSeconds
        mean = times.mean?.fractionalSeconds
        p50 = percentile(50)
        p75 = percentile(75)
        p90 = percentile(90)
        p95 = percentile(95)
        p99 = percentile(99)
        p999 = percentile(99.9)
        p9999 = percentile(99.99)
        max = times.maximum?.fractionalSeconds
    }
}
