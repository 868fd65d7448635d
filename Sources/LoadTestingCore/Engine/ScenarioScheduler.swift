import LoadTestingMacrosFree

/// The scenarios of one loop: starts their code, performs their commands, and counts the results.
///
/// `@unchecked Sendable` since all of it belongs to the loop's thread except `submit`, through
/// which commands from other threads pass.
final class ScenarioScheduler: @unchecked Sendable {
    let context: LoopContext
    let exchanges: LoopExchanges
    let samples: LoopSamples
    /// Owns this by way of the loop.
    unowned let users: LoopUsers
    let executor: LoopExecutor
    private let inbox: LoopInbox

    /// By the user's place in the loop.
    private var runs: [ScenarioRun?] = []
    private var lastRun: UInt32 = 0
    /// Exchanges under way, by slot.
    private var underWay: [Int32: ScenarioExchange] = [:]
    private var pauses = PauseTimers()
    /// Requests by their shape, prepared once.
    var prepared: [ShapeKey: PreparedShape] = [:]
    /// Compiles requests against the slots and servers known so far.
    var compiler: RequestCompiler?
    /// The number of the scenario whose code the loop is running, as far as it has made a call.
    private var current: Int32?
    private let bodies: [ScenarioBody]
    /// The maximum time that a scenario blocked the loop, by its name.
    private var blockedNanoseconds: [String: Int64] = [:]

    /// The maximum time that code may block the loop before the report names its scenario.
    private static let maxBlocking: Int64 = 50_000_000

    init(
        _ context: LoopContext, exchanges: LoopExchanges, samples: LoopSamples, users: LoopUsers,
        executor: LoopExecutor, inbox: LoopInbox
    ) {
        self.context = context
        self.exchanges = exchanges
        self.samples = samples
        self.users = users
        self.executor = executor
        self.inbox = inbox
        bodies = context.program.scenarios.map { scenario in
            guard let body = scenario.content as? ScenarioBody else {
                preconditionFailure("\(scenario.name) is no scenario")
            }
            return body
        }
    }

    // MARK: - Runs

    /// Starts a scenario's code for a user.
    func begin(_ number: Int32, of index: Int32) {
        let user = users[index]
        let body = bodies[Int(number)]
        let memory = users.memory(of: index)
        var values: [SlotKey: any Sendable] = [:]
        for (slot, description) in context.program.slots.enumerated() {
            values[description.key] = memory.slots[Int32(slot)]
        }
        lastRun &+= 1
        let virtualUser = VirtualUser(
            id: Int(user.pointee.frame.id), iteration: Int(user.pointee.frame.iteration),
            token: ScenarioToken(user: index, run: lastRun), host: self, values: values)
        let run = ScenarioRun(virtualUser, number: number, due: user.pointee.frame.freeAt)
        user.pointee.scenarioRun = lastRun
        set(run, of: index)
        run.task = Task(executorPreference: executor) {
            virtualUser.count { $0.beganNanoseconds = self.context.now }
            do {
                try await body.run(virtualUser)
                self.submit(.ended(virtualUser, nil))
            } catch {
                self.submit(.ended(virtualUser, error))
            }
        }
    }

    /// The run that a token belongs to; `nil` when it has ended.
    func run(_ token: ScenarioToken) -> ScenarioRun? {
        guard let run = run(of: token.user), run.user.token == token else { return nil }
        return run
    }

    private func run(of index: Int32) -> ScenarioRun? {
        index < runs.count ? runs[Int(index)] : nil
    }

    private func set(_ run: ScenarioRun?, of index: Int32) {
        if index >= runs.count {
            runs.append(contentsOf: repeatElement(nil, count: Int(index) + 1 - runs.count))
        }
        runs[Int(index)] = run
    }

    /// Tells a user's run that the load has ended.
    func end(user index: Int32) {
        guard let run = run(of: index) else { return }
        run.isEnding = true
        cancelWaits(of: run)
        run.cancelUnlessMeasuring()
    }

    /// Ends a user's run, in any state.
    func endRun(of index: Int32) {
        guard users[index].pointee.scenarioRun != 0, let run = run(of: index) else { return }
        flush(run)
        users[index].pointee.scenarioRun = 0
        set(nil, of: index)
        cancelWaits(of: run)
        for (slot, exchange) in underWay where run.inFlight > 0 && exchange.run === run {
            underWay[slot] = nil
            exchange.continuation.resume(throwing: CancellationError())
        }
        run.task?.cancel()
    }

    /// Ends the pauses of a run, and the calls that have not been sent.
    private func cancelWaits(of run: ScenarioRun) {
        for pause in pauses.takeAll(of: run.user.token) { pause.cancel() }
        for call in run.waiting { call.cancel() }
        run.waiting = []
    }

    /// Its closure is over.
    func returned(_ run: ScenarioRun, _ error: (any Error)?) {
        note(run)
        run.hasReturned = true
        run.error = error
        cancelWaits(of: run)
        finishWhenDone(run)
    }

    /// Ends a run whose closure is over, as soon as the requests that it did not wait for are, too.
    func finishWhenDone(_ run: ScenarioRun) {
        if run.hasReturned, run.inFlight == 0 { finish(run, run.error) }
    }

    private func finish(_ run: ScenarioRun, _ error: (any Error)?) {
        let index = run.user.token.user
        flush(run)
        set(nil, of: index)
        let user = users[index]
        user.pointee.scenarioRun = 0
        let now = context.now
        if !wasEnded(run, by: error) { count(run, error, now: now) }
        let memory = users.memory(of: index)
        if !context.program.slots.isEmpty {
            let values = run.user.filledSlots
            for (slot, description) in context.program.slots.enumerated() {
                memory.slots[Int32(slot)] = values[description.key]
            }
        }
        let progress = run.user.progress
        user.pointee.frame.becomeFree(at: now)
        user.pointee.frame.paused &+= progress.pausedNanoseconds
        if error != nil || progress.failures > 0 { user.pointee.frame.fail(context.code) }
        users.proceed(index, now: now)
    }

    /// Whether an error only reports the end of the load: an aborted iteration is not counted.
    func wasEnded(_ run: ScenarioRun, by error: (any Error)?) -> Bool {
        error is CancellationError
            && (run.isEnding || context.now >= groupEnd(of: run.user.token.user))
    }

    private func groupEnd(of index: Int32) -> Int64 {
        context.code.groups[Int(users[index].pointee.frame.group)].end
    }

    /// Counts a run in the scenario's row.
    private func count(_ run: ScenarioRun, _ error: (any Error)?, now: Int64) {
        let scenario = context.program.scenarios[Int(run.number)]
        let progress = run.user.progress
        let hasFailed = progress.failures > 0
        // An error that no sample contains is counted on its own, of any kind.
        let cause: FailureCause? = hasFailed ? .transaction : error.map { _ in .script }
        let span = TransactionSpan(
            label: scenario.label, due: run.due, start: run.due,
            end: max(run.due, now - progress.pausedNanoseconds), isFailed: cause != nil,
            parts: Int64(progress.exchanges), failedParts: Int64(progress.failures),
            own: OwnDelay(answer: run.charged))
        users.count(span, cause: cause, of: run.user.token.user)
        guard let error, cause == .script else { return }
        samples.keepExample(
            ExchangeFailure(cause: .script, reason: "\(error)"), label: scenario.name,
            request: "scenario \(scenario.name)", at: now)
    }

    /// The run of a user that may still send commands.
    func admitted(_ user: VirtualUser) -> ScenarioRun? {
        guard let run = run(user.token), !run.isEnding, !run.hasReturned,
            context.now < groupEnd(of: user.token.user)
        else {
            user.count { $0.refusals += 1 }
            return nil
        }
        note(run)
        if run.inFlight > 0 { run.isConcurrent = true }
        // Another task may still read its reply.
        flush(run, keepingHeld: run.isConcurrent)
        return run
    }

    private func note(_ run: ScenarioRun) {
        current = run.number
    }

    /// Secrets in the slots of a user's run.
    func secrets(of index: Int32) -> [SecretValue] {
        (run(of: index)?.user.filledSlots ?? [:]).compactMap { slot, value in
            guard let text = value as? String,
                Redaction.isSecret(source: slot.name) || SecretValue.isLikely(text)
            else { return nil }
            return SecretValue(text, named: slot.name)
        }
    }

    // MARK: - Exchanges under way

    func put(_ exchange: ScenarioExchange, at id: Exchange.ID) { underWay[id.slot] = exchange }

    /// Takes the scenario that waits for an exchange; `nil` for one of a step.
    func take(_ id: Exchange.ID) -> ScenarioExchange? {
        underWay.isEmpty ? nil : underWay.removeValue(forKey: id.slot)
    }

    /// An exchange was abandoned.
    func cancel(_ exchange: Exchange) {
        take(exchange.id)?.continuation.resume(throwing: CancellationError())
    }

    // MARK: - Time

    /// The end of the next pause, `Int64.max` without one.
    var nextWake: Int64 { pauses.next }

    func add(_ pause: ScenarioPause, until deadline: Int64) {
        pauses.add(pause, until: deadline)
    }

    /// Resumes commands whose wait has ended.
    func wake(_ now: Int64) {
        while let pause = pauses.take(upTo: now) {
            switch pause {
            case .pause(_, let continuation): continuation.resume()
            case .token(let token, let call, let due):
                guard let run = run(token) else {
                    call.cancel()
                    continue
                }
                start(call, of: run, due: due)
            }
        }
    }

    /// Runs the jobs of scenarios' tasks, and measures whether one blocks the loop.
    func runJobs() {
        for job in executor.takeAll() {
            let start = context.now
            current = nil
            job.runSynchronously(on: executor.asUnownedTaskExecutor())
            let time = context.now - start
            guard time > Self.maxBlocking else { continue }
            let scenarios = context.program.scenarios
            let number = current ?? (scenarios.count == 1 ? 0 : nil)
            let name = number.map { scenarios[Int($0)].name } ?? "a scenario"
            blockedNanoseconds[name] = max(blockedNanoseconds[name] ?? 0, time)
        }
    }

    /// The maximum times that scenarios blocked the loop since the last call, by name.
    func takeBlocked() -> [String: Int64] {
        defer { blockedNanoseconds = [:] }
        return blockedNanoseconds
    }

    /// On the loop's thread at once, from others by its inbox.
    func submit(_ command: ScenarioCommand) {
        if executor.isCurrent { return perform(command) }
        if !inbox.send(.scenario(command)) { command.refuse() }
    }
}
