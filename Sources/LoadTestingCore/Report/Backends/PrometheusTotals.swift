/// Everything since the start of a run, as Prometheus wants it: counters that only grow.
package struct PrometheusTotals: Sendable {
    /// The totals of a label.
    struct Label {
        var isTransaction = false
        var ok = Times()
        var failed = Times()
        var causes: [FailureCause: UInt64] = [:]
        var sentBytes: Int64 = 0
        var receivedBytes: Int64 = 0
    }

    /// A histogram of fixed buckets.
    struct Times {
        var count: UInt64 = 0
        var sumNanoseconds = 0.0
        /// By bound: the values that do not exceed it.
        var counts = [UInt64](repeating: 0, count: PrometheusTotals.bounds.count)

        mutating func add(_ times: HistogramSnapshot) {
            guard times.count > 0 else { return }
            count += times.count
            sumNanoseconds += times.sumNanoseconds
            for (index, bound) in PrometheusTotals.bounds.enumerated() {
                let above = times.count(above: .milliseconds(bound), orAt: false)
                counts[index] += times.count - min(times.count, above)
            }
        }
    }

    /// The upper ends of the buckets, in milliseconds.
    static let bounds = [
        1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000,
    ]

    private(set) var labels: [String: Label] = [:]
    private(set) var activeUsers = 0

    package init() {}

    /// Takes an interval.
    package mutating func add(_ interval: BackendInterval) {
        activeUsers = interval.users.maximum
        for row in interval.rows {
            var label = labels[row.name] ?? Label()
            label.isTransaction = row.isTransaction
            label.ok.add(row.label.okResponse)
            label.failed.add(row.label.failedResponse)
            label.causes.merge(row.label.causes, uniquingKeysWith: +)
            label.sentBytes += row.label.sentBytes
            label.receivedBytes += row.label.receivedBytes
            labels[row.name] = label
        }
    }

    /// The load has ended: nobody is active.
    package mutating func end() { activeUsers = 0 }
}
