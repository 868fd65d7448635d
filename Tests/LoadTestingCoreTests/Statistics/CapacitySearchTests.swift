import Testing

@testable import LoadTestingCore

@Suite struct CapacitySearchTests {
    private static let range = CapacitySearch.Range(
        from: 10, upTo: 3_000, precision: 0.05, isWhole: false, seconds: 4, longest: 16,
        requests: 24)

    /// The levels that a search tries, with the answers of a target.
    private func levels(
        in range: CapacitySearch.Range = range,
        _ answer: (CapacitySearch.Trial) -> (outcome: LoadLevel.Outcome, isClear: Bool)
    ) -> (search: CapacitySearch, trials: [CapacitySearch.Trial]) {
        var search = CapacitySearch(range)
        var trials: [CapacitySearch.Trial] = []
        while let trial = search.next(), trials.count < 100 {
            trials.append(trial)
            let answer = answer(trial)
            search.record(trial, answer.outcome, isClear: answer.isClear)
        }
        return (search: search, trials: trials)
    }

    /// A target that keeps the budgets up to a load, known for sure.
    private func sharp(
        _ limit: Double
    ) -> (CapacitySearch.Trial) -> (outcome: LoadLevel.Outcome, isClear: Bool) {
        { (outcome: $0.load <= limit ? .held : .missed, isClear: true) }
    }

    @Test func `the load doubles until one misses, the interval is halved, the answer repeated`() {
        let (search, trials) = levels(sharp(300))
        #expect(
            trials.map(\.load) == [10, 20, 40, 80, 160, 320, 240, 280, 300, 310, 300, 80])
        #expect(trials.map(\.seconds) == [3, 2, 2, 2, 2, 2, 4, 4, 4, 4, 8, 2])
        #expect(trials.indices.filter { trials[$0].isConfirmation } == [10])
        #expect(trials.indices.filter { trials[$0].isRepetition } == [11])
        #expect(search.end == .found)
        #expect(search.highestHeld == 300 && search.missed == 310)
    }

    @Test(arguments: Array(stride(from: 11.0, to: 2_900, by: 37)))
    func `any limit is found to 5 % from below`(limit: Double) {
        let (search, trials) = levels(sharp(limit))
        #expect(search.end == .found && trials.count < 20)
        let held = search.highestHeld ?? 0
        #expect(held <= limit && held * 1.05 >= limit)
    }

    @Test func `users are whole numbers, and the next one is narrow enough`() {
        let range = CapacitySearch.Range(
            from: 1, upTo: 50, precision: 0.01, isWhole: true, seconds: 3, longest: 12,
            requests: 24)
        let (search, trials) = levels(in: range, sharp(13))
        #expect(trials.map(\.load) == [1, 2, 4, 8, 16, 12, 14, 13, 13, 4])
        #expect(search.highestHeld == 13 && search.missed == 14)
    }

    @Test func `a level close to its budgets takes longer, up to a limit, then it counts`() {
        let (_, trials) = levels {
            (outcome: $0.load <= 300 ? .held : .missed, isClear: $0.load != 320)
        }
        #expect(trials.filter { $0.load == 320 }.map(\.seconds) == [2, 8, 16])
    }

    @Test func `the highest level that holds is the end, and so is a lowest that does not`() {
        #expect(levels(sharp(5_000)).search.end == .highestHeld)
        #expect(levels(sharp(5_000)).search.highestHeld == 3_000)
        let (search, trials) = levels(sharp(5))
        #expect(search.end == .lowestMissed && search.highestHeld == nil && trials.count == 1)
    }

    @Test func `a generator that fails twice at a level is the limit, once is chance`() {
        var failures = 0
        let (search, _) = levels { trial in
            guard trial.load >= 160 else { return (outcome: .held, isClear: true) }
            failures += 1
            return (outcome: .generator, isClear: true)
        }
        #expect(search.end == .generator && search.highestHeld == 80 && failures == 2)
        var isFirst = true
        let (other, _) = levels { trial in
            guard trial.load == 160, isFirst else { return self.sharp(300)(trial) }
            isFirst = false
            return (outcome: .generator, isClear: true)
        }
        #expect(other.end == .found && other.highestHeld == 300)
    }

    /// A target that answers so many a second and no more, and misses where more arrive.
    private func levels(answering limit: Double) -> [CapacitySearch.Trial] {
        var search = CapacitySearch(Self.range)
        var trials: [CapacitySearch.Trial] = []
        while let trial = search.next(), trials.count < 100 {
            trials.append(trial)
            search.record(
                trial, trial.load <= limit ? .held : .missed, isClear: true,
                answered: min(trial.load, limit))
        }
        #expect(search.end == .found)
        let held = search.highestHeld ?? 0
        #expect(held <= limit && held * 1.051 >= limit)
        return trials
    }

    @Test(arguments: Array(stride(from: 11.0, to: 2_900, by: 37)))
    func `what is answered of too high a load leads to the limit`(limit: Double) {
        let trials = levels(answering: limit)
        let first = trials.firstIndex { $0.load > limit } ?? 0
        // The guess, one above it, the answer, the repetition; near a level of the way up others.
        #expect(trials.count - first <= 8, "\(trials.map(\.load))")
    }

    @Test func `a target that answers less under too high a load is found all the same`() {
        var search = CapacitySearch(Self.range)
        var count = 0
        while let trial = search.next(), count < 100 {
            count += 1
            search.record(
                trial, trial.load <= 300 ? .held : .missed, isClear: true,
                answered: trial.load <= 300 ? trial.load : 170)
        }
        #expect(search.end == .found && count < 20)
        let held = search.highestHeld ?? 0
        #expect(held <= 300 && held * 1.05 >= 300)
    }

    @Test func `an answer that is not confirmed is searched for below`() {
        let (search, trials) = levels { trial in
            let misses = trial.load > 300 || trial.isConfirmation && trial.load > 270
            return (outcome: misses ? .missed : .held, isClear: true)
        }
        #expect(search.end == .found)
        #expect(trials.filter(\.isConfirmation).count > 1)
        let held = search.highestHeld ?? 0
        #expect(held <= 270 && held * 1.05 * 1.05 > 270)
    }

    @Test func `below an answer that is not confirmed the levels go down twice as far each time`() {
        let (search, trials) = levels { trial in
            let misses = trial.load > 300 || trial.isConfirmation && trial.load > 215
            return (outcome: misses ? .missed : .held, isClear: true)
        }
        let confirmations = trials.filter(\.isConfirmation)
        #expect(confirmations.prefix(5).map { Int($0.load) } == [300, 288, 267, 230, 174])
        #expect(confirmations.allSatisfy { $0.seconds == 8 })
        #expect(search.end == .found && trials.last?.load == 80)
        let held = search.highestHeld ?? 0
        #expect(held <= 215 && held * 1.05 * 1.05 > 215)
        // Files are of the last level that took so long.
        #expect(confirmations.last?.load == held)
    }

    @Test func `a level that held for long enough below an answer that was missed is the answer`() {
        let (search, trials) = levels { trial in
            let misses = trial.load > 300 || trial.isConfirmation && trial.load > 290
            return (outcome: misses ? .missed : .held, isClear: true)
        }
        #expect(search.end == .found && search.missed == 300)
        #expect(search.highestHeld.map { Int($0) } == 288)
        #expect(trials.suffix(3).map { Int($0.load) } == [300, 288, 80])
    }

    @Test func `an answer that was confirmed before another level missed is confirmed again`() {
        var (search, confirmations) = (CapacitySearch(Self.range), [Double]())
        while let trial = search.next() {
            if trial.isConfirmation { confirmations.append(trial.load) }
            let isShort = trial.load <= 280 && !trial.isConfirmation
            search.record(
                trial, trial.load <= 270 || isShort ? .held : .missed, isClear: true)
        }
        #expect(confirmations.contains { $0 > 270 } && search.end == .found)
        #expect(confirmations.last == search.highestHeld)
    }

    @Test func `a low level is repeated when the time is over, too`() {
        var search = CapacitySearch(Self.range)
        while let trial = search.next(), trial.load < 240 {
            search.record(trial, sharp(300)(trial).outcome, isClear: true)
        }
        search.stop(.timeLimit)
        #expect(search.end == nil)
        let trial = search.next()
        #expect(trial?.load == 80 && trial?.isRepetition == true)
        if let trial { search.record(trial, .missed, isClear: true) }
        #expect(search.end == .timeLimit && search.next() == nil && search.highestHeld == 160)
    }

    @Test func `what becomes of the repeated level does not change the answer`() {
        let (search, trials) = levels { trial in
            let misses = trial.load > 300 || trial.isRepetition
            return (outcome: misses ? .missed : .held, isClear: !trial.isRepetition)
        }
        #expect(search.end == .found && search.highestHeld == 300)
        #expect(trials.count { $0.isRepetition } == 1)
    }

    @Test func `an answer that is confirmed needs no more time`() {
        var search = CapacitySearch(Self.range)
        while let trial = search.next(), !trial.isRepetition {
            search.record(trial, sharp(300)(trial).outcome, isClear: true)
        }
        search.stop(.timeLimit)
        #expect(search.end == .found && search.next() == nil)
    }

    @Test func `too few requests for a decision are an end that says so`() {
        let (search, _) = levels { _ in (outcome: .undecided, isClear: true) }
        #expect(search.end == .undecided && search.highestHeld == nil)
    }
}
