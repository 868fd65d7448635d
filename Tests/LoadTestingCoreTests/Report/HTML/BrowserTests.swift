import Testing

@testable import LoadTestingCore

@Suite(.enabled(if: Browser.isWanted, "no Chromium")) struct BrowserTests {
    @Test func `pages fit their windows, overlap nowhere and raise no error`() throws {
        let pages = SampleReports.pages()
        let faults = try Browser.faults(of: pages, widths: [390, 900, 1_440])
        #expect(faults == [], "\(faults.joined(separator: "\n"))")
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
