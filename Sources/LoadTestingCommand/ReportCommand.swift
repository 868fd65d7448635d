import ArgumentParser
import LoadTestingCore

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Makes a report of a run, as jmeter -g does.",
        discussion: """
            Reports what was measured and judges nothing: the exit code is 0 whatever the verdict \
            of a stored result.
            """)

    @Argument(
        help: "JTL files, or stored results of one run.", completion: .file())
    var files: [String]

    @Option(
        name: .shortAndLong,
        help: """
            The file to write: .html, .json (summary), .xml (JUnit), .md, .prom (OpenMetrics), or \
            text. Default: text on standard output.
            """,
        completion: .file())
    var output: String?

    func run() throws {
        let result = try Failure.run(of: files)
        guard let output, output != "-" else { return print(result) }
        try Failure.write { () throws(LoadTestError.Problem) in
            try ReportFile.write(result, to: output)
        }
    }
}
