import ArgumentParser
import LoadTestingCore

/// The command line for what load tests leave behind.
@main
struct LoadTestingCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "loadtesting",
        abstract: "Reads what load tests leave behind: reports, compares, merges and checks runs.",
        discussion: """
            A run is a JTL file, as JMeter and JTLWriter write it, or a stored result, as \
            ResultFile writes it; several JTLs are one run, and a folder is all stored results in \
            it.

            Exit codes:
              0   done; no budget was missed, nothing became worse
              1   a budget was missed, or the second run is worse
              2   inconclusive: the runs can't tell
              3   invalid: the load generator may have caused the miss
              64  wrong arguments, or a budget that is not understood
              65  a file is no run, or the runs can't be compared or merged
              66  a file does not exist or can't be read
              73  the output can't be written
            """,
        version: LoadTestingVersion.text,
        subcommands: [
            ReportCommand.self, CompareCommand.self, MergeCommand.self, CheckCommand.self,
        ])
}
