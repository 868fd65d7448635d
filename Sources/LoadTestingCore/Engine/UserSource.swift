/// The source of a loop's users: those of all groups whose number modulo the loops is its own, in
/// the order of their starts.
struct UserSource {
    /// A user that is to start.
    struct Start {
        /// The number over the whole run.
        var user: Int64
        var group: Int32
        /// Nanoseconds since the run's start.
        var due: Int64
        /// The instant at which it has to end, `Int64.max` for no end of its own.
        var end: Int64
        /// The instant from which there was room for it.
        var ready: Int64
    }

    /// A group's users of this loop that have not started yet.
    private struct Queue {
        let schedule: GroupSchedule
        let firstUser: Int64
        let end: Int64
        /// The index in the group of the next one.
        var index: Int64
        /// The next one; `nil` when all have started.
        var next: (due: Int64, end: Int64)?
        /// The number of further users that may be active at once.
        var room: Int
        let isMaxUsersStated: Bool
        /// Users due before this instant could not start, since there was no room.
        var fullUntil = Int64.min
        var counts = ArrivalCounts()

        init(_ group: ProgramGroup, offset: Int64, stride: Int64, room: Int) {
            schedule = group.schedule
            firstUser = group.firstUser
            end = group.endNanoseconds
            isMaxUsersStated = group.isMaxUsersStated
            index = offset
            self.room = room
            find()
            guard schedule.isOpen else { return }
            counts.planned = left(stride: stride)
            counts.scheduledNanoseconds = min(end, schedule.endNanoseconds ?? end)
        }

        var due: Int64 { room > 0 ? next?.due ?? .max : .max }

        /// The number that have not started.
        func left(stride: Int64) -> Int64 { max(0, schedule.count - index + stride - 1) / stride }

        mutating func find() { next = index < schedule.count ? schedule.span(index) : nil }
    }

    private var queues: [Queue]
    /// By group: users dropped, not reported yet.
    private var dropped: [Int]
    private let stride: Int64
    /// The queue whose user starts next.
    private var nextQueue = 0
    /// The start of the next user, `Int64.max` when there is none, or no room for it.
    private(set) var nextDue = Int64.max
    /// Users of the closed kind whose group, or whose own time, ended before they started.
    private(set) var unstarted = 0

    init(_ program: Program, loop: Int, loops: Int) {
        let stride = Int64(loops)
        self.stride = stride
        queues = program.groups.map { group in
            let offset = (Int64(loop) - group.firstUser % stride + stride) % stride
            return Queue(
                group, offset: offset, stride: stride, room: group.room(loop: loop, of: loops))
        }
        dropped = queues.map { _ in 0 }
        findNext()
    }

    /// The counts of the arrivals.
    var arrivals: ArrivalCounts {
        queues.reduce(into: ArrivalCounts()) { $0.merge($1.counts) }
    }

    /// Returns the number of a group's users dropped since the last call.
    mutating func takeUnstarted(ofGroup group: Int) -> Int {
        defer { dropped[group] = 0 }
        return dropped[group]
    }

    /// Takes the next user if its start has come.
    mutating func take(upTo now: Int64) -> Start? {
        while nextDue <= now {
            guard now < queues[nextQueue].end else {
                retire(nextQueue)
                findNext()
                continue
            }
            return takeNext(now)
        }
        return nil
    }

    private mutating func takeNext(_ now: Int64) -> Start? {
        let queue = queues[nextQueue]
        guard let next = queue.next else { return nil }
        let isThrottled = next.due < queue.fullUntil
        let start = Start(
            user: queue.firstUser + queue.index, group: Int32(nextQueue), due: next.due,
            end: next.end, ready: max(next.due, queue.fullUntil))
        // It ends at once: its time passed while it waited for room.
        if next.end <= now { unstarted += 1 }
        queues[nextQueue].room -= 1
        queues[nextQueue].index += stride
        queues[nextQueue].find()
        if queue.schedule.isOpen {
            queues[nextQueue].counts.started += 1
            queues[nextQueue].counts.throttled += isThrottled ? 1 : 0
            queues[nextQueue].counts.throttledByStatedMaximum +=
                isThrottled && queue.isMaxUsersStated ? 1 : 0
        }
        findNext()
        return start
    }

    /// A user of a group has ended: another one may take its place.
    mutating func release(group: Int, now: Int64) {
        queues[group].room += 1
        if queues[group].schedule.isOpen, now <= queues[group].counts.scheduledNanoseconds {
            queues[group].counts.answered += 1
        }
        guard queues[group].room == 1, queues[group].next != nil else { return }
        queues[group].fullUntil = now
        findNext()
    }

    /// Drops all users that have not started.
    mutating func retireAll() {
        for index in queues.indices { retire(index) }
        findNext()
    }

    /// A group has ended: drops those that wait for room.
    mutating func retire(_ group: Int) {
        let left = queues[group].left(stride: stride)
        queues[group].index = queues[group].schedule.count
        queues[group].next = nil
        if queues[group].schedule.isOpen {
            queues[group].counts.unstarted += left
        } else {
            unstarted += Int(left)
        }
        dropped[group] += Int(left)
    }

    private mutating func findNext() {
        nextDue = .max
        for (index, queue) in queues.enumerated() where queue.due < nextDue {
            nextDue = queue.due
            nextQueue = index
        }
    }
}
