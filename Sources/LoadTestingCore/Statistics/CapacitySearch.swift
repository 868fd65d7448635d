/// The levels of a search, one after the other: doubling until one misses, then halving the
/// interval between the highest that held and the lowest that missed, then the answer once more,
/// and at last a level of at most half of it, which tells whether the target has changed.
///
/// Pure: it says which level comes next, and is told what that came to. A level that is close to
/// its budgets is tried again for twice as long, up to the longest time; then its estimate decides.
package struct CapacitySearch: Sendable {
    /// A level to be tried.
    package struct Trial: Hashable, Sendable {
        /// Arrivals a second, or users.
        package var load: Double
        /// The judged time.
        package var seconds: Int
        /// Whether it confirms the answer.
        package var isConfirmation = false
        /// Whether it repeats a low level, for a drift of the target.
        package var isRepetition = false
    }

    /// The range of the search, and the times of its levels.
    package struct Range: Hashable, Sendable {
        package var lowest: Double
        package var highest: Double
        /// The width of the final interval, as a share of its lower end.
        package var precision: Double
        /// Whether levels are whole numbers.
        package var isWhole: Bool
        /// The usual time of a level in seconds.
        package var seconds: Int
        /// The longest time of a level that is tried again, in seconds.
        package var longest: Int
        /// The requests that a level needs.
        package var requests: Double

        package init(
            from lowest: Double, upTo highest: Double, precision: Double, isWhole: Bool,
            seconds: Int, longest: Int, requests: Double
        ) {
            self.lowest = lowest
            self.highest = highest
            self.precision = precision
            self.isWhole = isWhole
            self.seconds = seconds
            self.longest = longest
            self.requests = requests
        }
    }

    private let range: Range
    /// The level to be tried again, for longer.
    private var again: Trial?
    private var held: Set<Double> = []
    private var generatorMisses: [Double: Int] = [:]
    private var isConfirmed = false
    /// The lowest level that missed.
    package private(set) var missed: Double?
    /// The end, once there is no further level.
    package private(set) var end: CapacityRecord.End?

    /// The time of a level on the way up, in seconds: only a miss by far ends it there.
    private static let climbingSeconds = 2

    package init(_ range: Range) { self.range = range }

    /// The highest level that held, below all that missed.
    package var highestHeld: Double? { held.max() }

    /// The next level; `nil` at the end.
    package func next() -> Trial? {
        if end != nil { return nil }
        if let again { return again }
        if isConfirmed, let repeatable {
            var trial = trial(repeatable, seconds: Self.climbingSeconds)
            trial.isRepetition = true
            return trial
        }
        guard let missed else {
            let load = highestHeld.map { min($0 * 2, range.highest) } ?? range.lowest
            return trial(load, seconds: min(range.seconds, Self.climbingSeconds))
        }
        guard let highestHeld else {
            return trial(max(range.lowest, rounded(missed / 2)), seconds: range.seconds)
        }
        guard isNarrow(highestHeld, missed) else {
            return trial(rounded((highestHeld + missed) / 2), seconds: range.seconds)
        }
        var trial = trial(highestHeld, seconds: range.seconds * 2)
        trial.isConfirmation = true
        return trial
    }

    /// Takes the outcome of a level.
    ///
    /// - Parameter isClear: whether it is far enough from the budgets not to be chance.
    package mutating func record(_ trial: Trial, _ outcome: LoadLevel.Outcome, isClear: Bool) {
        again = nil
        if trial.isRepetition {
            end = .found
            return
        }
        if outcome != .generator, !isClear || outcome == .undecided, trial.seconds < longest(trial)
        {
            var longer = trial
            longer.seconds = min(longest(trial), trial.seconds * 2)
            again = longer
            return
        }
        switch outcome {
        case .held:
            held.insert(trial.load)
            if trial.isConfirmation {
                isConfirmed = true
                if repeatable == nil { end = .found }
            } else if trial.load >= range.highest {
                end = .highestHeld
            }
        case .missed:
            missed = min(missed ?? trial.load, trial.load)
            held = held.filter { $0 < trial.load }
            if trial.load <= range.lowest { end = .lowestMissed }
        case .undecided: end = .undecided
        case .generator:
            // A pause of the machine, once, is no limit.
            let misses = (generatorMisses[trial.load] ?? 0) + 1
            generatorMisses[trial.load] = misses
            if misses > 1 { end = .generator } else { again = trial }
        }
    }

    /// Ends the search before its answer; one that has confirmed its answer has it in time.
    package mutating func stop(_ reason: CapacityRecord.End) {
        end = end ?? (isConfirmed && reason == .timeLimit ? .found : reason)
    }

    /// The highest level at which queues are short, so that its times are those of the target.
    private var repeatable: Double? {
        highestHeld.flatMap { answer in held.filter { $0 * 2 <= answer }.max() }
    }

    private func trial(_ load: Double, seconds: Int) -> Trial {
        // A number of users says nothing of their requests.
        let needed = range.isWhole ? 0 : (range.requests / load).rounded(.up)
        return Trial(load: load, seconds: max(seconds, Int(min(needed, 3_600))))
    }

    private func longest(_ trial: Trial) -> Int { max(range.longest, trial.seconds) }

    private func rounded(_ load: Double) -> Double { range.isWhole ? load.rounded(.down) : load }

    private func isNarrow(_ held: Double, _ missed: Double) -> Bool {
        missed <= held * (1 + range.precision) || range.isWhole && missed - held <= 1
    }
}
