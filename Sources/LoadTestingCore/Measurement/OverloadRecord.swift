/// The behaviour of a target beyond its capacity, and after that.
package struct OverloadRecord: Hashable, Codable, Sendable {
    /// A load beyond the capacity.
    package struct Level: Hashable, Codable, Sendable {
        /// The multiple of the capacity.
        package var factor: Double
        package var level: LoadLevel
        /// Successes a second as a share of those at the capacity; `nil` where the load generator
        /// was the limit.
        package var goodput: Double?
        /// The failed requests by cause.
        package var causes: [FailureCause: UInt64]

        package init(
            factor: Double, level: LoadLevel, goodput: Double?,
            causes: [FailureCause: UInt64] = [:]
        ) {
            self.factor = factor
            self.level = level
            self.goodput = goodput
            self.causes = causes
        }
    }

    /// The time after the highest level, at half of the capacity.
    package struct Recovery: Hashable, Codable, Sendable {
        /// Arrivals a second, or users.
        package var load: Double
        /// The seconds that were watched.
        package var watched: Int
        /// The seconds until the budgets held for the rest of the time; `nil` where they did not.
        package var seconds: Int?

        package init(load: Double, watched: Int, seconds: Int?) {
            self.load = load
            self.watched = watched
            self.seconds = seconds
        }
    }

    /// The reason that a level beyond the capacity was not measured.
    package enum Absence: String, Codable, Sendable {
        /// The search did not end at an answer.
        case noAnswer
        /// It is above the highest level of the search.
        case aboveHighest
        /// The load generator could not do so much.
        case generator
    }

    /// In the order in which they were run: by factor.
    package var levels: [Level] = []
    package var recovery: Recovery?

    package init() {}

    /// The level at a multiple of the capacity.
    package func level(at factor: Double) -> Level? { levels.first { $0.factor == factor } }
}

extension CapacityRecord {
    /// The level that was tried last, beyond the capacity or not.
    package var lastLevel: LoadLevel? { overload?.levels.last?.level ?? levels.last }

    /// The reason that there is no goodput at a multiple of the capacity.
    package func reasonWithoutOverload(at factor: Double) -> OverloadRecord.Absence {
        guard end == .found else { return .noAnswer }
        return overload?.level(at: factor) == nil ? .aboveHighest : .generator
    }
}
