/// The utilization of the load generator's threads: of all its loops together.
package struct ThreadLoad: Hashable, Codable, Sendable {
    /// The time for which loops were watched.
    package var watchedNanoseconds: Int64 = 0
    /// The part of it in seconds in which a loop's thread was more than 95 % busy.
    package var saturatedNanoseconds: Int64 = 0
    /// The time that threads were ready to run and had no processor; `nil` where it is unknown.
    package var waitedNanoseconds: Int64?
    /// The longest run of seconds in each of which a thread was more than 90 % busy.
    package var longestBusyNanoseconds: Int64 = 0

    package init() {}

    /// The share of time in which threads were saturated; `nil` when none was watched.
    package var saturatedShare: Double? {
        watchedNanoseconds > 0
            ? Double(saturatedNanoseconds) / Double(watchedNanoseconds) : nil
    }

    /// The share of time in which threads had no processor; `nil` where it is unknown.
    package var waitedShare: Double? {
        guard watchedNanoseconds > 0, let waitedNanoseconds else { return nil }
        return Double(waitedNanoseconds) / Double(watchedNanoseconds)
    }

    package mutating func merge(_ other: ThreadLoad) {
        if let waited = other.waitedNanoseconds {
            waitedNanoseconds = (waitedNanoseconds ?? 0) + waited
        }
        watchedNanoseconds += other.watchedNanoseconds
        saturatedNanoseconds += other.saturatedNanoseconds
        longestBusyNanoseconds = max(longestBusyNanoseconds, other.longestBusyNanoseconds)
    }
}
