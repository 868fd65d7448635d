/// Where a loop's users come from: those of all groups whose number modulo the loops is its own, in
/// the order of their starts.
struct UserSource {
    /// A user that is to start.
    struct Start {
        /// The number over the whole run.
        var user: Int64
        var group: Int32
        /// Nanoseconds since the run's start.
        var due: Int64
    }

    /// A group's users of this loop that have not started yet.
    private struct Queue {
        var schedule: RampSchedule
        var firstUser: Int64
        /// The index in the group of the next one.
        var index: Int
        var end: Int64

        var due: Int64 {
            guard index < schedule.users else { return .max }
            return schedule.due(index)
        }
    }

    private var queues: [Queue]
    /// By group: users that were given up and not asked for yet.
    private var givenUp: [Int]
    private let stride: Int
    /// The queue whose user starts next.
    private var nextQueue = 0
    /// When the next user starts, `Int64.max` when there is none.
    private(set) var nextDue = Int64.max
    /// Users whose group ended before they started.
    private(set) var unstarted = 0

    init(_ program: Program, loop: Int, loops: Int) {
        stride = loops
        queues = program.groups.map { group in
            let offset = (loop - Int(group.firstUser % Int64(loops)) + loops) % loops
            return Queue(
                schedule: RampSchedule(
                    users: group.users, rampNanoseconds: group.rampNanoseconds,
                    startNanoseconds: group.startNanoseconds),
                firstUser: group.firstUser, index: offset, end: group.endNanoseconds)
        }
        givenUp = queues.map { _ in 0 }
        findNext()
    }

    /// How many users of a group were given up since the last call.
    mutating func takeUnstarted(ofGroup group: Int) -> Int {
        defer { givenUp[group] = 0 }
        return givenUp[group]
    }

    /// Takes the next user if its start has come.
    mutating func take(upTo now: Int64) -> Start? {
        while nextDue <= now {
            let due = nextDue
            let queue = queues[nextQueue]
            if now >= queue.end {
                retireQueue()
                continue
            }
            queues[nextQueue].index += stride
            let group = Int32(nextQueue)
            findNext()
            return Start(user: queue.firstUser + Int64(queue.index), group: group, due: due)
        }
        return nil
    }

    /// Gives up all users that have not started.
    mutating func retireAll() {
        while nextDue != .max { retireQueue() }
    }

    /// Gives up those users of the next group that have not started.
    private mutating func retireQueue() {
        let queue = queues[nextQueue]
        let left = (queue.schedule.users - queue.index + stride - 1) / stride
        unstarted += left
        givenUp[nextQueue] += left
        queues[nextQueue].index = queue.schedule.users
        findNext()
    }

    private mutating func findNext() {
        nextDue = .max
        for (index, queue) in queues.enumerated() where queue.due < nextDue {
            nextDue = queue.due
            nextQueue = index
        }
    }
}
