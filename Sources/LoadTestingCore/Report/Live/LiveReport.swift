package import LoadTestingMacrosFree

/// The report of a run as a page that its server keeps up to date.
///
/// It is the page that ``HTMLReportDocument`` writes into a file, with one script more.
package struct LiveReport: Sendable {
    private let document: HTMLReportDocument
    private let content: Markup

    /// The report of a run that goes on.
    ///
    /// - Parameters:
    ///   - snapshot: the measurements so far.
    ///   - budgets: those that its end is going to be held to.
    package init(running snapshot: RunSnapshot, budgets: [Budget]) {
        self.init(HTMLReportDocument(running: snapshot, budgets: budgets))
    }

    /// The report of a run that has ended.
    package init(_ result: LoadTestResult) { self.init(HTMLReportDocument(result)) }

    private init(_ document: HTMLReportDocument) {
        self.document = document
        content = document.content
    }

    /// The page, which listens to `/events`.
    package var page: String { document.page(of: content, live: true).html }

    /// Title and content of the page as a server-sent event.
    package var event: String {
        let text = (document.title + content).html
        let lines = text.split(separator: "\n").map { "data: \($0)\n" }
        return "event: report\n\(lines.joined())\n"
    }
}
