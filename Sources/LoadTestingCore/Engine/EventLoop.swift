import LoadTestingMacrosFree
import Synchronization

/// One thread's part of a run: advances its users, scenarios and exchanges in time.
///
/// Everything but `stop()`, the inbox and the executor belongs to the thread that runs `run(_:)`;
/// `@unchecked Sendable` relies on that. The loop repeats: wait, act on all events, start what is
/// due. Time and events come from its reactor, exchanges from its transport: with virtual ones it
/// runs without a clock and a socket.
final class EventLoop: @unchecked Sendable {
    let inbox: LoopInbox
    private let context: LoopContext
    private let reactor: any Reactor
    private let executor: LoopExecutor
    private let exchanges: LoopExchanges
    private let samples: LoopSamples
    private let users: LoopUsers
    private let scenarios: ScenarioScheduler
    /// Any thread may set it.
    private let isStopped = Atomic<Bool>(false)

    private var second = 0
    private var secondStart: Int64 = 0
    private var secondEnd: Int64 = 1_000_000_000
    private var processorAtStart: Int64 = 0
    private var threadWatch = ThreadWatch()

    /// - Parameters:
    ///   - index: the number of the loop, which determines its users.
    ///   - loops: the number of loops.
    ///   - makeTransport: takes the maximum connections open at once.
    ///   - report: called on the loop's thread.
    init(
        _ program: Program, index: Int, of loops: Int, shared: SharedState, pool: RecorderPool,
        reactor: any Reactor,
        makeTransport: (_ capacity: Int) throws(TransportError) -> any Transport,
        send: @escaping @Sendable (LoopMessage) -> Void
    ) throws(TransportError) {
        self.reactor = reactor
        let capacity = program.groups.reduce(0) { $0 + $1.places(of: loops) }
        let perUser = program.groups.map(\.exchangesPerUser).max() ?? 1
        let transport = try makeTransport(capacity * perUser)
        inbox = LoopInbox(reactor)
        executor = LoopExecutor(reactor)
        context = LoopContext(
            program, loop: index, shared: shared, reactor: reactor, send: send)
        exchanges = LoopExchanges(
            transport, context: context, capacity: capacity * perUser, users: capacity)
        samples = LoopSamples(context, pool: pool)
        users = LoopUsers(
            context, exchanges: exchanges, samples: samples, capacity: capacity, loops: loops)
        scenarios = ScenarioScheduler(
            context, exchanges: exchanges, samples: samples, users: users, executor: executor,
            inbox: inbox)
        users.scenarios = scenarios
        transport.delegate = self
    }

    /// Ends the load at once: no further step, exchanges under way are abandoned.
    func stop() {
        isStopped.store(true, ordering: .releasing)
        reactor.wake()
    }

    /// Runs until all users have ended or the loop was stopped.
    func run(_ clock: RunClock) {
        reactor.begin()
        executor.adoptThread()
        context.begin(clock)
        exchanges.transport.begin(clock)
        exchanges.transport.note(context.attention.pointee)
        processorAtStart = reactor.processorTime
        secondStart = context.now
        while tick() { wait() }
        executor.close()
        for case .scenario(let command) in inbox.close() { command.refuse() }
        endSecond(context.now)
        context.ending.unstartedUsers = users.source.unstarted
        context.ending.arrivals = users.source.arrivals
        context.ending.loads = samples.loads
        context.ending.addresses = exchanges.transport.addressUses
        context.send(.ended(context.ending))
        reactor.end()
    }

    /// Performs what is due; false when there is nothing more to wait for.
    private func tick() -> Bool {
        var now = context.now
        // Before anything of the next second: a user that ends with a second was active in it.
        if now >= secondEnd { endSecond(now) }
        users.start(now)
        users.wake(now)
        scenarios.wake(now)
        readInbox()
        scenarios.runJobs()
        users.crossBoundaries(now)
        exchanges.transport.act(at: reactor.now)
        if isStopped.load(ordering: .acquiring) { users.abort() }
        now = context.now
        if now >= secondEnd {
            endSecond(now)
            // It belongs to the tick, not to the poll.
            now = context.now
        }
        samples.recorder.recordTick(
            nanoseconds: context.attention.pointee.endTick(
                at: now + context.clock.zeroNanoseconds))
        return users.active > 0 || users.source.nextDue != .max
    }

    /// Waits for the next event or deadline, and dispatches the events.
    private func wait() {
        let mayHaveMissed = reactor.wait(nanoseconds: max(0, nextDeadline - context.now))
        context.attention.pointee.beginTick(at: reactor.now, mayHaveMissed: mayHaveMissed)
        exchanges.transport.note(context.attention.pointee)
        reactor.dispatch()
    }

    private var nextDeadline: Int64 {
        guard users.sweep == nil, !executor.hasJobs else { return 0 }
        let ours = min(
            users.source.nextDue, users.timers.next, users.ends.next, scenarios.nextWake,
            users.boundaries.next, secondEnd)
        let transport = exchanges.transport.nextDeadline
        return transport == .max ? ours : min(ours, transport - context.clock.zeroNanoseconds)
    }

    private func readInbox() {
        for message in inbox.takeAll() {
            switch message {
            case .resume(let user, let token): users.resume(user, token: token)
            case .drain: users.drain(context.now)
            case .scenario(let command): scenarios.perform(command)
            }
        }
    }

    /// Passes the measurements of the second to the collector and begins the next one.
    private func endSecond(_ now: Int64) {
        samples.count(exchanges.transport.takeCounts())
        let processor = reactor.processorTime - processorAtStart
        let thread = threadWatch.add(
            processor: processor, elapsed: now - secondStart,
            waited: context.attention.pointee.takeWaited())
        let counts = users.takeCounts()
        let measured = samples.take()
        context.send(
            .interval(
                LoopInterval(
                    loop: context.loop, second: second, isWhole: now >= secondEnd,
                    recorder: measured.recorder,
                    processorNanoseconds: processor, thread: thread,
                    stalls: exchanges.takeStalls(now), activeUsers: counts.maxActive,
                    minActiveUsers: counts.minClosedUsers, startedUsers: counts.started,
                    endedUsers: counts.ended, examples: measured.examples,
                    blockedNanoseconds: scenarios.takeBlocked(),
                    transcripts: measured.transcripts)))
        processorAtStart += processor
        secondStart = now
        users.closeUnusedConnections(now)
        second = Int(now / 1_000_000_000)
        secondEnd = Int64(second + 1) * 1_000_000_000
    }
}

extension EventLoop: TransportDelegate {
    func exchangeEnded(_ end: ExchangeEnd) {
        if end.instant >= secondEnd { endSecond(end.instant) }
        let exchange = exchanges.take(end, users: users.active)
        if let waiting = scenarios.take(exchange.id) {
            scenarios.finish(waiting, exchange, end)
        } else {
            users.finish(exchange, end)
        }
    }
}
