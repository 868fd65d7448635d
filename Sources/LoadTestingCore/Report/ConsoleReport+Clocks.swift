import LoadTestingMacrosFree

/// The time of requests: both clocks, where they differ, and the phases of exchanges.
extension ConsoleReport {
    private static let shown: [Double] = [50, 95, 99]

    /// Response and service time, and the mean of their difference, which no difference of
    /// percentiles is; nothing where they are about the same.
    var clocks: [String] {
        let times = Self.shown.map { percent in
            (
                response: total.okResponse.percentile(percent) ?? .zero,
                service: total.okService.percentile(percent) ?? .zero
            )
        }
        guard times.contains(where: { Self.differs($0.response, $0.service) }) else { return [] }
        let means = (total.okResponse.mean ?? .zero, total.okService.mean ?? .zero)
        var table = TextTable([.left, .right, .right, .right, .right])
        table.add(
            ["clocks"] + Self.shown.map { "p\(NumberText.decimal($0, places: 1))" } + ["mean"])
        table.add(["response"] + times.map(\.response.text) + [means.0.text])
        table.add(["service"] + times.map(\.service.text) + [means.1.text])
        table.add(
            [result.snapshot.facts.isClosed ? "generator delay" : "gap", "", "", ""]
                + [(means.0 - means.1).text])
        return [""] + table.lines
    }

    /// A tenth, and a millisecond.
    private static func differs(_ response: Duration, _ service: Duration) -> Bool {
        response - service > .milliseconds(1) && (response - service) * 10 > response
    }

    /// The phases that exchanges went through, of those that succeeded.
    var phases: [String] {
        let phases = total.phases
        let all: [(name: String, times: HistogramSnapshot, isMain: Bool)] = [
            ("lookup", phases.lookup, false), ("connect", phases.connect, true),
            ("tls", phases.tls, true), ("send", phases.send, false), ("wait", phases.wait, true),
            ("receive", phases.receive, true),
        ]
        let rows = all.filter { row in
            // Resolving a fixed address and writing a head take no time worth a line.
            let p99 = row.times.percentile(99) ?? .zero
            return row.times.count > 0 && (row.isMain || p99 >= .milliseconds(1))
        }
        guard !rows.isEmpty else { return [] }
        var table = TextTable([.left, .right, .right, .right])
        table.add(["phases", "count", "p50", "p99"])
        for (name, times, _) in rows {
            table.add(
                [name, NumberText.grouped(times.count)]
                    + [50, 99].map { times.percentile($0)?.text ?? "—" })
        }
        return [""] + table.lines
    }
}
