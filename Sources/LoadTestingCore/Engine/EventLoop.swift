import CLoadTesting
import Synchronization

/// One thread's share of a run: its users, their exchanges, what they measure.
///
/// Everything but `isStopped` belongs to the thread that runs `run()`; that is what
/// `@unchecked Sendable` relies on. The loop goes at its own pace: poll, act on all events, start
/// what is due, poll again.
final class EventLoop: @unchecked Sendable {
    /// Set when the run starts.
    private(set) var clock = RunClock()
    let exchanges: CurlExchanges
    let poller: Poller
    let program: Program
    private let code: ProgramCode
    private let stride: Int
    private let report: @Sendable (LoopReport) -> Void
    private let pool: RecorderPool
    /// Any thread may set it.
    private let isStopped = Atomic<Bool>(false)

    private var source: UserSource
    private var timers = TimerHeap()
    private var boundaries: GroupBoundaries
    /// The boundary that users are being led across.
    private var sweep: Sweep?
    private let users: UnsafeMutablePointer<ActiveUser>
    private let userCapacity: Int
    private var active = 0
    private var mostActive = 0
    private var recorder: Recorder
    private var examples: [FailedExchange] = []
    private var exampleChoice = ExampleChoice()
    private var second = 0
    private var secondEnd: Int64 = 1_000_000_000
    private var processorAtStart: Int64 = 0
    private var ending = LoopEnding(
        unstartedUsers: 0, abandonedExchanges: 0, reachedLimit: false)

    init(
        _ program: Program, index: Int, settings: EngineSettings, pool: RecorderPool,
        report: @escaping @Sendable (LoopReport) -> Void
    ) throws(PollerError) {
        self.program = program
        self.report = report
        self.pool = pool
        stride = settings.loops
        code = ProgramCode(program)
        poller = try Poller()
        userCapacity = (program.users + stride - 1) / stride
        exchanges = try CurlExchanges(
            program, poller: poller, capacity: userCapacity, resolved: settings.resolved,
            userAgent: settings.userAgent)
        source = UserSource(program, loop: index, loops: stride)
        boundaries = GroupBoundaries(program)
        recorder = pool.take()
        users = .allocate(capacity: userCapacity)
        users.initialize(repeating: ActiveUser(), count: userCapacity)
    }

    deinit { users.deallocate() }

    /// Ends the load at once: no further step, exchanges under way are given up.
    func stop() {
        isStopped.store(true, ordering: .releasing)
        poller.wake()
    }

    /// Runs until all users have ended or the loop was stopped.
    func run(_ clock: RunClock) {
        self.clock = clock
        clt_block_broken_pipe_signal()
        processorAtStart = clt_thread_cpu_nanoseconds()
        var now = clock.now
        var turnStart = now
        while true {
            startUsers(now)
            wakeUsers(now)
            crossBoundaries(now)
            actOnDeadlines()
            if isStopped.load(ordering: .acquiring) { breakOff() }
            now = clock.now
            if now >= secondEnd { endSecond(now) }
            recorder.recordTurn(nanoseconds: now - turnStart)
            if active == 0, source.nextDue == .max { break }
            let events = poller.wait(nanoseconds: max(0, nextDeadline - now))
            turnStart = clock.now
            act(on: events)
            now = clock.now
        }
        endSecond(clock.now)
        ending.unstartedUsers = source.unstarted
        report(.ended(ending))
    }

    private var nextDeadline: Int64 {
        let curl = exchanges.nextDeadline
        guard sweep == nil else { return 0 }
        let ours = min(source.nextDue, timers.next, boundaries.next, secondEnd)
        return curl == .max ? ours : min(ours, curl - clock.zeroNanoseconds)
    }
}

// MARK: - Users

extension EventLoop {
    /// How many users are started or retired in one turn, some 10 ms of work: all at once would
    /// keep answers waiting, a few at a time would keep the others from starting.
    private static let usersATurn = 512

    private func startUsers(_ now: Int64) {
        for _ in 0..<Self.usersATurn {
            guard let start = source.take(upTo: now) else { return }
            let index = Int32(start.user / Int64(stride))
            let entry = code.groups[Int(start.group)].entry
            users[Int(index)] = ActiveUser(
                frame: UserFrame(
                    id: start.user, group: start.group, entry: entry, startsAt: start.due),
                slot: exchanges.open(user: index))
            active += 1
            mostActive = max(mostActive, active)
            proceed(index, now: clock.now)
        }
    }

    private func wakeUsers(_ now: Int64) {
        while let entry = timers.take(upTo: now) {
            // A user that its group's end retired meanwhile has no slot.
            if users[Int(entry.user)].slot >= 0 { proceed(entry.user, now: clock.now) }
        }
    }

    /// Lets a user do its next step; does not return before it waits for something or has ended.
    private func proceed(_ index: Int32, now: Int64) {
        let user = users + Int(index)
        while true {
            guard now < code.groups[Int(user.pointee.frame.group)].end else {
                ending.reachedLimit = ending.reachedLimit || now >= program.limitNanoseconds
                return retire(index)
            }
            switch user.pointee.frame.advance(code) {
            case .send(let request):
                let due = user.pointee.frame.freeAt
                return exchanges.send(
                    request, on: user.pointee.slot, due: due, start: max(now, due))
            case .wait(let nanoseconds):
                user.pointee.frame.freeAt &+= nanoseconds
                guard nanoseconds > 0 else { continue }
                return timers.add(deadline: user.pointee.frame.freeAt, user: index)
            case .suspend: return
            case .end: return retire(index)
            }
        }
    }

    /// Continues a user that suspended itself.
    func resume(_ index: Int32) {
        users[Int(index)].frame.freeAt = clock.now
        proceed(index, now: users[Int(index)].frame.freeAt)
    }

    private func retire(_ index: Int32) {
        exchanges.close(users[Int(index)].slot)
        users[Int(index)].slot = -1
        active -= 1
    }
}

// MARK: - Exchanges

extension EventLoop {
    private func act(on events: UnsafeBufferPointer<clt_event>) {
        guard let first = events.baseAddress else { return }
        for index in 0..<events.count {
            let event = first + index
            if event.pointee.idle {
                clt_exchange_end_idle(event.pointee.descriptor)
                recorder.idleClosed &+= 1
            } else if event.pointee.token & 0xff == UInt32(CLT_OWNER_CURL) {
                let multi = Int(event.pointee.token >> 8)
                exchanges.act(on: event, multi: multi)
                drain(multi)
            }
        }
    }

    private func actOnDeadlines() {
        let now = clt_monotonic_nanoseconds()
        for multi in 0..<exchanges.multiCount
        where exchanges.actOnTime(multi: multi, monotonicNow: now) {
            drain(multi)
        }
    }

    private func drain(_ multi: Int) {
        while let completion = exchanges.nextCompletion(multi: multi) {
            let end = clock.now
            if end >= secondEnd { endSecond(end) }
            let cause = exchanges.isPlainSuccess(completion) ? nil : judge(completion, end: end)
            record(completion.slot, cause: cause, end: end)
            let user = exchanges[completion.slot].pointee.user
            if cause?.isGenerator == true {
                timers.add(deadline: end + Self.breather, user: user)
            } else {
                proceed(user, now: end)
            }
        }
    }

    /// How long a user waits when the generator had no descriptor or port for it, instead of asking
    /// for one as fast as it can.
    private static let breather: Int64 = 100_000_000

    private func judge(_ completion: CurlExchanges.Completion, end: Int64) -> FailureCause? {
        guard let cause = exchanges.outcome(of: completion).cause else { return nil }
        keepExample(
            slot: completion.slot, cause: cause,
            explanation: exchanges.explanation(of: completion), end: end)
        return cause
    }

    private func record(_ slot: Int32, cause: FailureCause?, end: Int64) {
        let exchange = exchanges[slot]
        guard let seen = exchange.pointee.record else { return }
        let user = users + Int(exchange.pointee.user)
        recorder.record(
            Sample(
                label: exchanges.label(of: slot), group: user.pointee.frame.group,
                user: user.pointee.frame.id, iteration: user.pointee.frame.iteration,
                due: exchange.pointee.due, start: exchange.pointee.start, end: end,
                received: seen.pointee.received, sent: exchanges.sentBytes(of: slot),
                status: Int16(truncatingIfNeeded: seen.pointee.status), cause: cause?.code ?? 0,
                openedConnection: seen.pointee.sockets > 0, resent: seen.pointee.writes > 1,
                isFirst: user.pointee.frame.isFresh))
        user.pointee.frame.freeAt = end
        user.pointee.frame.isFresh = false
    }

    private func keepExample(slot: Int32, cause: FailureCause, explanation: String, end: Int64) {
        guard let seen = exchanges[slot].pointee.record, exampleChoice.wants(cause) else { return }
        let request = program.requests[Int(exchanges[slot].pointee.request)]
        let body = seen.pointee.body.map {
            String(
                decoding: UnsafeBufferPointer(start: $0, count: Int(seen.pointee.body_length)),
                as: UTF8.self)
        }
        examples.append(
            FailedExchange(
                label: program.labels[Int(request.label)],
                request: "\(request.method) \(request.url)", cause: cause,
                status: seen.pointee.status > 0 ? Int(seen.pointee.status) : nil,
                explanation: explanation, body: body ?? "", endNanoseconds: end))
    }
}

// MARK: - Time

extension EventLoop {
    /// Retires the users of groups that have ended; gives up on exchanges that outlast the drain.
    private func crossBoundaries(_ now: Int64) {
        guard let boundary = sweep?.boundary ?? boundaries.take(upTo: now) else { return }
        let first = sweep?.next ?? 0
        let last = min(first + Int32(Self.usersATurn), Int32(userCapacity))
        sweep = last < userCapacity ? Sweep(boundary: boundary, next: last) : nil
        for index in first..<last
        where users[Int(index)].slot >= 0 && users[Int(index)].frame.group == boundary.group {
            cross(boundary, user: index, now: now)
        }
    }

    private func cross(_ boundary: GroupBoundaries.Boundary, user index: Int32, now: Int64) {
        let slot = users[Int(index)].slot
        if boundary.kind == .drained, exchanges[slot].pointee.isInFlight {
            exchanges.abandon(slot)
            keepExample(
                slot: slot, cause: .drainTimeout,
                explanation: "no answer before the drain time was over", end: now)
            record(slot, cause: .drainTimeout, end: now)
        }
        if exchanges[slot].pointee.isInFlight { return }
        ending.reachedLimit = ending.reachedLimit || now >= program.limitNanoseconds
        retire(index)
    }

    private func breakOff() {
        source.retireAll()
        for index in 0..<Int32(userCapacity) where users[Int(index)].slot >= 0 {
            if exchanges[users[Int(index)].slot].pointee.isInFlight {
                ending.abandonedExchanges += 1
            }
            retire(index)
        }
    }

    /// Hands what the second measured to the collector and begins the next one.
    private func endSecond(_ now: Int64) {
        let processor = clt_thread_cpu_nanoseconds()
        report(
            .interval(
                LoopInterval(
                    second: second, recorder: recorder,
                    processorNanoseconds: processor - processorAtStart, activeUsers: mostActive,
                    examples: examples)))
        processorAtStart = processor
        recorder = pool.take()
        examples = []
        mostActive = active
        second = Int(now / 1_000_000_000)
        secondEnd = Int64(second + 1) * 1_000_000_000
    }
}

/// A user that has started: its state and the slot of its exchanges, -1 when it has ended.
struct ActiveUser: BitwiseCopyable {
    var frame = UserFrame(id: 0, group: 0, entry: 0, startsAt: 0)
    var slot: Int32 = -1
}

/// A boundary and the first user that has not crossed it.
private struct Sweep {
    var boundary: GroupBoundaries.Boundary
    var next: Int32
}
