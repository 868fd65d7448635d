/// A queue of snapshots with their sum always at hand: two stacks, of which one holds sums.
///
/// A snapshot is merged twice in its life, and a sum takes one merge more.
struct SnapshotQueue {
    /// Sums of the oldest ones: each of one and all those before it, the oldest last.
    private var leaving: [LabelSnapshot] = []
    private var waiting: [LabelSnapshot] = []
    private var waitingSum = LabelSnapshot()

    /// All of them together.
    var sum: LabelSnapshot {
        var sum = leaving.last ?? LabelSnapshot()
        sum.merge(waitingSum)
        return sum
    }

    mutating func append(_ snapshot: LabelSnapshot) {
        waiting.append(snapshot)
        waitingSum.merge(snapshot)
    }

    /// Removes the oldest one; there must be one.
    mutating func removeFirst() {
        if leaving.isEmpty {
            for snapshot in waiting.reversed() {
                var sum = snapshot
                sum.merge(leaving.last ?? LabelSnapshot())
                leaving.append(sum)
            }
            waiting.removeAll()
            waitingSum = LabelSnapshot()
        }
        leaving.removeLast()
    }
}
