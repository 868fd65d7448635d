import CLoadTesting

/// Notices for how long a loop's thread was ready to run and had no processor, where the system
/// says so: what came meanwhile was seen that much late, which no clock of the loop shows.
///
/// To ask the system costs about a microsecond, so while the thread starves some hundred turns a
/// second are looked at, at equal distances; turns between them are not counted.
struct RunQueueWatch {
    private let waited: () -> Int64?
    private var isStarving = false
    private var nextCheck = Int64.min
    private var atCheck: (instant: Int64, waited: Int64)?
    private var atTake: Int64 = 0
    /// Turns since the last check, and how many there are from one that is looked at to the next.
    private var turns = 0
    private var stride = 1
    /// What the thread had waited when it was about to wait for the turn that is looked at.
    private var atTurnEnd: Int64?
    private var lateness: Int64 = 0

    /// How often it is looked whether the thread starves, and above which share it does.
    private static let period: Int64 = 100_000_000
    private static let mostShare = 0.02
    private static let looksAPeriod = 50
    /// A turn of this length is always counted.
    private static let long: Int64 = 100_000_000

    /// - Parameter waited: the thread's time without a processor so far, in nanoseconds; `nil`
    ///   where it is unknown.
    init(waited: @escaping () -> Int64?) { self.waited = waited }

    /// A turn begins.
    mutating func beginTurn() {
        guard let atTurnEnd, let waited = waited() else { return }
        lateness = max(0, waited - atTurnEnd)
    }

    /// A turn is over that lasted for so long.
    ///
    /// - Returns: how late what it did was at most, its own length included; `nil` when the turn is
    ///   not counted.
    mutating func endTurn(_ now: Int64, lasted: Int64) -> Int64? {
        let isCounted = !isStarving || atTurnEnd != nil || lasted > Self.long
        let sum = lasted + lateness
        (atTurnEnd, lateness) = (nil, 0)
        turns += 1
        if now >= nextCheck { check(now) }
        if isStarving, turns.isMultiple(of: stride) { atTurnEnd = waited() }
        return isCounted ? sum : nil
    }

    private mutating func check(_ now: Int64) {
        nextCheck = now + Self.period
        guard let waited = waited() else { return }
        if let before = atCheck, now > before.instant {
            let share = Double(waited - before.waited) / Double(now - before.instant)
            isStarving = share > Self.mostShare
        }
        atCheck = (instant: now, waited: waited)
        stride = max(1, turns / Self.looksAPeriod)
        turns = 0
    }

    /// What the thread has waited since this was last asked; `nil` where it is unknown.
    mutating func take() -> Int64? {
        guard let waited = waited() else { return nil }
        defer { atTake = waited }
        return waited - atTake
    }
}
