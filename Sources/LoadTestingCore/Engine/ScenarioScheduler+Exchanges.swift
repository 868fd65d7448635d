import LoadTestingMacrosFree

/// Requests of scenarios: sent, answered, and counted by their final outcome.
extension ScenarioScheduler {
    /// The maximum shapes kept; a request of a further one is prepared each time.
    private static let maxPrepared = 1_000

    /// Sends a scenario's request, when its token comes and one of its connections is free.
    func exchange(_ call: WaitingCall, of run: ScenarioRun) {
        let now = context.now
        let due = now - run.takeLateness()
        let group = users[run.user.token.user].pointee.frame.group
        if let limiter = context.shared.limiters[Int(group)] {
            let token = limiter.take(notBefore: max(now, due))
            if token > now {
                return add(.token(run.user.token, call, due: token), until: token)
            }
        }
        start(call, of: run, due: due)
    }

    func start(_ waiting: WaitingCall, of run: ScenarioRun, due: Int64) {
        guard run.inFlight < ProgramScenario.maxExchanges else {
            return run.waiting.append(waiting)
        }
        let index = run.user.token.user
        let now = context.now
        do throws(RequestFailure) {
            let shape = try prepare(waiting.call, of: index)
            let id: Exchange.ID
            do throws(RequestFailure) {
                id = try send(shape, waiting.call, of: run, due: due, start: max(now, due))
            } catch {
                if !shape.isKept {
                    exchanges.transport.discard(shape.request, sentOn: nil)
                }
                throw error
            }
            run.inFlight += 1
            users[index].pointee.inFlight += 1
            put(
                ScenarioExchange(
                    run: run, call: waiting.call, isKept: shape.isKept,
                    continuation: waiting.continuation), at: id)
        } catch {
            refuse(waiting, of: run, error.asExchangeFailure, due: due, now: now)
        }
    }

    /// The request of a call, prepared now or before.
    private func prepare(
        _ call: ScenarioCall, of index: Int32
    ) throws(RequestFailure) -> PreparedShape {
        let group = users[index].pointee.frame.group
        let key = call.hasCommonShape ? ShapeKey(call, of: group) : nil
        if let shape = key.flatMap({ prepared[$0] }) { return shape }
        var compiler =
            compiler ?? context.program.requestCompiler ?? RequestCompiler(target: nil)
        compiler.problems = []
        let label = samples.number(
            of: call.label, tags: call.tags, by: users[index].pointee.frame)
        guard
            var request = compiler.compile(
                call.shape, label: label, defaults: context.program.groups[Int(group)].defaults)
        else {
            let problem = compiler.problems.first
            throw .invalid(problem.map { "\($0.message): \($0.remedy)" } ?? "")
        }
        request.reply.needs = [.head, .body]
        let number = exchanges.prepare(request, to: compiler.origins[Int(request.origin)])
        var shape = PreparedShape(request: number, slots: compiler.slots, of: call)
        self.compiler = compiler
        if let key, prepared.count < Self.maxPrepared {
            shape.isKept = true
            prepared[key] = shape
        }
        return shape
    }

    private func send(
        _ shape: PreparedShape, _ call: ScenarioCall, of run: ScenarioRun, due: Int64,
        start: Int64
    ) throws(RequestFailure) -> Exchange.ID {
        let index = run.user.token.user
        let connection = users.idleConnection(of: index)
        // At least one, so that there is an address.
        var values = shape.values(of: call, by: run.user) + [nil]
        let result = values.withUnsafeMutableBufferPointer {
            buffer -> Result<Exchange.ID, RequestFailure> in
            guard let base = buffer.baseAddress else { return .failure(.invalid("no memory")) }
            return Result { () throws(RequestFailure) in
                try exchanges.send(
                    shape.request, of: index, on: connection, values: SlotMemory(values: base),
                    due: due, start: start, refusesReplacements: run.user.hasReadRepairedText)
            }
        }
        return try result.get()
    }

    /// Counts a request that could not be sent, and tells the scenario.
    private func refuse(
        _ waiting: WaitingCall, of run: ScenarioRun, _ failure: ExchangeFailure, due: Int64,
        now: Int64
    ) {
        let user = users[run.user.token.user]
        let label = waiting.call.label
        samples.count(
            samples.unsent(
                samples.number(of: label, tags: waiting.call.tags, by: user.pointee.frame),
                by: user.pointee.frame, failure, due: due, at: max(now, due)))
        run.user.count {
            $0.exchanges += 1
            $0.failures += 1
        }
        user.pointee.frame.count(isFailed: true)
        samples.keepExample(failure, label: label, request: label, at: now)
        waiting.continuation.resume(
            throwing: RequestError(cause: failure.cause, reason: failure.reason))
    }

    // MARK: - Ends

    /// An exchange of a scenario has ended.
    func finish(_ waiting: ScenarioExchange, _ exchange: Exchange, _ end: ExchangeEnd) {
        let run = waiting.run
        run.inFlight -= 1
        users[exchange.user].pointee.inFlight -= 1
        run.user.count { $0.exchanges += 1 }
        let judgement = exchanges.judgement(of: exchange.request)
        if let failure = judgement.failure(of: end, labels: samples.labels) {
            fail(waiting, exchange, end, failure)
        } else {
            answer(waiting, exchange, end, judgement)
        }
        // Before the connection sends another request.
        if !waiting.isKept {
            exchanges.transport.discard(exchange.request, sentOn: exchange.connection)
        }
        // More than one: requests that can't be sent end at once.
        while !run.waiting.isEmpty, !run.isEnding, run.inFlight < ProgramScenario.maxExchanges {
            start(run.waiting.removeFirst(), of: run, due: context.now)
        }
        finishWhenDone(run)
    }

    private func fail(
        _ waiting: ScenarioExchange, _ exchange: Exchange, _ end: ExchangeEnd,
        _ failure: ExchangeFailure
    ) {
        samples.keepExample(
            of: exchange, end, failure, secrets: users.secrets(of: exchange.user))
        users.count(exchange, end, cause: failure.cause)
        if let transcript = users.transcript(of: exchange, end) {
            samples.keep(transcript, failure)
        }
        waiting.run.user.count { $0.failures += 1 }
        waiting.continuation.resume(
            throwing: RequestError(cause: failure.cause, reason: failure.reason))
    }

    private func answer(
        _ waiting: ScenarioExchange, _ exchange: Exchange, _ end: ExchangeEnd,
        _ judgement: ReplyJudgement
    ) {
        let (run, user) = (waiting.run, waiting.run.user)
        let frame = users[exchange.user].pointee.frame
        let sample = samples.sample(of: exchange, end, cause: nil, by: frame)
        users.noteEnd(of: sample, user: exchange.user, isAnswer: true)
        let statusFailure = judgement.statusFailure(of: end, failures: [])
        exchanges.transport.countAddress(
            of: exchange.connection, isFailed: statusFailure != nil)
        users[exchange.user].pointee.frame.hasSent()
        run.charged &+= sample.own.ofResponse
        let context = SampleContext(user)
        var reply = end.details.reply(
            duration: .nanoseconds(end.instant - exchange.start), reading: .standard)
        let plainReply = reply
        reply.context = context
        run.pending.append(
            PendingSample(
                sample: sample, context: context, statusFailure: statusFailure,
                reply: plainReply, method: end.details.method,
                transcript: users.transcript(of: exchange, end)))
        do {
            try reply.check(waiting.call.checks)
            for capture in waiting.call.captures { try take(capture, from: reply, for: user) }
            waiting.continuation.resume(returning: reply)
        } catch {
            waiting.continuation.resume(throwing: error)
        }
    }

    private func take(
        _ capture: ReplyCapture, from reply: Reply, for user: VirtualUser
    ) throws {
        do {
            user.set(capture.slot, to: try reply.captured(by: capture.value))
        } catch {
            reply.context?.fail(as: .capture(capture.name), error: error, body: reply.content)
            throw error
        }
    }

    /// Counts the ended exchanges of a run by their final outcome.
    ///
    /// - Parameter keepingHeld: whether to leave those whose reply the scenario still holds.
    func flush(_ run: ScenarioRun, keepingHeld: Bool = false) {
        guard !run.pending.isEmpty else { return }
        var held: [PendingSample] = []
        for index in run.pending.indices {
            if keepingHeld, !isKnownUniquelyReferenced(&run.pending[index].context) {
                held.append(run.pending[index])
            } else {
                count(run.pending[index], of: run)
            }
        }
        run.pending = held
    }

    private func count(_ pending: PendingSample, of run: ScenarioRun) {
        let findings = pending.context.close()
        let found = findings.failure.map {
            ExchangeFailure(cause: FailureCause($0.cause), reason: $0.reason)
        }
        let failure = found ?? (findings.statusWasChecked ? nil : pending.statusFailure)
        // A failure that the scenario found is counted already.
        if found == nil, failure != nil { run.user.count { $0.failures += 1 } }
        var sample = pending.sample
        sample.count(findings.checks)
        if let failure {
            samples.fail(&sample, as: failure.cause)
            samples.keepExample(
                failure, label: samples.labels[Int(sample.label)],
                request: "\(pending.method) \(pending.reply.url)", status: Int32(sample.status),
                body: FailedExchange.body(of: pending.reply), at: sample.end,
                secrets: users.secrets(of: run.user.token.user))
        }
        if let transcript = pending.transcript { samples.keep(transcript, failure) }
        samples.count(
            sample,
            url: Redaction.values(
                users.secrets(of: run.user.token.user), in: pending.reply.url))
        users[run.user.token.user].pointee.frame.count(
            isFailed: failure != nil, own: sample.own)
    }
}
