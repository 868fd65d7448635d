/// Measures times without an answer while exchanges were under way: a pure state machine, of the
/// same cost for each exchange however many there are.
///
/// A time-out is no answer. Times are nanoseconds on a clock that stops while the loop itself does
/// not poll: events that the generator misses are no stall of the server.
struct StallWatch {
    /// A shorter stall is none.
    private let shortest: Int64
    private var underWay = 0
    /// The last answer, or the start of the first exchange under way; `.max` when there is none.
    private var since = Int64.max
    private var stalls: [ServerStall] = []

    init(shortest: Int64 = 50_000_000) { self.shortest = shortest }

    /// An exchange has started.
    mutating func began(at instant: Int64) {
        underWay += 1
        if since == .max { since = instant }
    }

    /// An exchange has ended.
    ///
    /// - Parameter users: the number of active ones; no more can wait, however many exchanges each
    ///   has.
    mutating func ended(at instant: Int64, isAnswer: Bool, users: Int) {
        if isAnswer || underWay == 1 { note(until: instant, waiting: min(underWay, users)) }
        underWay -= 1
        if underWay == 0 { since = .max } else if isAnswer { since = instant }
    }

    /// An exchange was abandoned.
    ///
    /// - Parameter instant: the instant, where its answer was waited for to the end.
    mutating func abandoned(at instant: Int64?) {
        if let instant {
            note(until: instant, waiting: underWay)
            since = instant
        }
        underWay -= 1
        if underWay == 0 { since = .max }
    }

    private mutating func note(until instant: Int64, waiting: Int) {
        guard instant - since > shortest else { return }
        stalls.append(
            ServerStall(
                startNanoseconds: since, nanoseconds: instant - since, waiting: waiting))
    }

    /// The stalls that have ended since the last call.
    ///
    /// - Parameter behind: the time by which their clock is behind that of the run by now.
    mutating func take(behind: Int64 = 0) -> [ServerStall] {
        guard !stalls.isEmpty else { return [] }
        defer { stalls.removeAll(keepingCapacity: true) }
        return stalls.map { stall in
            var copy = stall
            copy.startNanoseconds += behind
            return copy
        }
    }
}
