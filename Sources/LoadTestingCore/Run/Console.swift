import Foundation

/// Where a run writes what a person reads: standard error, with what the environment asks for.
package struct Console: Sendable {
    /// Whether a bar may be redrawn in place.
    package let isInteractive: Bool
    package let style: TextStyle

    /// - Parameters:
    ///   - environment: `NO_COLOR`, `TERM` and `CI` are honoured.
    ///   - isTerminal: whether standard error is one.
    package init(environment: [String: String], isTerminal: Bool) {
        let isDumb = environment["TERM"] == "dumb"
        let inCI = environment["CI"].map { !$0.isEmpty && $0 != "false" } ?? false
        isInteractive = isTerminal && !isDumb && !inCI
        let noColour = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        style = TextStyle(hasColours: isTerminal && !isDumb && !noColour)
    }

    /// The console of this process.
    package static var standard: Console {
        Console(
            environment: ProcessInfo.processInfo.environment, isTerminal: isatty(STDERR_FILENO) == 1
        )
    }

    /// Writes a line in one piece.
    package func write(line: String) { write("\(clearing)\(line)\n") }

    /// Redraws the bar, where there is one.
    package func draw(bar: String) { if isInteractive { write("\(clearing)\(bar)") } }

    /// Takes the bar away.
    package func clearBar() { if isInteractive { write(clearing) } }

    private var clearing: String { isInteractive ? "\r\u{1b}[2K" : "" }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}
