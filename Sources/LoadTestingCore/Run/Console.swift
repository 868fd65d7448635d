import CLoadTestingSystem
import Foundation

/// The output of a run for its reader: the report to standard error, the bar to the terminal.
package struct Console: Sendable {
    /// Whether a bar may be redrawn in place.
    package let isInteractive: Bool
    package let style: TextStyle
    /// The descriptor of lines.
    private let output: Int32
    /// The descriptor of the bar.
    private let screen: Int32
    private let environment: [String: String]

    /// - Parameters:
    ///   - environment: `NO_COLOR`, `TERM`, `CI` and `COLUMNS` are honoured.
    ///   - isTerminal: whether standard error is a terminal.
    ///   - screen: a terminal watched by a user although standard error is a pipe.
    ///   - output: the descriptor of lines, and of the bar where that is a terminal.
    package init(
        environment: [String: String], isTerminal: Bool, screen: Int32? = nil,
        output: Int32 = STDERR_FILENO
    ) {
        let isDumb = environment["TERM"] == "dumb"
        let inCI = environment["CI"].map { !$0.isEmpty && $0 != "false" } ?? false
        // A bar moves the cursor, which takes escape codes, too.
        let noColour = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        isInteractive = (isTerminal || screen != nil) && !isDumb && !inCI && !noColour
        style = TextStyle(hasColours: isTerminal && !isDumb && !noColour)
        self.output = output
        self.environment = environment
        self.screen = isTerminal ? output : screen ?? output
    }

    /// The cells of a line: of the terminal that is watched, by `COLUMNS`, or 100.
    package var width: Int {
        TerminalWidth.cells(of: screen) ?? TerminalWidth.cells(in: environment)
            ?? TerminalWidth.unknown
    }

    /// The console of this process.
    package static let standard = Console(
        environment: ProcessInfo.processInfo.environment, isTerminal: isatty(STDERR_FILENO) == 1,
        screen: watchedTerminal())

    /// The terminal from which the process was started: `swift test` gives its children a pipe as
    /// standard error even where a user watches.
    private static func watchedTerminal() -> Int32? {
        let terminal = open("/dev/tty", O_WRONLY | O_NOCTTY | O_CLOEXEC)
        guard terminal >= 0 else { return nil }
        // On a terminal that stops background processes that write, a bar could stop the test.
        var attributes = termios()
        let mayStop =
            tcgetattr(terminal, &attributes) != 0 || attributes.c_lflag & tcflag_t(TOSTOP) != 0
        guard mayStop else { return terminal }
        close(terminal)
        return nil
    }

    /// Writes a line in one piece.
    package func write(line: String) {
        clearBar()
        write("\(line)\n", to: output)
    }

    /// Redraws the bar, where there is one.
    package func draw(bar: String) {
        if isInteractive { write("\(Self.clearing)\(bar)", to: screen) }
    }

    /// Takes the bar away.
    package func clearBar() { if isInteractive { write(Self.clearing, to: screen) } }

    private static let clearing = "\r\u{1b}[2K"

    private func write(_ text: String, to descriptor: Int32) {
        // A reader that has gone away is no reason to lose the measurements.
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { bytes in
                if let base = bytes.baseAddress { clt_write(descriptor, base, bytes.count) }
            }
        }
    }
}
