import ArgumentParser
import LoadTestingCore

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Shows two runs side by side, and what can be said of their differences.",
        discussion: """
            Intervals are made from the spread of each run's slices of time (Welch's t test, \
            95 %), so that both runs need at least ten seconds, and 5,000 requests for p99. "No \
            difference shown" means that none above 10 % can be there.

            The exit code is 1 where the second run is worse in a figure, 2 where it is worse in \
            none and noise hides some.
            """)

    @Argument(help: "The first run: a JTL, a stored result, or a folder.", completion: .file())
    var first: String

    @Argument(help: "The second run.", completion: .file())
    var second: String

    @Flag(help: "Compare runs of different kinds of machines or build modes, too.")
    var anyway = false

    func run() throws {
        let comparison = RunComparison(
            from: try Failure.run(of: [first]).snapshot, to: try Failure.run(of: [second]).snapshot)
        let obstacles = comparison.obstacles.map(\.description)
        if !obstacles.isEmpty {
            guard anyway else {
                throw Failure.exit(
                    .data,
                    "the runs can't be compared: \(obstacles.joined(separator: "; ")): compare runs"
                        + " of one kind of machine and build mode, or add --anyway")
            }
            print("! \(obstacles.joined(separator: "; "))")
        }
        guard !comparison.labels.isEmpty else {
            throw Failure.exit(
                .data, "the runs have no label in common: name two runs of one plan")
        }
        print(ComparisonText(comparison, first: first, second: second).text)
        let lines = comparison.labels.flatMap(comparison.lines)
        if lines.contains(where: \.isWorse) { throw ExitCode(1) }
        if lines.contains(where: \.isOpen) { throw ExitCode(2) }
    }
}
