import LoadTestingMacrosFree

/// A run as text: verdict first, then a table per label, errors by cause, the generator itself.
package struct ConsoleReport {
    let result: LoadTestResult
    let style: TextStyle
    /// The cells of a line of the reader, which tables keep to.
    let width: Int
    /// All judged requests, summed once.
    let total: LabelSnapshot
    /// The labels that have rows of their own.
    let shownLabels: ShownRows

    /// The width where the reader's is not known: of `description`, and in files.
    package static let defaultWidth = 120

    /// A report in tables that leave columns out and cut labels to keep to a width; sentences are
    /// not broken.
    ///
    /// - Parameter width: the cells of a line. Default 120.
    package init(
        _ result: LoadTestResult, style: TextStyle = .plain, width: Int = defaultWidth
    ) {
        self.result = result
        self.style = style
        self.width = width
        total = result.snapshot.total() ?? LabelSnapshot()
        shownLabels = ShownRows(of: result.labels) {
            result.snapshot.total(of: $0) ?? LabelSnapshot()
        }
    }

    /// The report, lines without a break at the end.
    package var text: String {
        let head = verdictLines + remarks + shortness
        let tables = levels + labels + segments + clocks + phases + errors
        let surroundings = origin + custom + server + generator
        return (head + [""] + tables + [""] + surroundings).map(\.withoutBlanksAtEnd)
            .joined(separator: "\n")
    }

    /// Verdict and findings alone.
    package var verdictText: String {
        verdictLines.map(\.withoutBlanksAtEnd).joined(separator: "\n")
    }

    private var verdictLines: [String] {
        [heading] + capacity + gaveWay + runs + budgets + problems
    }

    /// The resource that gave way, where something did.
    private var gaveWay: [String] {
        result.bottleneckLine.map { ["gave way   \($0.printable)"] } ?? []
    }

    private var heading: String {
        "\(style.mark(result.verdict)) \(result.name.printable): \(result.verdict.rawValue)"
            + " · \(result.target) · \(NumberText.grouped(total.requests)) requests"
            + " in \(result.duration.text)" + ofRun + atLevel
            + (result.scale == 1
                ? ""
                : " · scaled to \(Ratio(fraction: result.scale)): does not show the behaviour at"
                    + " \(fullLoad)")
    }

    private var atLevel: String {
        let level = result.snapshot.facts.level
        return level == 1 ? "" : " · at \(NumberText.significant(level)) × the plan's load"
    }

    private var fullLoad: String {
        result.plannedUsers > 0
            ? NumberText.counted(result.plannedUsers, "user") : "the rates of the plan"
    }
}

extension LoadTestResult: CustomStringConvertible {
    /// The report, as a run prints it, without colours, in tables of at most 120 columns.
    public var description: String { ConsoleReport(self).text }
}
