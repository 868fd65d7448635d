public import LoadTestingMacrosFree

/// The target's behaviour beyond its capacity, and the load from which on it becomes slow.
extension Capacity {
    /// The levels at 1.25, 1.5 and 2 times the capacity and the time after them; `nil` where the
    /// search did not end at an answer.
    public var overload: Overload? {
        guard let overload = record.overload, !overload.levels.isEmpty else { return nil }
        return Overload(record: overload)
    }

    /// The load from which on the response times rise steeply: the knee of the curve of the levels'
    /// p95, by Kneedle; `nil` where the curve has none.
    public var knee: Double? { record.knee }

    /// The manner in which a target fails beyond its capacity.
    @nonexhaustive public enum Breakdown: String, Hashable, Sendable {
        /// At twice the capacity it answers 90 % of what it answers at it, or more: it queues or
        /// refuses what is too much.
        case gradual
        /// At twice the capacity it answers less than that, and at least half.
        case sudden
        /// At twice the capacity it answers less than half.
        case collapse
    }

    /// The levels beyond a capacity.
    public struct Overload: Hashable, Sendable {
        let record: OverloadRecord

        /// The manner in which the target fails, by its successes at twice the capacity; `nil`
        /// where that was not measured.
        public var breakdown: Breakdown? { record.breakdown }

        /// The multiples of the capacity that were run.
        public var factors: [Double] { record.levels.map(\.factor) }

        /// The figures at a multiple of the capacity; `nil` for one that was not run.
        public func level(at factor: Double) -> Level? {
            record.level(at: factor).map { Level(record: $0.level) }
        }

        /// The successes a second as a share of those at the capacity; `nil` for a multiple that
        /// was not run, or that the load generator could not do.
        public func goodput(at factor: Double) -> Ratio? {
            record.level(at: factor)?.goodput.map { Ratio(fraction: $0) }
        }

        /// The failed requests at a multiple of the capacity by cause.
        public func errorsByCause(at factor: Double) -> [FailureCause: Int] {
            (record.level(at: factor)?.causes ?? [:]).mapValues { Int($0) }
        }

        /// The time after twice the capacity until the budgets held again at half of it; `nil`
        /// where they did not while that was watched.
        public var recovery: Duration? { record.recovery?.seconds.map { .seconds($0) } }
    }
}

extension OverloadRecord {
    /// The minimum goodput at twice the capacity of a target that fails gradually.
    package static let gradualShare = 0.9
    /// The minimum goodput at twice the capacity of one that does not collapse.
    package static let suddenShare = 0.5

    package var breakdown: Capacity.Breakdown? {
        guard let share = level(at: 2)?.goodput else { return nil }
        return share >= Self.gradualShare
            ? .gradual : share >= Self.suddenShare ? .sudden : .collapse
    }
}

extension CapacityRecord {
    /// The knee of the levels' p95.
    package var knee: Double? {
        let all = levels.filter { !$0.isRepeated } + (overload?.levels.map(\.level) ?? [])
        // Of a level that was tried again the longest time counts.
        let longest = Dictionary(grouping: all.filter { $0.p95 != nil && $0.outcome != .generator })
        { $0.load }.compactMapValues { $0.max { $0.seconds < $1.seconds } }
        let points = longest.values.map { (x: $0.load, y: Double($0.p95 ?? 0)) }
        return Kneedle.knee(of: points.sorted { $0.x < $1.x })
    }
}
