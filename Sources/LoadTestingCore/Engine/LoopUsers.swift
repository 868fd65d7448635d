import LoadTestingMacrosFree

/// The virtual users of one loop: their state, memory, connections and timers, from start to end.
///
/// A user is identified by its place, which a later one takes over. All of it belongs to the loop's
/// thread.
final class LoopUsers {
    let context: LoopContext
    /// The context's, for quick access.
    let program: Program
    let exchanges: LoopExchanges
    let samples: LoopSamples
    /// Made by the loop, which owns both, once this is.
    unowned var scenarios: ScenarioScheduler?

    var source: UserSource
    var timers = TimerHeap()
    var boundaries: GroupBoundaries
    /// The boundary that users are being led across.
    var sweep: Sweep?
    private let users: UnsafeMutablePointer<ActiveUser>
    let capacity: Int
    /// Free places, the next one last.
    private var places: [Int32]
    /// The ends of users that have an end of their own, by place.
    var ends = TimerHeap()
    /// By group: connections that arrivals have left.
    private var pools: [ConnectionPool]
    private let registers: UnsafeMutablePointer<Int64>
    private let slots: UnsafeMutablePointer<(any Sendable)?>
    /// Further connections of users that send several requests at once.
    private var furtherConnections: [Int32: [Connection]] = [:]
    private(set) var active = 0
    private(set) var maxActive = 0
    /// Users that have started and ended in this second.
    private var (started, ended) = (0, 0)
    /// Active users of the closed kind, and their minimum in this second.
    private var closedUsers = 0
    private(set) var minClosedUsers = 0

    /// A boundary and the first user that has not crossed it.
    struct Sweep {
        var boundary: GroupBoundaries.Boundary
        var next: Int32
    }

    init(
        _ context: LoopContext, exchanges: LoopExchanges, samples: LoopSamples, capacity: Int,
        loops: Int
    ) {
        self.context = context
        self.exchanges = exchanges
        self.samples = samples
        self.capacity = capacity
        program = context.program
        places = (0..<Int32(capacity)).reversed()
        pools = program.groups.map { _ in ConnectionPool(routes: exchanges.transport.routes) }
        source = UserSource(program, loop: context.loop, loops: loops)
        boundaries = GroupBoundaries(program)
        users = .allocate(capacity: capacity)
        users.initialize(repeating: ActiveUser(), count: capacity)
        registers = .allocate(capacity: capacity * program.registers)
        registers.initialize(repeating: 0, count: capacity * program.registers)
        slots = .allocate(capacity: capacity * program.slots.count)
        slots.initialize(repeating: nil, count: capacity * program.slots.count)
    }

    deinit {
        users.deallocate()
        registers.deallocate()
        slots.deinitialize(count: capacity * program.slots.count)
        slots.deallocate()
    }

    subscript(index: Int32) -> UnsafeMutablePointer<ActiveUser> { users + Int(index) }

    /// The registers and slots of a user.
    func memory(of index: Int32) -> UserMemory {
        UserMemory(
            registers: registers + Int(index) * program.registers,
            slots: SlotMemory(values: slots + Int(index) * program.slots.count))
    }

    /// The secrets in a user's sent and received bytes, which must not be shown.
    func secrets(of index: Int32, isExample: Bool = true) -> [SecretValue] {
        let slots = memory(of: index).slots
        let known = program.secrets.compactMap { secret in
            secret.value(isExample: isExample) { slots[$0] }
        }
        guard self[index].pointee.scenarioRun != 0 else { return known }
        return known + (scenarios?.secrets(of: index) ?? [])
    }

    // MARK: - Start

    /// The maximum users started or retired in one tick, some 10 ms of work: all at once would keep
    /// answers waiting, a few at a time would keep the others from starting.
    static let usersPerTick = 512

    func start(_ now: Int64) {
        for _ in 0..<Self.usersPerTick {
            guard let start = source.take(upTo: now) else { return }
            guard let index = places.popLast() else { preconditionFailure("no place for a user") }
            begin(start, at: index)
            proceed(index, now: context.now)
        }
    }

    private func begin(_ start: UserSource.Start, at index: Int32) {
        let group = program.groups[Int(start.group)]
        let entry = context.code.groups[Int(start.group)].entry
        let token = self[index].pointee.waitToken
        self[index].pointee = ActiveUser(
            frame: UserFrame(
                id: start.user, group: start.group, entry: entry, startsAt: start.due,
                readyAt: start.ready, isArrival: group.schedule.isOpen),
            connection: connection(for: start, of: group))
        // Events for the place's previous user are not meant for this one.
        self[index].pointee.waitToken = token &+ 1
        self[index].pointee.endsAt = start.end
        if start.end != .max { ends.add(deadline: start.end, owner: index) }
        memory(of: index).registers.update(repeating: 0, count: program.registers)
        resetSlots(of: index, all: true)
        active += 1
        started += 1
        samples.countUser(of: start.group, 1)
        maxActive = max(maxActive, active)
        self[index].pointee.isClosedUser = !group.schedule.isOpen
        if !group.schedule.isOpen { closedUsers += 1 }
        // A wait that is not judged does not count against the server.
        self[index].pointee.answers = AnswerWatch(
            startsAt: max(start.due, Int64(program.warmUpSeconds) * 1_000_000_000))
    }

    /// Gives slots their initial values: all of a user, or those that end with an iteration.
    func resetSlots(of index: Int32, all: Bool) {
        let memory = memory(of: index)
        for number in program.slots.indices where all || program.slots[number].endsWithIteration {
            memory.slots[Int32(number)] = context.shared.slots[number]
        }
    }

    // MARK: - Connections

    /// A connection that an earlier arrival has left, or a new one.
    private func connection(for start: UserSource.Start, of group: ProgramGroup) -> Connection {
        let route = exchanges.transport.route(of: start.user)
        return pools[Int(start.group)].take(route: route)
            ?? exchanges.transport.open(
                ConnectionOptions(
                    route: route, keepsCookies: group.cookies != .ignored,
                    resumesSessions: group.resumesSessions))
    }

    /// All connections of an active user, its first one first.
    func connections(of index: Int32) -> [Connection] {
        guard let first = self[index].pointee.connection else { return [] }
        return [first] + (furtherConnections[index] ?? [])
    }

    /// Opens connections of a user until it has this many, and returns them.
    func openConnections(_ count: Int, of index: Int32) -> [Connection] {
        guard let first = self[index].pointee.connection else { return [] }
        while 1 + (furtherConnections[index]?.count ?? 0) < count {
            furtherConnections[index, default: []].append(
                exchanges.transport.openAnother(beside: first))
        }
        return connections(of: index)
    }

    /// A connection of a user on which nothing is under way; a new one where all are busy.
    func idleConnection(of index: Int32) -> Connection {
        let busy = Set(exchanges.underWay(of: index).map(\.connection))
        let all = connections(of: index)
        if let idle = all.first(where: { !busy.contains($0) }) { return idle }
        guard let opened = openConnections(all.count + 1, of: index).last else {
            preconditionFailure("the user has ended")
        }
        return opened
    }

    /// Leaves a connection to a later arrival, or closes it.
    private func leave(_ connection: Connection, of index: Int32) {
        let group = Int(self[index].pointee.frame.group)
        guard program.groups[group].poolsConnections, exchanges.underWay(of: index).isEmpty else {
            return exchanges.close(connection, of: index)
        }
        exchanges.transport.clearCookies(of: connection)
        let route = exchanges.transport.route(of: self[index].pointee.frame.id)
        pools[group].park(connection, route: route, now: context.now)
    }

    /// Closes connections that no arrival has used for a while.
    func closeUnusedConnections(_ now: Int64) {
        for group in pools.indices {
            for connection in pools[group].takeUnused(since: now - ConnectionPool.longestIdle) {
                exchanges.transport.close(connection)
            }
        }
    }

    // MARK: - End

    func retire(_ index: Int32) {
        let now = context.now
        stopCounting(index, at: now)
        scenarios?.endRun(of: index)
        if index == 0, context.loop == 0, active == 1 { keepSlots(of: index) }
        for connection in (furtherConnections[index] ?? []).reversed() {
            exchanges.close(connection, of: index)
        }
        furtherConnections[index] = nil
        if let connection = self[index].pointee.connection { leave(connection, of: index) }
        let group = self[index].pointee.frame.group
        self[index].pointee.connection = nil
        active -= 1
        ended += 1
        samples.countUser(of: group, -1)
        leaveBarriers(1, user: index, group: group)
        self[index].pointee.barrier = -1
        places.append(index)
        source.release(group: Int(group), now: now)
    }

    /// Keeps the slots of a set-up's only user for those of the load.
    private func keepSlots(of index: Int32) {
        let memory = memory(of: index)
        context.ending.slots = program.slots.indices.map { memory.slots[Int32($0)] }
    }

    /// The counts of users of a second.
    struct Counts {
        /// The maximum of all kinds active at once.
        var maxActive: Int
        /// The minimum of the closed kind active at once.
        var minClosedUsers: Int
        var started: Int
        var ended: Int
    }

    /// Takes the counts since the last call.
    func takeCounts() -> Counts {
        defer { (maxActive, minClosedUsers, started, ended) = (active, closedUsers, 0, 0) }
        return Counts(
            maxActive: maxActive, minClosedUsers: minClosedUsers, started: started, ended: ended)
    }
}

// MARK: - Answers of users of the closed kind

extension LoopUsers {
    /// A user of the closed kind got an answer, or an error instead of one.
    func noteEnd(of sample: Sample, user index: Int32, isAnswer: Bool) {
        guard self[index].pointee.isClosedUser else { return }
        self[index].pointee.answers.ended(
            start: sample.start, end: sample.end, isAnswer: isAnswer, label: sample.label)
    }

    /// A user has ended, or only waits for its last answer: it makes no load any more.
    ///
    /// - Parameter now: the instant; for one that has completed its steps, the end of its last
    ///   cycle.
    func stopCounting(_ index: Int32, at now: Int64) {
        let user = self[index]
        guard user.pointee.isClosedUser else { return }
        user.pointee.isClosedUser = false
        closedUsers -= 1
        minClosedUsers = min(minClosedUsers, closedUsers)
        let group = Int(user.pointee.frame.group)
        let end = min(now, context.code.groups[group].loadEnd)
        for exchange in exchanges.underWay(of: index).sorted(by: { $0.start < $1.start }) {
            user.pointee.answers.ended(
                start: exchange.start, end: end, isAnswer: false, label: exchange.label)
        }
        samples.loads[group].add(
            user.pointee.answers,
            requests: user.pointee.frame.exchanges + Int64(user.pointee.inFlight), until: end)
    }
}
