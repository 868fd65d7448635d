import LoadTestingMacrosFree

/// An event of a run for the live view: JSON on one line.
package struct LiveEvent: Hashable, Sendable {
    /// The kind, by which the page knows it: `begin`, `second` or `end`.
    package let kind: String
    package let json: String

    /// The server-sent event.
    package var text: String { "event: \(kind)\ndata: \(json)\n\n" }

    private init(_ kind: String, _ fields: [(name: String, value: String)]) {
        self.kind = kind
        json = "{" + fields.map { "\"\($0.name)\":\($0.value)" }.joined(separator: ",") + "}"
    }

    /// The start of a run.
    package static func begin(_ name: String) -> LiveEvent {
        LiveEvent("begin", [("name", quoted(name))])
    }

    /// A second of a run: rates, response times in milliseconds of requests that succeeded, users.
    ///
    /// - Parameters:
    ///   - interval: the second.
    ///   - number: its number, from the start of the run.
    ///   - processors: the processors that the server used; `nil` where that is not known.
    package static func second(
        _ interval: BackendInterval, number: Int, processors: Double?
    ) -> LiveEvent {
        let total = interval.total
        var fields = [
            (name: "second", value: "\(number)"), ("throughput", "\(total.succeeded)"),
            ("errors", "\(total.failed)"), ("users", "\(interval.users.maximum)"),
        ]
        for (name, percent) in [("p50", 50.0), ("p95", 95), ("p99", 99)] {
            guard let time = total.okResponse.percentile(percent) else { continue }
            fields.append((name, BackendName.figure(time.fractionalSeconds * 1_000)))
        }
        if let processors { fields.append(("processors", BackendName.figure(processors))) }
        return LiveEvent("second", fields)
    }

    /// The end of a run, with its verdict and what was found.
    package static func end(_ result: LoadTestResult) -> LiveEvent {
        let findings = result.findings.map { quoted($0.message) }.joined(separator: ",")
        return LiveEvent(
            "end",
            [("verdict", quoted(result.verdict.rawValue)), ("findings", "[\(findings)]")])
    }

    /// A text as a JSON string, on one line.
    static func quoted(_ text: String) -> String {
        let escaped = text.printable.unicodeScalars.reduce(into: "") { escaped, scalar in
            if scalar == "\\" || scalar == "\"" { escaped += "\\" }
            escaped.unicodeScalars.append(scalar)
        }
        return "\"\(escaped)\""
    }
}
