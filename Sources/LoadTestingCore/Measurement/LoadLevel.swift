/// A load that a search has tried, and what it came to.
package struct LoadLevel: Hashable, Codable, Sendable {
    /// The judgement of the plan's budgets on a level.
    package enum Outcome: String, Codable, Sendable {
        /// All budgets held, and what arrived was answered.
        case held
        /// A budget was missed, or the backlog grew.
        case missed
        /// There were too few requests to say.
        case undecided
        /// The load generator may have changed it.
        case generator
    }

    /// Arrivals a second, or users.
    package var load: Double
    /// The judged time in seconds.
    package var seconds: Int
    package var outcome: Outcome
    /// Whether it had held before, and was run once more at the end.
    package var isRepeated = false
    package var requests: UInt64 = 0
    package var failed: UInt64 = 0
    /// Requests that succeeded a second of the load's time.
    package var throughput: Double?
    /// Response times in nanoseconds; `nil` where too many requests failed.
    package var p50: Int64?
    package var p95: Int64?
    package var p99: Int64?
    /// The budget that gave way, in words; empty where all held.
    package var reason = ""
    /// The record of the server and the generator at it; `nil` where none was made.
    package var evidence: LoadEvidence?

    package init(load: Double, seconds: Int, outcome: Outcome) {
        self.load = load
        self.seconds = seconds
        self.outcome = outcome
    }
}

/// The median response times of a low level, early in a search and at its end, where they differ.
package struct LevelDrift: Hashable, Codable, Sendable {
    /// Arrivals a second, or users.
    package var load: Double
    /// In nanoseconds.
    package var first: Int64
    /// In nanoseconds.
    package var last: Int64

    package init(load: Double, first: Int64, last: Int64) {
        self.load = load
        self.first = first
        self.last = last
    }
}

/// The levels of a search and its end.
package struct CapacityRecord: Hashable, Codable, Sendable {
    /// The reason that no further level was tried.
    package enum End: String, Codable, Sendable {
        /// The interval is narrow enough, and its lower end was confirmed.
        case found
        /// The highest level of the search held.
        case highestHeld
        /// The lowest level of the search missed.
        case lowestMissed
        /// The load generator could not do more.
        case generator
        /// The time of the search was over.
        case timeLimit
        /// A level had too few requests, however long it was.
        case undecided
        /// The run was interrupted.
        case interrupted
    }

    /// Whether levels are numbers of users, not of arrivals a second.
    package var countsUsers: Bool
    /// In the order in which they were tried.
    package var levels: [LoadLevel]
    package var end: End
    /// The highest level that held, below all that missed; `nil` where none did.
    package var held: Double?
    /// The lowest level that missed; `nil` where none did.
    package var missed: Double?
    /// The change of the target during the search; `nil` where none was seen.
    package var drift: LevelDrift?

    package init(countsUsers: Bool, levels: [LoadLevel] = [], end: End = .undecided) {
        self.countsUsers = countsUsers
        self.levels = levels
        self.end = end
    }

    /// The last run at a level.
    package func level(at load: Double?) -> LoadLevel? { levels.last { $0.load == load } }

    /// The same with the levels alone between which the answer lies.
    package var bracket: CapacityRecord {
        var copy = self
        copy.levels = [level(at: held), level(at: missed)].compactMap(\.self)
        return copy
    }

    /// The requests a second of the highest level that held: the arrivals, or what its users made.
    package var rate: Double? { held.flatMap(rate) }

    /// The requests a second of the lowest level that missed.
    package var missedRate: Double? { missed.flatMap(rate) }

    private func rate(at load: Double) -> Double? {
        countsUsers ? level(at: load)?.throughput : load
    }
}
