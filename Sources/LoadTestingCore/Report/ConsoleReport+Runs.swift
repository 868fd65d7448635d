import LoadTestingMacrosFree

/// The lines of a report about several runs, and about a part of a run that counts for itself.
extension ConsoleReport {
    /// The run that the figures are of.
    var ofRun: String {
        guard let number = result.shownRun else { return "" }
        return " · run \(number) of \(result.runs.count)"
    }

    /// A line for each of several runs.
    var runs: [String] {
        result.runLines.map { "\(style.mark($0.verdict)) \($0.text.printable)" }
    }

    /// The remarks that a reader needs beside the figures.
    var remarks: [String] { result.remarks.map { "  \($0)" } }

    /// The outcome of arrivals.
    var arrivals: [String] {
        let counts = result.snapshot.arrivals
        guard counts.planned > 0 else { return [] }
        var parts = [
            "\(NumberText.grouped(counts.planned)) planned",
            "\(NumberText.grouped(counts.started)) started",
        ]
        if counts.throttled > 0 {
            let why =
                counts.throttledByStatedMaximum > 0
                ? "by maxUsers" : "by the default of maxUsers"
            parts.append("\(NumberText.grouped(counts.throttled)) throttled \(why)")
        }
        if counts.unstarted > 0 {
            parts.append("\(NumberText.grouped(counts.unstarted)) never started")
        }
        return ["arrivals   " + parts.joined(separator: ", ")]
    }

    /// The measurements of the warm-up, which do not count.
    var warmUp: [String] {
        let snapshot = result.snapshot
        guard snapshot.facts.warmUpSeconds > 0, let early = try? snapshot.intervals(of: .warmUp)
        else {
            return []
        }
        let seconds = snapshot.facts.warmUpSeconds
        let requests = snapshot.total(of: .everything, in: early, counters: [])?.requests ?? 0
        return [
            "warm-up    \(seconds) s: \(NumberText.grouped(requests)) requests,"
                + " measured, not judged"
        ]
    }
}

extension LoadTestResult {
    /// A line for each run: its verdict and its figures.
    package var runLines: [(verdict: Verdict, text: String)] {
        runs.enumerated().map { index, run in
            let figures = run.findings.compactMap { finding in
                finding.budget.map { "\($0.metric) \(finding.measured?.description ?? "—")" }
            }
            let text = ["\(NumberText.grouped(run.requests)) requests"] + figures
            return (run.verdict, "run \(index + 1): \(text.joined(separator: ", "))")
        }
    }
}
