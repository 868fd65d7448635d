import ArgumentParser
import LoadTestingCore

struct MergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Joins the stored results of a run's shards into one, exactly.",
        discussion: """
            Percentiles are those of all samples together, as if one process had measured them. \
            The budgets of the plan are judged again; the exit code is 0 whatever their verdict.
            """)

    @Argument(
        help: "Stored results, or folders of them.", completion: .file())
    var files: [String]

    @Option(name: .shortAndLong, help: "The stored result to write.", completion: .file())
    var output: String

    func run() throws {
        let result = try Failure.run(of: files)
        try Failure.write { () throws(LoadTestError.Problem) in
            try ReportFile.store(result, in: output)
        }
    }
}
