import LoadTestingMacrosFree

/// Intervals of a run as points in InfluxDB's line protocol, in the schema of JMeter's listener.
package struct InfluxText: Sendable {
    private let measurement: String
    /// The tags of each point, commas in front.
    private let application: String
    private let tags: String

    package init(measurement: String, application: String, tags: [String: String]) {
        self.measurement = Self.escaped(measurement, ", ")
        self.application = Self.tag("application", application)
        self.tags = tags.sorted { $0.key < $1.key }
            .map { Self.tag($0.key, $0.value) }.joined()
    }

    /// The point of the load's start or end.
    package func event(_ text: String, at nanoseconds: Int64) -> String {
        let quoted = text.printable.unicodeScalars.reduce(into: "") { quoted, scalar in
            if scalar == "\"" || scalar == "\\" { quoted += "\\" }
            quoted.unicodeScalars.append(scalar)
        }
        return "events\(application),title=LoadTesting\(tags) text=\"\(quoted)\" \(nanoseconds)\n"
    }

    /// The points of an interval.
    package func lines(of interval: BackendInterval) -> String {
        var lines = ""
        for row in interval.rows { lines += self.lines(of: row, interval) }
        if interval.total.requests > 0 {
            let total = interval.total
            let fields =
                "count=\(total.requests),countError=\(total.failed)" + times(total.allResponse)
                + traffic(total) + ",throughput=\(interval.throughput)"
            lines += line(
                Self.tag("transaction", BackendInterval.all) + Self.tag("statut", "all"), fields,
                interval)
        }
        let users = interval.users
        lines += line(
            Self.tag("transaction", "internal"),
            "minAT=\(users.minimum),maxAT=\(users.maximum),meanAT=\(users.mean)", interval)
        return lines
    }

    private func lines(of row: BackendInterval.Row, _ interval: BackendInterval) -> String {
        let label = row.label
        let tag = Self.tag("transaction", row.name)
        let outcomes = [
            ("all", label.allResponse), ("ok", label.okResponse), ("ko", label.failedResponse),
        ]
        var lines = ""
        for (outcome, histogram) in outcomes where histogram.count > 0 {
            lines += line(
                tag + Self.tag("statut", outcome),
                "count=\(histogram.count)" + times(histogram)
                    + (outcome == "all" ? traffic(label) : ""),
                interval)
        }
        for (cause, count) in label.causes.sorted(by: { "\($0.key)" < "\($1.key)" }) {
            lines += line(tag + Self.tags(of: cause), "count=\(count)", interval)
        }
        return lines
    }

    private func line(
        _ tags: String, _ fields: String, _ interval: BackendInterval
    ) -> String {
        "\(measurement)\(application)\(tags)\(self.tags) \(fields) \(interval.startNanoseconds)\n"
    }

    private func times(_ histogram: HistogramSnapshot) -> String {
        guard let times = BackendTimes(histogram) else { return "" }
        let percentiles = times.percentiles.map { ",pct\($0.percent)=\($0.value)" }.joined()
        return ",avg=\(times.mean),min=\(times.minimum),max=\(times.maximum)\(percentiles)"
    }

    private func traffic(_ label: LabelSnapshot) -> String {
        ",hit=\(label.requests),sb=\(label.sentBytes),rb=\(label.receivedBytes)"
    }

    // MARK: - Tags

    /// Code and message of a cause, in the words of our log of samples.
    private static func tags(of cause: FailureCause) -> String {
        if let status = cause.status {
            return tag("responseCode", "\(status)")
                + tag("responseMessage", ReasonPhrase.of(status: status))
        }
        return tag("responseCode", "Non HTTP response code: \(cause)")
            + tag("responseMessage", "Non HTTP response message: \(cause)")
    }

    /// A tag with a comma in front; none without a value, which line protocol does not know.
    private static func tag(_ name: String, _ value: String) -> String {
        value.isEmpty ? "" : ",\(escaped(name, ",= "))=\(escaped(value, ",= "))"
    }

    /// A text with backslashes before some characters; one at its end would hide what follows.
    private static func escaped(_ text: String, _ characters: String) -> String {
        let escaped = text.printable.unicodeScalars.reduce(into: "") { escaped, scalar in
            if characters.unicodeScalars.contains(scalar) { escaped += "\\" }
            escaped.unicodeScalars.append(scalar)
        }
        return escaped.hasSuffix("\\") ? escaped + "_" : escaped
    }
}
