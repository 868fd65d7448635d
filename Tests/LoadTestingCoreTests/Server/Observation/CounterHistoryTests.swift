import Testing

@testable import LoadTestingCore

@Suite struct CounterHistoryTests {
    /// The interpretation of values that were read once a second.
    private func steps(_ values: [Double]) -> [CounterHistory.Change] {
        var history = CounterHistory()
        return values.enumerated().map { second, value in
            history.add(value, at: Int64(second) * 1_000_000_000)
        }
    }

    /// The rise of each count, and the counts of processes that alternate, `-` for reset.
    @Test(arguments: [
        [0, 20, 40, 3, 23, 43, 63, 83],  // begun anew once, and past where it was
        [1_000, 1_020, 1_040, 0, 20, 40],
        [1_000, 1_020, 1_040, 30, 50, 70],  // some were counted until it was read
        [5, 25, 45, 0, 0, 20, 40, 60],  // nobody answered for a while
        [0, 10, 30, 60, 100, 20, 80, 150, 230],  // ever faster
        [7, 7, 7, 7],
    ])
    func `a count that was reset continues`(values: [Double]) {
        let steps = steps(values)
        #expect(!steps.contains(.ofSeveral))
        // Never more than what a second had at most.
        let rises = steps.compactMap { if case .rise(let rise) = $0 { rise } else { nil } }
        let most = zip(values, values.dropFirst()).map { $1 - $0 }.max() ?? 0
        #expect(rises.allSatisfy { $0 <= most })
    }

    /// Two to four processes with counts near each other or far apart, alternating, by chance, and
    /// one of them rarely.
    @Test(arguments: [2, 3, 4], [0.0, 30, 500, 10_000])
    func `counts of several processes are known as such`(processes: Int, distance: Double) {
        for seed in 0..<200 {
            var random = SplitMix(state: UInt64(seed * 97 + 1))
            var counts = (0..<processes).map { 50 + Double($0) * distance + Double($0) * 3 }
            var values: [Double] = []
            for second in 0..<40 {
                // 20 requests a second, each of which anybody may answer.
                for _ in 0..<20 { counts[Int(random.next() % UInt64(processes))] += 1 }
                let next =
                    seed % 3 == 0
                    ? second % processes
                    : seed % 3 == 1
                        ? Int(random.next() % UInt64(processes))
                        : random.next() % 5 == 0 ? 0 : processes - 1
                values.append(counts[next])
            }
            let steps = steps(values)
            let isSeen = zip(values, values.dropFirst()).contains { $1 < $0 }
            #expect(!isSeen || steps.last == .ofSeveral, "seed \(seed): \(values)")
        }
    }

    private struct SplitMix {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var z = state
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return z ^ (z >> 31)
        }
    }
}
