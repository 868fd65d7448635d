import Foundation
import Testing

@testable import LoadTestingCore

/// Pages to look at, and to open in a browser.
enum SampleReports {
    /// Each kind of page, by its name.
    static func pages() -> [(name: String, text: String)] {
        let realistic = SampleRuns().result()
        let short = SampleRuns.short.result([p99 < .seconds(1)])
        return [
            ("realistic", realistic), ("short", short),
            ("many-labels", SampleRuns.manyLabels.result()),
            ("two-hours", SampleRuns.twoHours.result()), ("invalid", invalid),
            ("several-runs", LoadTestResult(medianOf: [short, short, short])),
            ("empty", LoadTestResult(RunSnapshot(labels: []), budgets: [], plannedUsers: 0)),
            ("hostile", SampleRuns.hostile.result()),
        ].map { ($0, HTMLReportDocument($1).text) }
    }

    /// A run whose generator had no descriptor left.
    private static var invalid: LoadTestResult {
        var run = SampleRuns.short.snapshot
        run.intervals[1].generators[0] = .failing
        return LoadTestResult(run, budgets: [p99 < .milliseconds(400)], plannedUsers: 200)
    }
}

extension GeneratorHealth {
    fileprivate static var failing: GeneratorHealth {
        var health = GeneratorHealth()
        health.failures = [.generatorDescriptors: 3]
        return health
    }
}

extension SampleRuns {
    /// Markup in every text that comes from outside.
    static var hostile: SampleRuns {
        SampleRuns(
            name: #"</title><script>alert("name")</script>"#, seconds: 8,
            labels: [
                "</script><img src=x onerror=alert(1)>", #"" onmouseover="alert(2)" x=""#,
                "'quotes' & \u{0}\u{1b}[31mcontrols\u{202e}\u{7}",
            ], rampSeconds: 2)
    }
}

@Suite struct SampleReportTests {
    /// Set `REPORT_SAMPLES` to a folder to look at them.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["REPORT_SAMPLES"] != nil))
    func `pages to look at are written where the environment says`() throws {
        let folder = URL(
            fileURLWithPath: try #require(ProcessInfo.processInfo.environment["REPORT_SAMPLES"]))
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let million = ("million", HTMLReportDocument(SampleRuns.million.result()).text)
        for (name, text) in SampleReports.pages() + [million] {
            try Data(text.utf8).write(to: folder.appending(path: "\(name).html"))
        }
    }
}
