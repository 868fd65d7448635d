import LoadTestingMacrosFree

/// A run as one self-contained page: verdict and budgets, its course as charts, tables.
///
/// Nothing is loaded from anywhere, and nothing is executed but the page's own script, by its hash;
/// without it the page shows the same. The same result makes the same page.
package struct HTMLReportDocument {
    let result: LoadTestResult
    let course: RunCourse
    /// All judged requests, summed once.
    let total: LabelSnapshot
    /// All judged requests of each label, in the order of the plan.
    let labels: [(name: String, sum: LabelSnapshot)]

    /// The budgets of a run that goes on, which has no verdict yet; `nil` for one that has ended.
    let pending: [Budget]?

    /// - Parameter result: of a run, or of several of the same plan.
    package init(_ result: LoadTestResult) { self.init(result, pending: nil) }

    /// The page of a run that goes on.
    ///
    /// - Parameters:
    ///   - snapshot: the measurements so far.
    ///   - budgets: those that are going to be judged.
    init(running snapshot: RunSnapshot, budgets: [Budget]) {
        self.init(
            LoadTestResult(snapshot, budgets: [], plannedUsers: snapshot.facts.plannedUsers),
            pending: budgets)
    }

    private init(_ result: LoadTestResult, pending: [Budget]?) {
        self.result = result
        self.pending = pending
        course = RunCourse(result.snapshot)
        total = result.snapshot.total() ?? LabelSnapshot()
        labels = result.labels.map { label in
            (label, result.snapshot.total(of: label) ?? LabelSnapshot())
        }
    }

    /// Whether the run goes on.
    var isRunning: Bool { pending != nil }

    /// The page as UTF-8 text.
    package var text: String { page(of: content).html }

    /// The page around its content.
    ///
    /// - Parameter live: whether it is kept up to date by the server that it came from.
    func page(of content: Markup, live: Bool = false) -> Markup {
        let (style, script) = (HTMLStylesheet.markup, HTMLScript.markup)
        let liveSource: Markup = live ? " '\(LiveScript.hash)'; connect-src 'self'" : ""
        let liveScript: Markup = live ? "<script>\(LiveScript.markup)</script>" : ""
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
            style-src '\(HTMLStylesheet.hash)'; \
            script-src '\(HTMLScript.hash)'\(liveSource); \
            base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="LoadTesting">
            \(title)
            <style>\(style)</style></head>
            <body>\(content)
            <script>\(script)</script>\(liveScript)</body></html>

            """
    }

    /// The title of the page.
    var title: Markup {
        "<title>\(isRunning ? "running" : result.verdict.rawValue): \(result.name)</title>"
    }

    /// Everything that the page shows.
    var content: Markup {
        let instants = course.time.instants.map { ChartNumber.text($0, places: 1) }
        return """
            <main data-end="\(ChartNumber.text(course.time.seconds, places: 3))" \
            data-times="\(instants.joined(separator: " "))">
            \(banner)\(navigation)\(sections.map(\.markup).joined())</main>
            """
    }

    /// The parts of the page in their order; those without content are left out.
    private var sections: [HTMLSection] {
        [
            budgets, capacity, runs, overTime, distribution, byLabel, byGroup, byTag, phases,
            errors,
            statuses, server,
            generator, remarks, environment,
        ].filter { !$0.isEmpty }
    }

    private var navigation: Markup {
        let links = sections.map { "<a href=\"#\($0.id)\">\($0.title)</a>" as Markup }
        return "<nav aria-label=\"Contents\">\(links.joined())</nav>\n"
    }
}
