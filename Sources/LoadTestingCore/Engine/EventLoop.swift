import CLoadTesting
import LoadTestingMacrosFree
import Synchronization

/// One thread's share of a run: its users, their exchanges, what they measure.
///
/// Everything but `isStopped`, the inbox and the clock belongs to the thread that runs `run()`;
/// that is what `@unchecked Sendable` relies on. The loop goes at its own pace: poll, act on all
/// events, start what is due, poll again.
final class EventLoop: @unchecked Sendable {
    /// Set when the run starts.
    private(set) var clock = RunClock()
    let exchanges: CurlExchanges
    let poller: Poller
    let program: Program
    let code: ProgramCode
    let index: Int
    let stride: Int
    let shared: SharedState
    let report: @Sendable (LoopReport) -> Void
    let inbox: LoopInbox
    let executor: LoopExecutor
    private let pool: RecorderPool
    /// Any thread may set it.
    private let isStopped = Atomic<Bool>(false)

    var source: UserSource
    var timers = TimerHeap()
    var boundaries: GroupBoundaries
    /// The boundary that users are being led across.
    var sweep: Sweep?
    let users: UnsafeMutablePointer<ActiveUser>
    let userCapacity: Int
    /// Places of users that are free, the next one last.
    var places: [Int32]
    /// When users end that have an end of their own, by place.
    var ends = TimerHeap()
    /// By group: connections that arrivals have left.
    var pools: [ConnectionPool]
    private let registers: UnsafeMutablePointer<Int64>
    private let slots: UnsafeMutablePointer<(any Sendable)?>
    /// Further slots of users that send several requests at once.
    var furtherSlots: [Int32: [Int32]] = [:]
    /// What scenarios of this loop's users are doing.
    var scenarios = ScenarioDesk()
    var active = 0
    var mostActive = 0
    /// Active users of the closed kind, and the fewest of them in this second.
    var residents = 0
    var fewestResidents = 0
    var recorder: Recorder
    var examples: [FailedExchange] = []
    var exampleChoice = ExampleChoice()
    var transcripts: [ExchangeTranscript] = []
    var blockedNanoseconds: [String: Int64] = [:]
    var second = 0
    var secondEnd: Int64 = 1_000_000_000
    private var secondStart: Int64 = 0
    private var processorAtStart: Int64 = 0
    private var threadWatch = ThreadWatch()
    private var attention = Attention(at: 0)
    private let heartbeat: Heartbeat
    var ending = LoopEnding()
    /// By group.
    var loads: [LoopLoad]

    init(
        _ program: Program, index: Int, settings: EngineSettings, shared: SharedState,
        pool: RecorderPool, heartbeat: Heartbeat, report: @escaping @Sendable (LoopReport) -> Void
    ) throws(PollerError) {
        self.program = program
        self.index = index
        self.report = report
        self.pool = pool
        self.heartbeat = heartbeat
        self.shared = shared
        stride = settings.loops
        code = ProgramCode(program)
        poller = try Poller()
        inbox = LoopInbox(poller)
        executor = LoopExecutor(poller)
        userCapacity = program.groups.reduce(0) { $0 + $1.places(of: settings.loops) }
        places = (0..<Int32(userCapacity)).reversed()
        let mostExchanges = program.groups.map(\.exchangesPerUser).max() ?? 1
        exchanges = try CurlExchanges(
            program, poller: poller, capacity: userCapacity * mostExchanges,
            names: settings.names, userAgent: settings.userAgent,
            trusted: settings.trusted, records: settings.records)
        let routes = exchanges.addresses.routes
        pools = program.groups.map { _ in ConnectionPool(routes: routes) }
        source = UserSource(program, loop: index, loops: stride)
        boundaries = GroupBoundaries(program)
        loads = program.groups.map(LoopLoad.init)
        recorder = pool.take()
        users = .allocate(capacity: userCapacity)
        users.initialize(repeating: ActiveUser(), count: userCapacity)
        registers = .allocate(capacity: userCapacity * program.registers)
        registers.initialize(repeating: 0, count: userCapacity * program.registers)
        slots = .allocate(capacity: userCapacity * program.slots.count)
        slots.initialize(repeating: nil, count: userCapacity * program.slots.count)
    }

    deinit {
        users.deallocate()
        registers.deallocate()
        slots.deinitialize(count: userCapacity * program.slots.count)
        slots.deallocate()
    }

    func registers(of user: Int32) -> UnsafeMutablePointer<Int64> {
        registers + Int(user) * program.registers
    }

    /// What a user of this loop remembers.
    func memory(of user: Int32) -> UserMemory {
        UserMemory(
            registers: registers(of: user),
            slots: SlotMemory(values: slots + Int(user) * program.slots.count))
    }

    /// Ends the load at once: no further step, exchanges under way are given up.
    func stop() {
        isStopped.store(true, ordering: .releasing)
        poller.wake()
    }

    /// Runs until all users have ended or the loop was stopped.
    func run(_ clock: RunClock) {
        self.clock = clock
        exchanges.zeroNanoseconds = clock.zeroNanoseconds
        clt_block_broken_pipe_signal()
        executor.adoptThread()
        processorAtStart = clt_thread_cpu_nanoseconds()
        let runQueueFile = clt_run_queue_open()
        defer { clt_run_queue_close(runQueueFile) }
        attention = Attention(
            at: clt_monotonic_nanoseconds(),
            waited: {
                let waited = clt_run_queue_nanoseconds(runQueueFile)
                return waited >= 0 ? waited : nil
            }, stoodStill: heartbeat.standstill)
        exchanges.note(attention)
        var now = clock.now
        secondStart = now
        while true {
            // Before anything of the next second: who ends with a second was active in it.
            if now >= secondEnd { endSecond(now) }
            startUsers(now)
            wakeUsers(now)
            readInbox()
            runScenarios()
            crossBoundaries(now)
            actOnDeadlines()
            if isStopped.load(ordering: .acquiring) { breakOff() }
            now = clock.now
            if now >= secondEnd { endSecond(now) }
            recorder.recordTurn(
                nanoseconds: attention.endTick(at: now + clock.zeroNanoseconds))
            if active == 0, source.nextDue == .max { break }
            let events = poller.wait(nanoseconds: max(0, nextDeadline - now))
            attention.beginTick(
                at: clt_monotonic_nanoseconds(),
                mayHaveMissed: events.isEmpty || events.count == Poller.batch)
            exchanges.note(attention)
            act(on: events)
            now = clock.now
        }
        executor.close()
        for case .scenario(let command) in inbox.close() { command.refuse() }
        endSecond(clock.now)
        ending.unstartedUsers = source.unstarted
        ending.arrivals = source.arrivals
        ending.loads = loads
        ending.addresses = exchanges.addresses.uses
        report(.ended(ending))
    }

    private var nextDeadline: Int64 {
        let curl = exchanges.nextDeadline
        guard sweep == nil, !executor.hasJobs else { return 0 }
        let ours = min(
            source.nextDue, timers.next, ends.next, scenarios.nextWake, boundaries.next, secondEnd)
        return curl == .max ? ours : min(ours, curl - clock.zeroNanoseconds)
    }

    /// Hands what the second measured to the collector and begins the next one.
    func endSecond(_ now: Int64) {
        let processor = clt_thread_cpu_nanoseconds()
        recordIdleClosed()
        report(
            .interval(
                LoopInterval(
                    second: second, isWhole: now >= secondEnd, recorder: recorder,
                    processorNanoseconds: processor - processorAtStart,
                    thread: threadWatch.add(
                        processor: processor - processorAtStart, elapsed: now - secondStart,
                        waited: attention.takeWaited()),
                    silences: exchanges.silence.take(behind: now - exchanges.attended(now)),
                    activeUsers: mostActive,
                    leastActiveUsers: fewestResidents,
                    examples: examples, blockedNanoseconds: blockedNanoseconds,
                    transcripts: transcripts)))
        processorAtStart = processor
        secondStart = now
        recorder = pool.take()
        examples = []
        blockedNanoseconds = [:]
        transcripts = []
        mostActive = active
        fewestResidents = residents
        closeUnusedConnections(now)
        second = Int(now / 1_000_000_000)
        secondEnd = Int64(second + 1) * 1_000_000_000
    }
}

/// A user that has started: its state and the slot of its exchanges, -1 when it has ended.
struct ActiveUser: BitwiseCopyable {
    var frame = UserFrame(id: 0, group: 0, entry: 0, startsAt: 0)
    var slot: Int32 = -1
    /// Exchanges under way.
    var inFlight: Int32 = 0
    /// Whether one of several exchanges has failed.
    var hasFailed = false
    /// The deadline that it waits for; others in the timers are of waits that have ended.
    var wakeAt = Int64.max
    /// The meeting point at which it waits, -1 for none, and which of its waits this is.
    var meetingPoint: Int32 = -1
    var waitToken: UInt32 = 0
    /// The number of the scenario's run that it waits for, 0 for none.
    var scenarioRun: UInt32 = 0
    /// It is a user of the closed kind that still makes load.
    var isResident = false
    /// For how long it waits for answers, while it makes load.
    var answers = AnswerWatch(startsAt: 0)
    /// It starts no step from here on, whatever its group does.
    var endsAt = Int64.max
}

/// A boundary and the first user that has not crossed it.
struct Sweep {
    var boundary: GroupBoundaries.Boundary
    var next: Int32
}
