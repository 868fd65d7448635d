import Synchronization

/// Cached sums over intervals of a run.
///
/// Excluded from comparison and never stored: it follows from the intervals.
final class RunSums: Hashable, Sendable {
    private struct Sum {
        var labels: PackedLabels
        var all: LabelSnapshot?
    }

    /// By the places of the first interval and of the one behind the last, the latest at the end.
    private let known = Mutex<[(places: Range<Int>, sum: Sum)]>([])

    /// The maximum sums cached: a whole run, its plateau and some segments.
    private static let maxSumCount = 8

    static func == (left: RunSums, right: RunSums) -> Bool { true }

    func hash(into hasher: inout Hasher) {}

    func sum(
        of scope: SampleScope, over intervals: ArraySlice<IntervalSnapshot>, in run: RunSnapshot
    ) -> LabelSnapshot? {
        guard let wanted = run.numbers(of: scope) else { return nil }
        return known.withLock { known in
            let places = intervals.startIndex..<intervals.endIndex
            let index = Self.index(of: places, in: &known) {
                Sum(labels: PackedLabels(merging: intervals.map(\.labels)))
            }
            if case .all = wanted, let all = known[index].sum.all { return all }
            let recorder = LabelRecorder()
            run.add(known[index].sum.labels, wanted, of: scope, to: recorder)
            let sum = recorder.takeAll()
            if case .all = wanted { known[index].sum.all = sum }
            return sum
        }
    }

    private static func index(
        of places: Range<Int>, in known: inout [(places: Range<Int>, sum: Sum)],
        make: () -> Sum
    ) -> Int {
        if let index = known.firstIndex(where: { $0.places == places }) { return index }
        if known.count == maxSumCount { known.removeFirst() }
        known.append((places: places, sum: make()))
        return known.count - 1
    }
}
