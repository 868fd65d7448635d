import Foundation

/// The cells of a terminal's line.
enum TerminalWidth {
    /// The cells assumed where neither terminal nor environment says.
    static let unknown = 100
    /// A table needs a few columns, whatever the terminal has.
    private static let possible = 40...10_000

    /// The width of a terminal; `nil` for another descriptor, and where the terminal does not say.
    static func cells(of descriptor: Int32) -> Int? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return clamped(Int(size.ws_col))
    }

    /// The width in `COLUMNS`; `nil` where it is unset or no number above 0.
    static func cells(in environment: [String: String]) -> Int? {
        guard let text = environment["COLUMNS"], let count = Int(text), count > 0 else {
            return nil
        }
        return clamped(count)
    }

    private static func clamped(_ count: Int) -> Int {
        min(max(count, possible.lowerBound), possible.upperBound)
    }
}
