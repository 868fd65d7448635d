import LoadTestingMacrosFree

extension EventLoop {
    /// How long code may keep the loop before the report names its scenario.
    private static let longestTurn: Int64 = 50_000_000

    // MARK: - Begin and end

    func startScenario(_ number: Int32, of index: Int32, now: Int64) {
        let user = users + Int(index)
        let scenario = program.scenarios[Int(number)]
        guard let body = scenario.content as? ScenarioBody else {
            preconditionFailure("\(scenario.name) is no scenario")
        }
        let memory = memory(of: index)
        var values: [SlotKey: any Sendable] = [:]
        for (slot, description) in program.slots.enumerated() {
            values[description.key] = memory.slots[Int32(slot)]
        }
        let token = ScenarioToken(user: index, run: scenarios.takeNumber())
        let person = VirtualUser(
            id: Int(user.pointee.frame.id), iteration: Int(user.pointee.frame.iteration),
            token: token, host: self, values: values)
        let run = ScenarioRun(person, number: number, due: user.pointee.frame.freeAt)
        user.pointee.scenarioRun = token.run
        scenarios.begin(run)
        run.task = Task(executorPreference: executor) {
            person.count { $0.beganNanoseconds = self.clock.now }
            do {
                try await body.run(person)
                self.submit(.ended(person, nil))
            } catch {
                self.submit(.ended(person, error))
            }
        }
    }

    /// Ends a run whose closure is over, as soon as requests that it did not wait for are, too.
    func finishWhenDone(_ run: ScenarioRun) {
        if run.hasReturned, run.inFlight == 0 { finish(run, run.error) }
    }

    private func finish(_ run: ScenarioRun, _ error: (any Error)?) {
        let index = run.user.token.user
        flush(run)
        scenarios.close(run)
        let user = users + Int(index)
        user.pointee.scenarioRun = 0
        let now = clock.now
        if !wasEnded(run, by: error) { record(run, error, now: now) }
        let memory = memory(of: index)
        if !program.slots.isEmpty {
            let values = run.user.filledSlots
            for (slot, description) in program.slots.enumerated() {
                memory.slots[Int32(slot)] = values[description.key]
            }
        }
        user.pointee.frame.becomeFree(at: now)
        user.pointee.frame.paused &+= run.user.progress.pausedNanoseconds
        if error != nil || run.user.progress.failures > 0 { user.pointee.frame.fail(code) }
        proceed(index, now: now)
    }

    /// Whether an error only says that the load has ended: what was broken off is not counted.
    private func wasEnded(_ run: ScenarioRun, by error: (any Error)?) -> Bool {
        let group = users[Int(run.user.token.user)].frame.group
        return error is CancellationError
            && (run.isEnding || clock.now >= code.groups[Int(group)].end)
    }

    /// Counts a run in the scenario's row.
    private func record(_ run: ScenarioRun, _ error: (any Error)?, now: Int64) {
        let scenario = program.scenarios[Int(run.number)]
        let hasFailed = run.user.progress.failures > 0
        let isFailed = error != nil || hasFailed
        // An error of which no sample tells is counted by itself, of whatever kind it is.
        let cause: FailureCause? = hasFailed ? .transaction : error.map { _ in .script }
        let span = TransactionSpan(
            label: scenario.label, due: run.due, start: run.due,
            end: max(run.due, now - run.user.progress.pausedNanoseconds), isFailed: isFailed,
            own: OwnDelay(answer: run.charged))
        record(span, cause: cause, of: run.user.token.user)
        guard let error, cause == .script, exampleChoice.wants(.script) else { return }
        examples.append(
            FailedExchange(
                label: scenario.name, request: "scenario \(scenario.name)", cause: .script,
                status: nil, explanation: "\(error)", body: "", endNanoseconds: now))
    }

    func endScenario(of index: Int32) {
        guard users[Int(index)].scenarioRun != 0 else { return }
        if let run = scenarios.run(of: index) { flush(run) }
        users[Int(index)].scenarioRun = 0
        scenarios.abandon(user: index)
    }

    /// Runs what the tasks of scenarios have to do, and watches that none keeps the others waiting.
    func runScenarios() {
        for job in executor.takeAll() {
            let start = clock.now
            scenarios.current = nil
            job.runSynchronously(on: executor.asUnownedTaskExecutor())
            let time = clock.now - start
            guard time > Self.longestTurn else { continue }
            let only = program.scenarios.count == 1 ? program.scenarios[0].name : nil
            let name = scenarios.current ?? only ?? "a scenario"
            blockedNanoseconds[name] = max(blockedNanoseconds[name] ?? 0, time)
        }
    }

    func wakeScenarioPauses(upTo now: Int64) {
        while let pause = scenarios.takePause(upTo: now) {
            switch pause {
            case .pause(_, let continuation):
                continuation.resume()
            case .turn(let token, let call, let due):
                guard let run = scenarios.run(token) else {
                    call.continuation.resume(throwing: CancellationError())
                    continue
                }
                start(call, of: run, due: due)
            }
        }
    }

    // MARK: - What a scenario asks

    func perform(_ command: ScenarioCommand) {
        switch command {
        case .exchange(let call, let user, let continuation):
            guard let run = admitted(user) else {
                return continuation.resume(throwing: CancellationError())
            }
            exchange(WaitingCall(call: call, continuation: continuation), of: run)
        case .pause(let nanoseconds, let user, let continuation):
            guard admitted(user) != nil else {
                return continuation.resume(throwing: CancellationError())
            }
            let nanoseconds = Int64(
                min(Double(nanoseconds) * program.pauseScale, Double(Int64.max / 4)))
            let now = clock.now
            user.count { $0.pause(from: now, until: now + nanoseconds) }
            scenarios.add(.pause(user.token, continuation), until: now + nanoseconds)
        case .drawBits(let user, let continuation):
            let isHere = scenarios.run(user.token) != nil
            continuation.resume(
                returning: isHere
                    ? users[Int(user.token.user)].frame.drawBits(seed: code.seed) : 0)
        case .beginSample(let user, let continuation):
            guard let run = admitted(user) else {
                return continuation.resume(throwing: CancellationError())
            }
            run.openSamples += 1
            let now = clock.now
            continuation.resume(
                returning: SampleBegin(due: now - run.takeLateness(), start: now))
        case .endSample(let code, let user, let continuation):
            if let run = scenarios.run(user.token) { end(code, of: run) }
            continuation.resume()
        case .count(let span, let user, let continuation):
            if let run = scenarios.run(user.token) { count(span, of: run) }
            continuation.resume()
        case .ended(let user, let error):
            guard let run = scenarios.run(user.token) else { return }
            note(run)
            run.hasReturned = true
            run.error = error
            scenarios.endWaits(of: run)
            finishWhenDone(run)
        }
    }

    /// The run of a user that may still do something.
    private func admitted(_ user: VirtualUser) -> ScenarioRun? {
        let group = users[Int(user.token.user)].frame.group
        guard let run = scenarios.run(user.token), !run.isEnding, !run.hasReturned,
            clock.now < code.groups[Int(group)].end
        else {
            user.count { $0.refusals += 1 }
            return nil
        }
        note(run)
        if run.inFlight > 0 { run.isConcurrent = true }
        // Another task may still look at its reply.
        flush(run, keepingHeld: run.isConcurrent)
        return run
    }

    private func note(_ run: ScenarioRun) {
        scenarios.current = program.scenarios[Int(run.number)].name
    }

    private func end(_ code: MeasuredCode, of run: ScenarioRun) {
        run.openSamples -= 1
        // It came to its end; now the rest of the scenario has to.
        if run.isEnding, run.openSamples == 0 { run.task?.cancel() }
        guard !wasEnded(run, by: code.error) else { return }
        let user = users + Int(run.user.token.user)
        let cause = code.error.map(FailureCause.init(thrown:))
        run.user.count {
            $0.exchanges += 1
            $0.failures += cause == nil ? 0 : 1
        }
        count(sample(of: code, cause: cause, by: user.pointee.frame))
        user.pointee.frame.count(isFailed: cause != nil)
        user.pointee.frame.hasSent()
        guard let cause, let error = code.error, exampleChoice.wants(cause) else { return }
        examples.append(
            FailedExchange(
                label: code.label, request: code.label, cause: cause, status: nil,
                explanation: "\(error)", body: "", endNanoseconds: code.end))
    }

    private func sample(
        of code: MeasuredCode, cause: FailureCause?, by frame: UserFrame
    ) -> Sample {
        let (due, start) = (code.begin.due, code.begin.start)
        var sample = Sample(
            label: shared.names.number(of: code.label), group: frame.group, user: frame.id,
            iteration: frame.iteration, due: due, start: start, end: max(start, code.end),
            received: 0, sent: 0, status: 0, cause: cause.map { shared.names.code(of: $0) } ?? 0,
            openedConnection: false, resent: false)
        sample.isArrival = frame.isArrival
        sample.own.start = frame.ownDelay(due: due, start: start)
        return sample
    }

    private func count(_ span: ScenarioSpan, of run: ScenarioRun) {
        flush(run)
        guard !wasEnded(run, by: span.error) else { return }
        let failed = span.error != nil || run.user.progress.failures > span.failuresBefore
        let measured = TransactionSpan(
            label: shared.names.number(of: span.name, .transaction),
            due: span.start - (span.isFirst ? run.lateness : 0), start: span.start, end: span.end,
            isFailed: failed)
        record(measured, cause: failed ? .transaction : nil, of: run.user.token.user)
    }
}

extension FailureCause {
    /// What an error that a scenario threw is counted as.
    init(thrown error: any Error) {
        switch error {
        case let failure as CheckFailure: self = .check(failure.check)
        case let failure as RequestError: self = failure.cause
        case is CancellationError: self = .cancelled
        case is DecodingError: self = .decode
        default: self = .script
        }
    }
}
