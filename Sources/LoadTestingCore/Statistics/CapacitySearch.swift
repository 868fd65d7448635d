/// The levels of a search, one after the other: doubling until one misses, then halving the
/// interval between the highest that held and the lowest that missed, then the answer once more,
/// and at last a level of at most half of it, which tells whether the target has changed.
///
/// The interval is not halved where the answer can be told: what a target answers of too high a
/// load is tried first, then levels around it. Where the answer misses when it is repeated, the
/// next levels are just below it, each for as long as an answer takes.
///
/// Pure: it says which level comes next, and is told what that came to. A level that is close to
/// its budgets is tried again for four times as long, up to the longest time; then its estimate
/// decides.
package struct CapacitySearch: Sendable {
    /// A level to be tried.
    package struct Trial: Hashable, Sendable {
        /// Arrivals a second, or users.
        package var load: Double
        /// The judged time.
        package var seconds: Int
        /// Whether it takes as long as the answer has to hold.
        package var isConfirmation = false
        /// Whether it repeats a low level, for a drift of the target.
        package var isRepetition = false
        /// The multiple of the capacity, of a level beyond it.
        package var overload: Double?
        /// The seconds at half of the capacity after it.
        package var recoverySeconds = 0
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

    /// Steps away from a level near the answer, each twice as wide as the one before.
    private struct Stride {
        enum Direction {
            /// Above the highest level that held.
            case up
            /// Below the lowest level that missed.
            case down
            /// The same, where the answer was not confirmed: each takes as long as an answer.
            case downConfirming
        }

        var direction: Direction
        /// As a share of the level that it starts from.
        var width: Double
    }

    private let range: Range
    /// The level to be tried again, for longer.
    private var again: Trial?
    private var held: Set<Double> = []
    /// The levels that held for as long as an answer has to.
    private var confirmed: Set<Double> = []
    /// The last level that took as long: the files of listeners are of it.
    private var lastConfirmation: Double?
    private var generatorMisses: [Double: Int] = [:]
    /// The rate that the target answered at a level that it could not take, less half of the
    /// precision: the answer is often close to it.
    private var guess: Double?
    /// The way to the next level where the answer is close, so that halving the interval would take
    /// longer.
    private var stride: Stride?
    /// The end, while a level is still to be repeated.
    private var ending: CapacityRecord.End?
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
        if ending != nil { return repetition }
        guard let missed else {
            let load = highestHeld.map { min($0 * 2, range.highest) } ?? range.lowest
            return trial(load, seconds: min(range.seconds, Self.climbingSeconds))
        }
        guard let highestHeld else {
            return trial(max(range.lowest, rounded(missed / 2)), seconds: range.seconds)
        }
        if stride?.direction == .downConfirming, let load = strideLoad(highestHeld, missed) {
            return confirmation(of: load)
        }
        if isNarrow(highestHeld, missed) { return confirmation(of: highestHeld) }
        // It held on the way up, for too short a time to be sure so near to the limit.
        if guess == highestHeld { return confirmation(of: highestHeld) }
        let load = guess ?? strideLoad(highestHeld, missed)
        return trial(load ?? rounded((highestHeld + missed) / 2), seconds: range.seconds)
    }

    /// The level that a stride leads to; `nil` where it leads out of the interval.
    private func strideLoad(_ highestHeld: Double, _ missed: Double) -> Double? {
        guard let stride else { return nil }
        let isUp = stride.direction == .up
        let load = rounded(
            isUp ? highestHeld * (1 + stride.width) : missed / (1 + stride.width))
        // Levels that held for a shorter time than an answer may be too high.
        let floor =
            stride.direction == .downConfirming
            ? held.filter(confirmed.contains).max() ?? range.lowest : highestHeld
        return load > floor && load < missed ? load : nil
    }

    /// Takes the outcome of a level.
    ///
    /// - Parameters:
    ///   - isClear: whether it is far enough from the budgets not to be chance.
    ///   - answered: the requests a second that succeeded, where levels are arrivals a second.
    package mutating func record(
        _ trial: Trial, _ outcome: LoadLevel.Outcome, isClear: Bool, answered: Double? = nil
    ) {
        again = nil
        if trial.isRepetition {
            end = ending
            return
        }
        if outcome != .generator, !isClear || outcome == .undecided, trial.seconds < longest(trial)
        {
            var longer = trial
            longer.seconds = min(longest(trial), trial.seconds * 4)
            again = longer
            return
        }
        if trial.isConfirmation { lastConfirmation = trial.load }
        switch outcome {
        case .held:
            held.insert(trial.load)
            takeStride(from: trial, held: true)
            if trial.isConfirmation { confirmed.insert(trial.load) }
            if trial.load >= range.highest { finish(.highestHeld) }
        case .missed:
            if missed == nil, let answered {
                guess = guess(from: answered, below: trial.load)
            }
            missed = min(missed ?? trial.load, trial.load)
            held = held.filter { $0 < trial.load }
            takeStride(from: trial, held: false)
            if trial.load <= range.lowest { finish(.lowestMissed) }
        case .undecided: finish(.undecided)
        case .generator:
            // A pause of the machine, once, is no limit.
            let misses = (generatorMisses[trial.load] ?? 0) + 1
            generatorMisses[trial.load] = misses
            if misses > 1 { end = .generator } else { again = trial }
        }
        if let missed, let highestHeld, confirmed.contains(highestHeld),
            lastConfirmation == highestHeld, isNarrow(highestHeld, missed)
        {
            finish(.found)
        }
    }

    /// Somewhat less than the precision: an answer at the lower end of an interval as wide as that
    /// would be off by more, where the upper end missed by chance.
    private var firstStride: Double { range.precision * 0.8 }

    /// The level near what was answered, or the highest that held where that is as near; `nil`
    /// where what was answered tells nothing.
    private func guess(from answered: Double, below load: Double) -> Double? {
        let near = answered * (1 - firstStride / 2)
        guard let highestHeld, near * (1 + firstStride) < load,
            near * (1 + 2 * range.precision) >= highestHeld
        else { return nil }
        return max(near, highestHeld)
    }

    private mutating func takeStride(from trial: Trial, held: Bool) {
        let first = guess == trial.load || trial.isConfirmation && !held
        if trial.load == guess { guess = nil }
        switch (stride?.direction, held) {
        case (.up, true), (.down, false), (.downConfirming, false): stride?.width *= 2
        case (nil, _) where first:
            let down = trial.isConfirmation ? Stride.Direction.downConfirming : .down
            stride = Stride(direction: held ? .up : down, width: firstStride)
        default: stride = nil
        }
    }

    /// Ends the search before its answer; one that has its answer has it in time.
    ///
    /// What the time is over for is the answer: a low level is still repeated.
    package mutating func stop(_ reason: CapacityRecord.End) {
        if reason == .timeLimit, ending == nil {
            finish(reason)
        } else {
            end = end ?? (reason == .timeLimit ? ending : reason)
        }
    }

    private mutating func finish(_ reason: CapacityRecord.End) {
        ending = reason
        if repetition == nil { end = reason }
    }

    /// The low level that tells a drift of the target; `nil` where none is low enough.
    package var repetition: Trial? {
        guard let repeatable else { return nil }
        var trial = trial(repeatable, seconds: Self.climbingSeconds)
        trial.isRepetition = true
        return trial
    }

    /// The highest level at which queues are short, so that its times are those of the target.
    private var repeatable: Double? {
        highestHeld.flatMap { answer in held.filter { $0 * 2 <= answer }.max() }
    }

    private func confirmation(of load: Double) -> Trial {
        var trial = trial(load, seconds: range.seconds * 2)
        trial.isConfirmation = true
        return trial
    }

    private func trial(_ load: Double, seconds: Int) -> Trial {
        // A number of users says nothing of their requests.
        let needed = range.isWhole ? 0 : (range.requests / load).rounded(.up)
        return Trial(load: load, seconds: max(seconds, Int(min(needed, 3_600))))
    }

    private func longest(_ trial: Trial) -> Int { max(range.longest, trial.seconds) }

    private func rounded(_ load: Double) -> Double { range.isWhole ? load.rounded(.down) : load }

    private func isNarrow(_ held: Double, _ missed: Double) -> Bool {
        // A level that was computed to be as far off may be so but for the last digit.
        missed <= held * (1 + range.precision) * (1 + 1e-9) || range.isWhole && missed - held <= 1
    }
}
