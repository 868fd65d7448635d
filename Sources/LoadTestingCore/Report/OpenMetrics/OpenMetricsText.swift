import LoadTestingMacrosFree

/// A result as OpenMetrics text 1.0: totals, quantiles and verdicts of the whole run.
package struct OpenMetricsText {
    private let result: LoadTestResult

    package init(_ result: LoadTestResult) { self.result = result }

    /// The whole file.
    package var text: String {
        let families = [requests, responseTimes, errors, throughput, budgets]
        return families.joined() + "# EOF\n"
    }

    private typealias Row = (label: String, total: LabelSnapshot)

    private var rows: [Row] {
        result.labels.compactMap { label in
            result.snapshot.total(of: label).map { (label: label, total: $0) }
        }
    }

    private func family(
        _ name: String, _ type: String, unit: String? = nil, _ help: String, _ samples: [String]
    ) -> String {
        guard !samples.isEmpty else { return "" }
        let head =
            ["# TYPE loadtesting_\(name) \(type)"]
            + (unit.map { ["# UNIT loadtesting_\(name) \($0)"] } ?? [])
            + ["# HELP loadtesting_\(name) \(help)"]
        return (head + samples).map { "\($0)\n" }.joined()
    }

    private func sample(
        _ name: String, _ labels: [(name: String, value: String)], _ value: String
    ) -> String {
        let all = [(name: "test", value: result.name)] + labels
        let pairs = all.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }
        return "loadtesting_\(name){\(pairs.joined(separator: ","))} \(value)"
    }

    private static func escaped(_ text: String) -> String {
        text.printable.unicodeScalars.reduce(into: "") { escaped, scalar in
            if scalar == "\\" || scalar == "\"" { escaped += "\\" }
            escaped.unicodeScalars.append(scalar)
        }
    }

    private var requests: String {
        family(
            "requests", "counter", "Requests that ended, by label and outcome.",
            rows.flatMap { row in
                [
                    sample(
                        "requests_total",
                        [(name: "label", value: row.label), (name: "outcome", value: "ok")],
                        "\(row.total.succeeded)"),
                    sample(
                        "requests_total",
                        [(name: "label", value: row.label), (name: "outcome", value: "failed")],
                        "\(row.total.failed)"),
                ]
            })
    }

    private static let quantiles = [
        ("0.5", 50.0), ("0.9", 90), ("0.95", 95), ("0.99", 99), ("0.999", 99.9),
    ]

    private var responseTimes: String {
        let name = "response_time_seconds"
        return family(
            name, "summary", unit: "seconds",
            "Response times of requests that succeeded, from due to end.",
            rows.flatMap { row -> [String] in
                let times = row.total.okResponse
                let label = [(name: "label", value: row.label)]
                let quantiles = Self.quantiles.compactMap { quantile in
                    times.percentile(quantile.1).map {
                        sample(
                            name, label + [(name: "quantile", value: quantile.0)],
                            "\($0.fractionalSeconds)")
                    }
                }
                return quantiles + [
                    sample("\(name)_sum", label, "\(times.sumNanoseconds / 1e9)"),
                    sample("\(name)_count", label, "\(times.count)"),
                ]
            })
    }

    private var errors: String {
        family(
            "errors", "counter", "Failed requests, by label and cause.",
            rows.flatMap { row in
                row.total.causes.sorted { $0.key.code > $1.key.code }.map { cause, count in
                    sample(
                        "errors_total",
                        [
                            (name: "label", value: row.label),
                            (name: "cause", value: cause.description),
                        ], "\(count)")
                }
            })
    }

    private var throughput: String {
        let rate = result[.throughput].map { [sample("throughput", [], "\($0.perSecond)")] }
        return family(
            "throughput", "gauge", "Successful requests a second of the load's time.", rate ?? [])
    }

    private var budgets: String {
        family(
            "budget_passed", "gauge", "Whether a budget was kept: 1, or 0 for anything else.",
            result.findings.compactMap { finding in
                finding.budget.map {
                    sample(
                        "budget_passed", [(name: "budget", value: $0.description)],
                        finding.verdict == .passed ? "1" : "0")
                }
            })
    }
}
