import LoadTestingMacrosFree

extension EventLoop {
    /// Sends a scenario's request, when its turn comes and one of its connections is free.
    func exchange(_ call: WaitingCall, of run: ScenarioRun) {
        let now = clock.now
        let due = now - run.takeLateness()
        let group = users[Int(run.user.token.user)].frame.group
        if let limiter = shared.limiters[Int(group)] {
            let turn = limiter.take(notBefore: max(now, due))
            if turn > now {
                return scenarios.add(.turn(run.user.token, call, due: turn), until: turn)
            }
        }
        start(call, of: run, due: due)
    }

    func start(_ waiting: WaitingCall, of run: ScenarioRun, due: Int64) {
        guard run.inFlight < ProgramScenario.mostExchanges else {
            return run.waiting.append(waiting)
        }
        let index = run.user.token.user
        let now = clock.now
        do {
            let shape = try prepare(waiting.call, of: index)
            let slot = idleSlot(of: index)
            do throws(RequestFailure) {
                try send(shape, on: slot, waiting.call, of: run, due: due, start: max(now, due))
            } catch {
                if !shape.isKept { exchanges.remove(shape.request) }
                throw error
            }
            run.inFlight += 1
            users[Int(index)].inFlight += 1
            scenarios.put(
                ScenarioExchange(
                    run: run, call: waiting.call, isKept: shape.isKept,
                    continuation: waiting.continuation), on: slot)
        } catch {
            refuse(waiting, of: run, error, due: due, now: now)
        }
    }

    /// A call's request, prepared now or before.
    private func prepare(_ call: ScenarioCall, of index: Int32) throws -> PreparedShape {
        let group = users[Int(index)].frame.group
        let key = call.key.map { "\(group) \($0)" }
        if let shape = key.flatMap({ scenarios.prepared[$0] }) { return shape }
        var compiler = scenarios.compiler ?? program.requestCompiler ?? RequestCompiler(target: nil)
        compiler.problems = []
        let label = shared.names.number(of: call.label)
        guard
            var request = compiler.compile(
                call.shape, label: label, defaults: program.groups[Int(group)].defaults)
        else {
            let problem = compiler.problems.first
            throw RequestFailure.invalid(problem.map { "\($0.message): \($0.remedy)" } ?? "")
        }
        request.reply.needs = [.head, .body]
        let number = exchanges.add(request, to: compiler.origins[Int(request.origin)])
        var shape = PreparedShape(request: number, slots: compiler.slots, of: call)
        scenarios.compiler = compiler
        if let key, scenarios.prepared.count < ScenarioDesk.mostPrepared {
            shape.isKept = true
            scenarios.prepared[key] = shape
        }
        return shape
    }

    private func idleSlot(of index: Int32) -> Int32 {
        if let idle = slots(of: index).first(where: { !exchanges[$0].pointee.isInFlight }) {
            return idle
        }
        openSlots(slots(of: index).count + 1, of: index)
        return slots(of: index).last ?? users[Int(index)].slot
    }

    private func send(
        _ shape: PreparedShape, on slot: Int32, _ call: ScenarioCall, of run: ScenarioRun,
        due: Int64, start: Int64
    ) throws(RequestFailure) {
        var values: [(any Sendable)?] = shape.sources.map { source in
            switch source {
            case .argument(let place): call.arguments[place]
            case .slot(let key): run.user.value(of: key)
            }
        }
        // At least one, so that there is an address.
        values.append(nil)
        let failure = values.withUnsafeMutableBufferPointer { buffer -> RequestFailure? in
            guard let base = buffer.baseAddress else { return .invalid("no memory") }
            do throws(RequestFailure) {
                try exchanges.send(
                    shape.request, on: slot, slots: SlotMemory(values: base), due: due,
                    start: start, refusesReplacements: run.user.hasReadRepairedText)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    /// Counts a request that could not be sent, and tells the scenario.
    private func refuse(
        _ waiting: WaitingCall, of run: ScenarioRun, _ error: any Error, due: Int64, now: Int64
    ) {
        let (cause, reason) =
            (error as? RequestFailure)?.asCause ?? (cause: .invalidRequest, reason: "\(error)")
        countUnsent(
            label: shared.names.number(of: waiting.call.label), of: run.user.token.user,
            cause: cause, due: due, instant: max(now, due))
        run.user.count {
            $0.exchanges += 1
            $0.failures += 1
        }
        users[Int(run.user.token.user)].frame.count(isFailed: true)
        if exampleChoice.wants(cause) {
            examples.append(
                FailedExchange(
                    label: waiting.call.label, request: waiting.call.label, cause: cause,
                    status: nil, explanation: reason, body: "", endNanoseconds: now))
        }
        waiting.continuation.resume(throwing: RequestError(cause: cause, reason: reason))
    }

    // MARK: - Ends

    func finishScenarioExchange(_ completion: CurlExchanges.Completion, end: Int64) {
        guard let exchange = scenarios.take(slot: completion.slot) else { return }
        let run = exchange.run
        let index = run.user.token.user
        run.inFlight -= 1
        users[Int(index)].inFlight -= 1
        run.user.count { $0.exchanges += 1 }
        if let found = failure(exchanges.outcome(of: completion), of: completion) {
            fail(exchange, completion, found.cause, found.reason, end: end)
        } else {
            answer(exchange, slot: completion.slot, end: end)
        }
        // Before the slot is another request's.
        if !exchange.isKept { exchanges.remove(requestOf: completion.slot) }
        // More than one: those that can't be sent end at once.
        while !run.waiting.isEmpty, !run.isEnding, run.inFlight < ProgramScenario.mostExchanges {
            start(run.waiting.removeFirst(), of: run, due: clock.now)
        }
        finishWhenDone(run)
    }

    private func fail(
        _ exchange: ScenarioExchange, _ completion: CurlExchanges.Completion,
        _ cause: FailureCause, _ reason: String, end: Int64
    ) {
        keepExample(slot: completion.slot, cause: cause, explanation: reason, end: end)
        record(completion.slot, cause: cause, end: end)
        keepTranscript(completion.slot, cause: cause, reason: reason)
        exchange.run.user.count { $0.failures += 1 }
        exchange.continuation.resume(throwing: RequestError(cause: cause, reason: reason))
    }

    private func answer(_ exchange: ScenarioExchange, slot: Int32, end: Int64) {
        let user = exchange.run.user
        guard let sample = sample(of: slot, cause: nil, end: end) else { return }
        noteEnd(of: sample, user: user.token.user, isAnswer: true)
        exchanges.countAddress(of: slot, isFailed: !exchanges.statusIsAcceptable(of: slot))
        users[Int(user.token.user)].frame.hasSent()
        exchange.run.charged &+= sample.own.ofResponse
        let context = SampleContext(user)
        var reply = exchanges.reply(
            of: slot, duration: .nanoseconds(end - sample.start),
            reading: .standard)
        reply.context = context
        let example = FailedExchange(
            label: exchange.call.label, request: exchanges.requestLine(of: slot), cause: .other,
            status: reply.status, explanation: "",
            body: exchanges.bodyExample(of: slot), endNanoseconds: end)
        exchange.run.pending.append(
            PendingSample(
                sample: sample, context: context,
                statusFailure: exchanges.statusFailure(of: slot), example: example,
                transcript: transcript(of: slot)))
        do {
            try reply.check(exchange.call.checks)
            for capture in exchange.call.captures { try take(capture, from: reply, for: user) }
            exchange.continuation.resume(returning: reply)
        } catch {
            exchange.continuation.resume(throwing: error)
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

    /// Counts the ended exchanges of a run as what they have turned out to be.
    ///
    /// - Parameter keepingHeld: whether those are left whose reply the scenario still holds.
    func flush(_ run: ScenarioRun, keepingHeld: Bool = false) {
        guard !run.pending.isEmpty else { return }
        var held: [PendingSample] = []
        for index in run.pending.indices {
            if keepingHeld, !isKnownUniquelyReferenced(&run.pending[index].context) {
                held.append(run.pending[index])
                continue
            }
            var pending = run.pending[index]
            let findings = pending.context.close()
            let found =
                findings.failure.map { (cause: FailureCause($0.cause), reason: $0.reason) }
                ?? (findings.statusWasChecked ? nil : pending.statusFailure)
            // What the scenario found is counted already.
            if findings.failure == nil, found != nil { run.user.count { $0.failures += 1 } }
            if let found {
                pending.sample.cause = shared.names.code(of: found.cause)
                if exampleChoice.wants(found.cause) {
                    pending.example.cause = found.cause
                    pending.example.explanation = found.reason
                    pending.example.secrets = secrets(of: run.user.token.user)
                    examples.append(pending.example)
                }
            }
            if var transcript = pending.transcript {
                transcript.cause = found?.cause
                transcript.reason = found?.reason ?? ""
                transcripts.append(transcript)
            }
            count(pending.sample)
            users[Int(run.user.token.user)].frame.count(
                isFailed: found != nil, own: pending.sample.own)
        }
        run.pending = held
    }
}
