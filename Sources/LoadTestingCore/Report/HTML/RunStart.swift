import Foundation

/// The start of a run in words.
enum RunStart {
    /// Date and time, UTC; empty where it is not known.
    ///
    /// - Parameter nanoseconds: since 1970.
    static func text(_ nanoseconds: Int64) -> String {
        guard nanoseconds > 0 else { return "" }
        let date = Date(timeIntervalSince1970: Double(nanoseconds / 1_000_000_000))
        return date.formatted(.iso8601.dateTimeSeparator(.space)).replacing("Z", with: " UTC")
    }
}
