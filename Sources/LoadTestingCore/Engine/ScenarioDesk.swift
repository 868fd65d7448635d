import LoadTestingMacrosFree

/// What the scenarios of one loop are doing; belongs to the loop's thread.
struct ScenarioDesk: ~Copyable {
    private var runs: [Int32: ScenarioRun] = [:]
    private var lastRun: UInt32 = 0
    /// Exchanges under way, by slot.
    private var exchanges: [Int32: ScenarioExchange] = [:]
    private var timers = PauseTimers()
    /// How many shapes are kept; a request of a further one is prepared each time.
    static let mostPrepared = 1_000
    /// Requests by their shape, prepared once.
    var prepared: [String: PreparedShape] = [:]
    /// Knows the slots and servers that came up so far.
    var compiler: RequestCompiler?
    /// The scenario whose code the loop is running, as far as it has said a word.
    var current: String?

    /// The number of a new run.
    mutating func takeNumber() -> UInt32 {
        lastRun &+= 1
        return lastRun
    }

    mutating func begin(_ run: ScenarioRun) { runs[run.user.token.user] = run }

    /// The run that a token belongs to; `nil` when it has ended.
    func run(_ token: ScenarioToken) -> ScenarioRun? {
        guard let run = runs[token.user], run.user.token == token else { return nil }
        return run
    }

    /// The run of a user; `nil` when it has none.
    func run(of user: Int32) -> ScenarioRun? { runs[user] }

    /// Tells a user's run that the load has ended for it.
    mutating func end(user: Int32) {
        guard let run = runs[user] else { return }
        run.isEnding = true
        endWaits(of: run)
        // What is being measured may come to its end.
        if run.openSamples == 0 { run.task?.cancel() }
    }

    /// Ends a user's run, whatever it is doing.
    mutating func abandon(user: Int32) {
        guard let run = runs.removeValue(forKey: user) else { return }
        endWaits(of: run)
        for (slot, exchange) in exchanges where exchange.run === run {
            exchanges[slot] = nil
            exchange.continuation.resume(throwing: CancellationError())
        }
        run.task?.cancel()
    }

    /// Ends the pauses of a run, and the calls that have not been sent.
    mutating func endWaits(of run: ScenarioRun) {
        for pause in timers.takeAll(of: run.user.token) { pause.end() }
        for call in run.waiting { call.continuation.resume(throwing: CancellationError()) }
        run.waiting = []
    }

    /// Forgets a run that has ended by itself.
    mutating func close(_ run: ScenarioRun) { runs[run.user.token.user] = nil }

    // MARK: - Exchanges

    func owns(slot: Int32) -> Bool { !exchanges.isEmpty && exchanges[slot] != nil }

    mutating func put(_ exchange: ScenarioExchange, on slot: Int32) { exchanges[slot] = exchange }

    /// Takes out who waits for an exchange.
    mutating func take(slot: Int32) -> ScenarioExchange? { exchanges.removeValue(forKey: slot) }

    // MARK: - Pauses

    var nextWake: Int64 { timers.next }

    mutating func add(_ pause: ScenarioPause, until deadline: Int64) {
        timers.add(pause, until: deadline)
    }

    mutating func takePause(upTo now: Int64) -> ScenarioPause? { timers.take(upTo: now) }
}

/// A scenario's request that was prepared, and where the values come from that it is sent with.
struct PreparedShape {
    enum Source {
        case argument(Int)
        case slot(SlotKey)
    }

    var request: Int32
    /// By the slot's number.
    var sources: [Source]
    /// Whether later calls of the shape use it, too.
    var isKept = false

    init(request: Int32, slots: [SlotKey], of call: ScenarioCall) {
        self.request = request
        let places = Dictionary(
            call.arguments.indices.map { (ScenarioCall.argumentSlot($0), $0) },
            uniquingKeysWith: { first, _ in first })
        sources = slots.map { slot in places[slot].map { .argument($0) } ?? .slot(slot) }
    }
}

/// One iteration of a scenario.
final class ScenarioRun {
    let user: VirtualUser
    let number: Int32
    /// When it was due, nanoseconds since the start of the run.
    let due: Int64
    var task: Task<Void, Never>?
    /// The load has ended for its user.
    var isEnding = false
    /// Its closure has returned or thrown; what it did not wait for may still be under way.
    var hasReturned = false
    /// What the closure has thrown.
    var error: (any Error)?
    /// What the generator itself added to its answers, in nanoseconds.
    var charged: Int64 = 0
    /// How many pieces of code are being measured.
    var openSamples = 0
    /// How many of its exchanges are under way.
    var inFlight = 0
    /// Whether it has asked for nothing yet.
    private var isFresh = true
    /// Whether it does several things at once.
    var isConcurrent = false
    /// Ended exchanges that the scenario may still find wanting.
    var pending: [PendingSample] = []
    /// Calls that wait for another exchange's end.
    var waiting: [WaitingCall] = []

    init(_ user: VirtualUser, number: Int32, due: Int64) {
        self.user = user
        self.number = number
        self.due = due
    }

    /// How much earlier than its call a request was due: for the first thing that a scenario does
    /// as late as its code began, whatever that code did before; then zero.
    func takeLateness() -> Int64 {
        guard isFresh else { return 0 }
        isFresh = false
        return lateness
    }

    /// How late its code began.
    var lateness: Int64 { max(0, user.progress.beganNanoseconds - due) }
}

/// An exchange of a scenario under way.
struct ScenarioExchange {
    var run: ScenarioRun
    var call: ScenarioCall
    /// Whether its request is used again.
    var isKept: Bool
    var continuation: CheckedContinuation<Reply, any Error>

    func resume(throwing error: any Error) { continuation.resume(throwing: error) }
}

/// A call that has to wait.
struct WaitingCall {
    var call: ScenarioCall
    var continuation: CheckedContinuation<Reply, any Error>
}

/// A sample that is counted when its scenario does the next thing.
struct PendingSample {
    var sample: Sample
    var context: SampleContext
    /// Why its status is a failure where the scenario does not check it.
    var statusFailure: (cause: FailureCause, reason: String)?
    var example: FailedExchange
    var transcript: ExchangeTranscript?
}

/// Who is woken when a time is over.
enum ScenarioPause {
    case pause(ScenarioToken, CheckedContinuation<Void, any Error>)
    /// A request whose turn comes then.
    case turn(ScenarioToken, WaitingCall, due: Int64)

    var token: ScenarioToken {
        switch self {
        case .pause(let token, _), .turn(let token, _, _): token
        }
    }

    /// The load has ended meanwhile.
    func end() {
        switch self {
        case .pause(_, let continuation): continuation.resume(throwing: CancellationError())
        case .turn(_, let call, _): call.continuation.resume(throwing: CancellationError())
        }
    }
}
