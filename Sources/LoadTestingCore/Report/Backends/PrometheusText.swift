import LoadTestingMacrosFree

/// Totals of a run in Prometheus' text format 0.0.4, or in OpenMetrics 1.0.
package struct PrometheusText: Sendable {
    private let test: String
    private let isOpenMetrics: Bool

    /// The type of each format in a head.
    package var contentType: String {
        isOpenMetrics
            ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
            : "text/plain; version=0.0.4; charset=utf-8"
    }

    /// - Parameters:
    ///   - test: the name of the load test.
    ///   - isOpenMetrics: whether the text is OpenMetrics.
    package init(test: String, isOpenMetrics: Bool) {
        self.test = test
        self.isOpenMetrics = isOpenMetrics
    }

    /// The whole text.
    package func text(of totals: PrometheusTotals) -> String {
        let labels = totals.labels.sorted { $0.key < $1.key }
        let families = [
            counter(
                "requests", "Requests that ended, by label and outcome.",
                labels.flatMap { name, label in
                    [("ok", label.ok.count), ("failed", label.failed.count)].map { outcome, count in
                        (pairs(name, label) + [("outcome", outcome)], "\(count)")
                    }
                }),
            counter(
                "errors", "Failed requests, by label and cause.",
                labels.flatMap { name, label in
                    label.causes.sorted { "\($0.key)" < "\($1.key)" }.map { cause, count in
                        (pairs(name, label) + [("cause", "\(cause)")], "\(count)")
                    }
                }),
            counter(
                "sent_bytes", "Bytes sent, by label.",
                labels.map { (pairs($0.key, $0.value), "\($0.value.sentBytes)") }),
            counter(
                "received_bytes", "Bytes received, by label.",
                labels.map { (pairs($0.key, $0.value), "\($0.value.receivedBytes)") }),
            head("active_users", "gauge", "The maximum users active at once in the last second.")
                + line("active_users", [], "\(totals.activeUsers)"),
            times(labels),
        ]
        return families.joined() + (isOpenMetrics ? "# EOF\n" : "")
    }

    private typealias Pairs = [(name: String, value: String)]

    private func pairs(_ name: String, _ label: PrometheusTotals.Label) -> Pairs {
        [("label", name), ("kind", label.isTransaction ? "transaction" : "request")]
    }

    private func head(_ name: String, _ type: String, _ help: String) -> String {
        let hasUnit = isOpenMetrics && name.hasSuffix("_seconds")
        let unit = hasUnit ? "# UNIT loadtesting_\(name) seconds\n" : ""
        return "# HELP loadtesting_\(name) \(help)\n# TYPE loadtesting_\(name) \(type)\n\(unit)"
    }

    /// A family of counters, whose name has an ending in samples alone with OpenMetrics.
    private func counter(
        _ name: String, _ help: String, _ samples: [(Pairs, String)]
    ) -> String {
        guard !samples.isEmpty else { return "" }
        return head(isOpenMetrics ? name : "\(name)_total", "counter", help)
            + samples.map { line("\(name)_total", $0.0, $0.1) }.joined()
    }

    private func times(_ labels: [(key: String, value: PrometheusTotals.Label)]) -> String {
        let samples = labels.flatMap { name, label in
            [("ok", label.ok), ("failed", label.failed)].filter { $0.1.count > 0 }
                .map { outcome, times in
                    self.times(times, pairs(name, label) + [("outcome", outcome)])
                }
        }
        guard !samples.isEmpty else { return "" }
        return head(
            "response_time_seconds", "histogram",
            "Response times from due to end, by label and outcome.") + samples.joined()
    }

    private func times(_ times: PrometheusTotals.Times, _ pairs: Pairs) -> String {
        let name = "response_time_seconds"
        let buckets = zip(PrometheusTotals.bounds, times.counts).map { bound, count in
            line("\(name)_bucket", pairs + [("le", "\(Double(bound) / 1_000)")], "\(count)")
        }
        return buckets.joined()
            + line("\(name)_bucket", pairs + [("le", "+Inf")], "\(times.count)")
            + line("\(name)_sum", pairs, "\(times.sumNanoseconds / 1e9)")
            + line("\(name)_count", pairs, "\(times.count)")
    }

    private func line(_ name: String, _ pairs: Pairs, _ value: String) -> String {
        let all = [(name: "test", value: test)] + pairs
        let text = all.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }
        return "loadtesting_\(name){\(text.joined(separator: ","))} \(value)\n"
    }

    private static func escaped(_ text: String) -> String {
        text.printable.unicodeScalars.reduce(into: "") { escaped, scalar in
            if scalar == "\\" || scalar == "\"" { escaped += "\\" }
            escaped.unicodeScalars.append(scalar)
        }
    }
}
