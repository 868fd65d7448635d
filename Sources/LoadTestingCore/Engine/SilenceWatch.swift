/// Notices for how long no answer came although exchanges were under way: a pure state machine, of
/// the same cost for each exchange however many there are.
///
/// A time-out is no answer. Times are nanoseconds since the start of the run.
struct SilenceWatch {
    private var underWay = 0
    /// The last answer, or the start of the first exchange under way; `.max` when there is none.
    private var since = Int64.max
    private var longest: ServerSilence?

    /// An exchange was handed over.
    mutating func began(at instant: Int64) {
        underWay += 1
        if since == .max { since = instant }
    }

    /// An exchange has ended.
    ///
    /// - Parameter users: how many are active; no more can wait, however many exchanges each has.
    mutating func ended(at instant: Int64, isAnswer: Bool, users: Int) {
        if isAnswer || underWay == 1 { note(until: instant, waiting: min(underWay, users)) }
        underWay -= 1
        if underWay == 0 { since = .max } else if isAnswer { since = instant }
    }

    /// An exchange was given up.
    ///
    /// - Parameter instant: when, where its answer was waited for to the last.
    mutating func gaveUp(at instant: Int64?) {
        if let instant { note(until: instant, waiting: underWay) }
        underWay -= 1
        if underWay == 0 { since = .max }
    }

    private mutating func note(until instant: Int64, waiting: Int) {
        guard instant - since > longest?.nanoseconds ?? 0 else { return }
        longest = ServerSilence(
            startNanoseconds: since, nanoseconds: instant - since, waiting: waiting)
    }

    /// The longest silence that has ended since this was last asked.
    mutating func take() -> ServerSilence? {
        defer { longest = nil }
        return longest
    }
}
