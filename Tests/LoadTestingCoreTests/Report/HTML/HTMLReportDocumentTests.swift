import Testing

@testable import LoadTestingCore

@Suite struct HTMLReportDocumentTests {
    private static let realistic = SampleRuns().result()
    private static let page = HTMLReportDocument(realistic).text

    @Test func `the same result makes the same page`() {
        #expect(HTMLReportDocument(Self.realistic).text == Self.page)
    }

    @Test func `the parts of a page stand in one order, the verdict first`() throws {
        #expect(
            ids(of: Self.page) == [
                "budgets", "course", "distribution", "labels", "phases", "errors", "statuses",
                "server", "generator", "remarks", "environment",
            ])
        let banner = try #require(Self.page.firstRange(of: "banner failed"))
        let section = try #require(Self.page.firstRange(of: "<section"))
        #expect(banner.lowerBound < section.lowerBound)
    }

    @Test func `a page names nothing to load, and its own script and style alone`() {
        for other in ["http-equiv=\"refresh\"", " src=", "url(", "@import", "<link", "<iframe"] {
            #expect(!Self.page.contains(other), "\(other)")
        }
        #expect(
            Self.page.contains(
                "default-src 'none'; style-src '\(HTMLStylesheet.hash)';"
                    + " script-src '\(HTMLScript.hash)'"))
        #expect(Self.page.contains("<style>\(HTMLStylesheet.markup.html)</style>"))
        #expect(Self.page.contains("<script>\(HTMLScript.markup.html)</script>"))
        #expect(!Self.page.contains(" style="))
    }

    @Test func `the style sheet is as text what it is as markup`() {
        #expect(!HTMLStylesheet.markup.html.contains("&"))
    }

    @Test func `a budget has its measured value, bound, interval and number`() throws {
        let row = try #require(
            Self.page.split(separator: "\n").first { $0.contains("<td>throughput</td>") })
        #expect(row.contains("✓ Passed"))
        #expect(row.contains("&gt; 50/s"))
        let requests = NumberText.grouped(Self.realistic.requests)
        #expect(row.contains("<td class=\"n\">\(requests)</td>"))
    }

    @Test func `a label has JMeter's columns`() {
        let row = row(of: "login", in: Self.page)
        #expect(row.components(of: "<td").count == 14, "\(row)")
    }

    @Test func `groups and tags have rows by label`() throws {
        let groups = ["readers", "writers"].map { name in
            GroupLoad(
                name: name, startNanoseconds: 0, endNanoseconds: 10_000_000_000, isTimed: true)
        }
        let rows: [(SampleRow, LabelSnapshot)] = [
            (SampleRow(label: "a", group: 0, tags: ["cheap"]), .made(ok: [(10, 5)])),
            (SampleRow(label: "a", group: 1), .made(ok: [(20, 5)])),
            (SampleRow(label: "b", group: 1), .made(ok: [(30, 5)])),
        ]
        var collector = Collector(names: SampleNames(rows: rows.map(\.0)), groups: groups)
        collector.add(
            second: 0, labels: rows.map(\.1), health: GeneratorHealth(), activeUsers: 1)
        let page = HTMLReportDocument(
            .made(collector.finish(.complete, durationNanoseconds: 10_000_000_000))
        ).text
        let found = page.matches(
            of: /<th scope="row">(\w+)<\/th><td>(\w+)<\/td><td class="n" data-key="(\d+)">/)
        #expect(
            found.map { [$0.1, $0.2, $0.3] } == [
                ["readers", "a", "10"], ["writers", "all", "50"], ["writers", "a", "20"],
                ["writers", "b", "30"], ["cheap", "a", "10"],
            ])
        #expect(ids(of: page).contains("groups") && ids(of: page).contains("tags"))
        #expect(!Self.page.contains("Requests by group"))
    }

    @Test func `texts from outside are text`() {
        let page = HTMLReportDocument(SampleRuns.hostile.result()).text
        #expect(!page.contains("<img"))
        #expect(!page.contains("<script>alert"))
        #expect(!page.contains("\" onmouseover"))
        #expect(page.components(of: "</script>").count == 1)
        #expect(!page.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202e}" })
    }

    @Test func `a long run of ten labels stays below two megabytes`() {
        let run = SampleRuns(
            seconds: 600, labels: (1...10).map { "GET /items-\($0)" }, rate: 10)
        #expect(HTMLReportDocument(run.result()).text.utf8.count < 2_000_000)
    }

    @Test func `fifty labels have a row each, and charts of ten and the others`() {
        var run = SampleRuns.manyLabels
        run.seconds = 20
        let page = HTMLReportDocument(run.result()).text
        #expect(page.components(of: "<th scope=\"row\">GET /service-").count >= 50)
        #expect(page.contains("40 others"))
    }

    @Test func `a run without requests still has a page`() {
        let page = HTMLReportDocument(
            LoadTestResult(RunSnapshot(labels: []), budgets: [], plannedUsers: 0)
        ).text
        #expect(ids(of: page) == ["environment"])
        #expect(page.contains("Nothing was asked"))
    }

    @Test func `an invalid run says so first`() {
        var run = SampleRuns.short.snapshot
        run.intervals[1].generators[0]?.failures = [.generatorPorts: 2]
        let page = HTMLReportDocument(
            LoadTestResult(run, budgets: [], plannedUsers: 1)
        ).text
        #expect(page.contains("<strong>Invalid run.</strong>"))
        #expect(!Self.page.contains("Invalid run."))
    }

    @Test func `several runs have a row each`() {
        let one = SampleRuns.short.result([p99 < .seconds(1)])
        let page = HTMLReportDocument(LoadTestResult(medianOf: [one, one, one])).text
        #expect(ids(of: page).contains("runs"))
        #expect(page.contains("2 (shown here)"))
    }

    @Test func `the surroundings of a run are named`() {
        for text in [
            "1f0c6ac0d1d0c1a7bd0fbb9f4a0e8f6f2f3b9e11", "build-7", "release", "libcurl 7.88.1",
            "2025-11-30 10:53:20 UTC", "load test &quot;A shop on a Friday&quot;",
        ] {
            #expect(Self.page.contains(text), "\(text)")
        }
    }

    /// The names of the page's sections.
    private func ids(of page: String) -> [String] {
        page.components(of: "<section id=\"").dropFirst(0).map { rest in
            String(rest.prefix { $0 != "\"" })
        }
    }

    private func row(of name: String, in page: String) -> String {
        page.components(of: "<tr><th scope=\"row\">").first { $0.hasPrefix("\(name)<") }
            .map { String($0.prefix(while: { $0 != "\n" })) } ?? ""
    }
}

extension String {
    /// The text behind each occurrence, up to the next one.
    fileprivate func components(of text: String) -> [Substring] {
        Array(split(separator: text, omittingEmptySubsequences: false).dropFirst())
    }
}
