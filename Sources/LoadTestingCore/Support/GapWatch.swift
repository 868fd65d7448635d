/// Notices time in which the process, or the machine, was stopped: a pure state machine that is
/// told the time periodically.
package struct GapWatch: Sendable {
    /// The period at which it is told the time.
    package static let period: Int64 = 5_000_000
    /// The minimum gap that counts; shorter ones are the accuracy of a system's wake-ups.
    package static let shortest: Int64 = 5_000_000

    private var last: Int64?
    private var lastSuspended: Int64 = 0
    private var longest: Int64 = 0
    private var total: Int64 = 0

    package init() {}

    /// - Parameters:
    ///   - now: the monotonic clock.
    ///   - suspended: the time that the machine has slept, which that clock may leave out.
    /// - Returns: its lateness.
    @discardableResult
    package mutating func tick(now: Int64, suspended: Int64) -> Int64 {
        defer {
            last = now
            lastSuspended = suspended
        }
        guard let last else { return 0 }
        let gap = max(0, now - last - Self.period, suspended - lastSuspended)
        longest = max(longest, gap)
        if gap > Self.shortest { total += gap }
        return gap
    }

    /// The longest gap since the last call, and the sum of those that count; 0 for none.
    package mutating func take() -> (longest: Int64, total: Int64) {
        defer { (longest, total) = (0, 0) }
        return (longest, total)
    }

    /// The time that the process was stalled at the end of a span.
    ///
    /// - Parameters:
    ///   - lastBeat: the instant at which the thread that tells the time was last known to run; the
    ///     caller may run before that thread does.
    ///   - gap: the last gap noticed.
    package static func processStall(
        in span: Range<Int64>, lastBeat: Int64, gap: (start: Int64, end: Int64)
    ) -> Int64 {
        let expected = lastBeat + period
        if span.upperBound - expected > shortest {
            return span.upperBound - max(span.lowerBound, expected)
        }
        // A gap that ended earlier did not prevent a poll.
        guard gap.end > span.lowerBound, span.upperBound - gap.end <= period,
            gap.start < gap.end
        else { return 0 }
        return span.upperBound - max(span.lowerBound, gap.start)
    }
}
