/// Pauses of scenarios by their ends: a heap of numbers with what they stand for beside it.
struct PauseTimers {
    private var deadlines: [(deadline: Int64, number: Int)] = []
    private var pauses: [Int: ScenarioPause] = [:]
    private var lastNumber = 0

    /// The earliest deadline, `Int64.max` when nobody waits.
    var next: Int64 { deadlines.first?.deadline ?? .max }

    mutating func add(_ pause: ScenarioPause, until deadline: Int64) {
        lastNumber += 1
        pauses[lastNumber] = pause
        deadlines.append((deadline: deadline, number: lastNumber))
        var hole = deadlines.count - 1
        while hole > 0, deadlines[(hole - 1) / 2].deadline > deadlines[hole].deadline {
            deadlines.swapAt(hole, (hole - 1) / 2)
            hole = (hole - 1) / 2
        }
    }

    /// Takes the earliest pause if it is over.
    mutating func take(upTo now: Int64) -> ScenarioPause? {
        while let first = deadlines.first, first.deadline <= now {
            removeFirst()
            if let pause = pauses.removeValue(forKey: first.number) { return pause }
        }
        return nil
    }

    /// Takes out all pauses of a run.
    mutating func takeAll(of token: ScenarioToken) -> [ScenarioPause] {
        let found = pauses.filter { $0.value.token == token }
        for number in found.keys { pauses[number] = nil }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }

    private mutating func removeFirst() {
        deadlines.swapAt(0, deadlines.count - 1)
        deadlines.removeLast()
        var hole = 0
        while true {
            var child = 2 * hole + 1
            guard child < deadlines.count else { return }
            if child + 1 < deadlines.count,
                deadlines[child + 1].deadline < deadlines[child].deadline
            {
                child += 1
            }
            guard deadlines[child].deadline < deadlines[hole].deadline else { return }
            deadlines.swapAt(hole, child)
            hole = child
        }
    }
}
