/// Intervals of a run as StatsD's lines: counters, and gauges of the interval.
package struct StatsDText: Sendable {
    private let prefix: String

    package init(prefix: String) { self.prefix = BackendName.prefix(prefix) }

    /// The lines of an interval.
    package func lines(of interval: BackendInterval) -> String {
        var lines = interval.rows.map {
            self.lines(of: $0.label, named: BackendName.level($0.name))
        }
        if interval.total.requests > 0 {
            lines.append(self.lines(of: interval.total, named: BackendInterval.all))
        }
        lines.append(gauge("\(BackendInterval.all).throughput", interval.throughput))
        lines.append(gauge("active_users", Double(interval.users.maximum)))
        return lines.joined()
    }

    private func lines(of label: LabelSnapshot, named name: String) -> String {
        var lines = counter("\(name).ok", label.succeeded) + counter("\(name).failed", label.failed)
        lines += counter("\(name).sent_bytes", UInt64(clamping: label.sentBytes))
        lines += counter("\(name).received_bytes", UInt64(clamping: label.receivedBytes))
        for (cause, count) in label.causes.sorted(by: { "\($0.key)" < "\($1.key)" }) {
            lines += counter("\(name).failed.\(BackendName.level(cause.description))", count)
        }
        guard let times = BackendTimes(label.okResponse) else { return lines }
        let figures =
            [("min", times.minimum), ("mean", times.mean), ("max", times.maximum)]
            + times.percentiles.map { ("p\(Int($0.percent))", $0.value) }
        return lines + figures.map { gauge("\(name).response_time.\($0)", $1) }.joined()
    }

    /// A counter, which says nothing at zero.
    private func counter(_ name: String, _ count: UInt64) -> String {
        count > 0 ? "\(prefix)\(name):\(count)|c\n" : ""
    }

    /// A gauge; one with a sign would be a change.
    private func gauge(_ name: String, _ value: Double) -> String {
        "\(prefix)\(name):\(BackendName.figure(max(0, value)))|g\n"
    }
}
