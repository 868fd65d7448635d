/// Intervals of a run as lines of Graphite's plaintext protocol, under the names of JMeter's
/// listener.
package struct GraphiteText: Sendable {
    private let prefix: String

    package init(prefix: String) { self.prefix = BackendName.prefix(prefix) }

    /// The lines of an interval.
    package func lines(of interval: BackendInterval) -> String {
        let second = interval.startNanoseconds / 1_000_000_000
        var figures = interval.rows.flatMap { row in
            self.figures(of: row.label, named: BackendName.level(row.name))
        }
        if interval.total.requests > 0 {
            figures += self.figures(of: interval.total, named: BackendInterval.all)
        }
        let users = interval.users
        figures += [
            ("\(BackendInterval.all).throughput", BackendName.figure(interval.throughput)),
            ("test.minAT", "\(users.minimum)"), ("test.maxAT", "\(users.maximum)"),
            ("test.meanAT", BackendName.figure(users.mean)),
        ]
        return figures.map { "\(prefix)\($0.name) \($0.value) \(second)\n" }.joined()
    }

    private typealias Figure = (name: String, value: String)

    private func figures(of label: LabelSnapshot, named name: String) -> [Figure] {
        let kinds = [
            ("ok", label.okResponse), ("ko", label.failedResponse), ("a", label.allResponse),
        ]
        var figures: [Figure] = []
        for (kind, histogram) in kinds {
            figures.append(("\(name).\(kind).count", "\(histogram.count)"))
            guard let times = BackendTimes(histogram) else { continue }
            figures += [
                ("\(name).\(kind).min", BackendName.figure(times.minimum)),
                ("\(name).\(kind).max", BackendName.figure(times.maximum)),
                ("\(name).\(kind).avg", BackendName.figure(times.mean)),
            ]
            figures += times.percentiles.map {
                ("\(name).\(kind).pct\(Int($0.percent))", BackendName.figure($0.value))
            }
        }
        figures += label.causes.sorted { "\($0.key)" < "\($1.key)" }.map { cause, count in
            ("\(name).ko.\(BackendName.level(cause.description)).count", "\(count)")
        }
        return figures + [
            ("\(name).h.count", "\(label.requests)"), ("\(name).sb.bytes", "\(label.sentBytes)"),
            ("\(name).rb.bytes", "\(label.receivedBytes)"),
        ]
    }
}
