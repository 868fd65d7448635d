/// A binary heap of deadlines and their owners, the earliest on top.
///
/// - Complexity: O(log n) to add and to take; allocates only when it grows.
struct TimerHeap: ~Copyable {
    /// A deadline and the number of its owner.
    struct Entry: BitwiseCopyable {
        var deadline: Int64
        var owner: Int32
    }

    private var entries: UnsafeMutablePointer<Entry>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 64) {
        self.capacity = max(1, capacity)
        entries = .allocate(capacity: self.capacity)
    }

    deinit { entries.deallocate() }

    /// The earliest deadline, `Int64.max` without one.
    var next: Int64 { count > 0 ? entries[0].deadline : .max }

    mutating func add(deadline: Int64, owner: Int32) {
        if count == capacity { grow() }
        var hole = count
        count &+= 1
        while hole > 0 {
            let parent = (hole &- 1) / 2
            guard entries[parent].deadline > deadline else { break }
            entries[hole] = entries[parent]
            hole = parent
        }
        entries[hole] = Entry(deadline: deadline, owner: owner)
    }

    /// Takes the earliest entry if its deadline has passed.
    mutating func take(upTo now: Int64) -> Entry? {
        guard count > 0, entries[0].deadline <= now else { return nil }
        let top = entries[0]
        count &-= 1
        let last = entries[count]
        var hole = 0
        while true {
            var child = 2 &* hole &+ 1
            guard child < count else { break }
            if child &+ 1 < count, entries[child &+ 1].deadline < entries[child].deadline {
                child &+= 1
            }
            guard entries[child].deadline < last.deadline else { break }
            entries[hole] = entries[child]
            hole = child
        }
        entries[hole] = last
        return top
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Entry>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: entries, count: count)
        entries.deallocate()
        entries = larger
        capacity *= 2
    }
}
