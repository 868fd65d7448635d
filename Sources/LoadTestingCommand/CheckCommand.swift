import ArgumentParser
import LoadTestingCore

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Holds a run to budgets, by the rules of a load test.",
        discussion: """
            A budget is written as in a plan: 'p99<50ms', 'errorRate<0.1%', 'throughput>500/s', \
            'p95(of: "login")<=80ms', 'p99.service<40ms', 'fraction(under: 50ms)>99%'. Too few \
            requests for a percentile are inconclusive: p99 needs 100.
            """)

    @Argument(
        help: "JTL files, or stored results of one run, or a summary.", completion: .file())
    var files: [String]

    @Option(name: .shortAndLong, help: "A budget; may be given several times.")
    var budget: [String]

    @Option(
        name: .shortAndLong,
        help: "The label that budgets are about which name none. Default: all requests.")
    var label: String?

    func run() throws {
        var budgets: [Budget] = []
        for text in budget {
            budgets.append(
                try Failure.exit(with: .usage) { () throws(LoadTestError.Problem) in
                    try BudgetText.budget(text, label: label)
                })
        }
        if files.count == 1, let summary = try Failure.summary(files[0]) {
            return try check(summary, budgets)
        }
        let result = try Failure.run(of: files, budgets: budgets)
        print(ConsoleReport(result).verdictText)
        if let code = Failure.code(of: result.verdict) { throw code }
    }

    /// A summary has figures alone, which decide as far as they go.
    private func check(_ summary: SummaryFile, _ budgets: [Budget]) throws {
        let findings = budgets.map(summary.check)
        print(findings.map(\.line).joined(separator: "\n"))
        let verdicts = findings.map(\.verdict)
        let first = [Verdict.failed, .inconclusive].first(where: verdicts.contains)
        if let code = first.flatMap(Failure.code) { throw code }
    }
}
