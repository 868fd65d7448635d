/// Pauses of scenarios by their ends: numbers in a heap, with the pauses beside it.
struct PauseTimers: ~Copyable {
    private var heap = TimerHeap()
    private var pauses: [Int32: ScenarioPause] = [:]
    private var lastNumber: Int32 = 0

    /// The earliest deadline, `Int64.max` without one.
    var next: Int64 { heap.next }

    mutating func add(_ pause: ScenarioPause, until deadline: Int64) {
        lastNumber &+= 1
        pauses[lastNumber] = pause
        heap.add(deadline: deadline, owner: lastNumber)
    }

    /// Takes the earliest pause if it is over.
    mutating func take(upTo now: Int64) -> ScenarioPause? {
        while let entry = heap.take(upTo: now) {
            // A pause that was removed with its run leaves its deadline behind.
            if let pause = pauses.removeValue(forKey: entry.owner) { return pause }
        }
        return nil
    }

    /// Removes all pauses of a run.
    mutating func takeAll(of token: ScenarioToken) -> [ScenarioPause] {
        guard !pauses.isEmpty else { return [] }
        let found = pauses.filter { $0.value.token == token }
        for number in found.keys { pauses[number] = nil }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }
}
