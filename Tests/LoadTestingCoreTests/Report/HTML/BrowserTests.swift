import Foundation
import TestSupport
import Testing

@testable import LoadTestingCore

@Suite(.enabled(if: Browser.isWanted, "no Chromium")) struct BrowserTests {
    @Test func `pages fit their windows, overlap nowhere and raise no error`() throws {
        let pages = SampleReports.pages()
        let faults = try Browser.faults(of: pages, widths: [390, 900, 1_440])
        #expect(faults == [], "\(faults.joined(separator: "\n"))")
    }

    @Test func `printed pages fit their paper and overlap nowhere`() throws {
        // The rules for paper on a screen as wide as A4 and Letter.
        let pages = SampleReports.pages().map { page in
            (
                name: "printed \(page.name)",
                text: page.text
                    .replacing(
                        "style-src '\(HTMLStylesheet.hash)'",
                        with: "style-src '\(ContentHash.source(of: Self.printed))'"
                    )
                    .replacing(HTMLStylesheet.markup.html, with: Self.printed)
            )
        }
        let faults = try Browser.faults(of: pages, widths: [718, 740])
        #expect(faults == [], "\(faults.joined(separator: "\n"))")
    }

    private static let printed = HTMLStylesheet.markup.html
        .replacing("@media print", with: "@media all")

    @Test func `without scripts a page shows all that it has`() throws {
        let page = try Browser.probed(
            HTMLReportDocument(SampleRuns().result()).text
                .replacing("script-src '\(HTMLScript.hash)'", with: "script-src 'none'"),
            by: "Unscripted.js")
        let folder = try TemporaryFolder(["page.html": page])
        let text = try Browser.output(opening: folder.url.appending(path: "page.html"))
        let report = try #require(text.firstMatch(of: /<pre id="faults">([^<]*)<\/pre>/))
        #expect(report.1 == "", "\(report.1)")
    }

    @Test func `a page that is wrong is found out`() throws {
        let page = HTMLReportDocument(SampleRuns.short.result()).text
            .replacing("<nav ", with: "<img src=\"a.png\" onerror=\"alert(1)\"><nav ")
            .replacing("main{max-width:1240px", with: "main{min-width:2000px")
            .replacing("text-anchor=\"middle\">2 s", with: "text-anchor=\"middle\">2 s long text")
        let faults = try Browser.faults(of: [("wrong", page)], widths: [900])
        for word in ["foreign", "refused img-src", "refused style-src", "overlap"] {
            #expect(faults.contains { $0.contains(word) }, "\(word) in \(faults)")
        }
    }
}
