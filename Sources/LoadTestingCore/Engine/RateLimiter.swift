import Synchronization

/// Grants the tokens of a group with a limit: at a minimum distance, to any user.
final class RateLimiter: Sendable {
    private let gap: Double
    /// The instant of the next token, in nanoseconds since the start of the run: whole ones would
    /// round the rate.
    private let next = Mutex<Double>(0)

    init(nanoseconds gap: Double) { self.gap = gap }

    /// The instant from which the next token may be taken.
    var nextToken: Int64 { next.withLock { Int64(min($0, Double(Int64.max / 4))) } }

    /// Takes the next token, not before an instant.
    ///
    /// Missed tokens are not made up for.
    ///
    /// - Returns: the instant of the token.
    func take(notBefore instant: Int64) -> Int64 {
        next.withLock { next in
            let token = max(next, Double(instant))
            next = token + gap
            // A rate near zero: never is beyond the range of a clock.
            return Int64(min(token, Double(Int64.max / 4)))
        }
    }
}
