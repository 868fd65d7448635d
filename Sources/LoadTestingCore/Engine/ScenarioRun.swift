/// One iteration of a scenario.
final class ScenarioRun {
    let user: VirtualUser
    let number: Int32
    /// The due instant, nanoseconds since the start of the run.
    let due: Int64
    var task: Task<Void, Never>?
    /// The load has ended for its user.
    var isEnding = false
    /// Its closure has returned or thrown; calls that it did not wait for may still be under way.
    var hasReturned = false
    /// The error that the closure has thrown.
    var error: (any Error)?
    /// Time that the generator itself added to its answers, in nanoseconds.
    var charged: Int64 = 0
    /// The number of measurements of code under way.
    var openSamples = 0
    /// The number of its exchanges under way.
    var inFlight = 0
    /// Whether it has asked for nothing yet.
    private var isFresh = true
    /// Whether it does several things at once.
    var isConcurrent = false
    /// Ended exchanges that the scenario may still declare failed.
    var pending: [PendingSample] = []
    /// Calls that wait for another exchange's end.
    var waiting: [WaitingCall] = []

    init(_ user: VirtualUser, number: Int32, due: Int64) {
        self.user = user
        self.number = number
        self.due = due
    }

    /// Takes the time by which a request was due before its call: for the first action of a
    /// scenario the lateness of its code, whatever that code did before; then zero.
    func takeLateness() -> Int64 {
        guard isFresh else { return 0 }
        isFresh = false
        return lateness
    }

    /// The lateness of its code.
    var lateness: Int64 { max(0, user.progress.beganNanoseconds - due) }

    /// Cancels its task, unless code is being measured, which may come to its end.
    func cancelUnlessMeasuring() {
        if openSamples == 0 { task?.cancel() }
    }
}

/// A call that has to wait.
struct WaitingCall {
    var call: ScenarioCall
    var continuation: CheckedContinuation<Reply, any Error>

    func cancel() { continuation.resume(throwing: CancellationError()) }
}

/// An exchange of a scenario under way.
struct ScenarioExchange {
    var run: ScenarioRun
    var call: ScenarioCall
    /// Whether its request is used again.
    var isKept: Bool
    var continuation: CheckedContinuation<Reply, any Error>
}

/// A sample that is counted at the scenario's next action.
struct PendingSample {
    var sample: Sample
    var context: SampleContext
    /// The reason that its status is a failure where the scenario does not check it.
    var statusFailure: ExchangeFailure?
    /// The reply shown as an example of a failure, if it turns out to be one.
    var reply: Reply
    var method: String
    var transcript: ExchangeTranscript?
}

/// A pause of a scenario.
enum ScenarioPause {
    case pause(ScenarioToken, CheckedContinuation<Void, any Error>)
    /// A request whose token comes then.
    case token(ScenarioToken, WaitingCall, due: Int64)

    var token: ScenarioToken {
        switch self {
        case .pause(let token, _), .token(let token, _, _): token
        }
    }

    /// The load has ended meanwhile.
    func cancel() {
        switch self {
        case .pause(_, let continuation): continuation.resume(throwing: CancellationError())
        case .token(_, let call, _): call.cancel()
        }
    }
}
