import Foundation

/// Instants as ISO 8601 in UTC.
package enum DateText {
    /// An instant to the second: `2026-03-01T12:00:00Z`.
    ///
    /// - Parameter nanoseconds: since 1970.
    package static func utc(nanoseconds: Int64) -> String {
        var seconds = time_t(nanoseconds / 1_000_000_000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        let numbers = [
            parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
        ].map { ($0 < 10 ? "0" : "") + "\($0)" }
        return "\(parts.tm_year + 1_900)-\(numbers[0])-\(numbers[1])"
            + "T\(numbers[2]):\(numbers[3]):\(numbers[4])Z"
    }
}
