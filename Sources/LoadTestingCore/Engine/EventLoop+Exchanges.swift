import CLoadTesting
import LoadTestingMacrosFree

extension EventLoop {
    func act(on events: UnsafeBufferPointer<clt_event>) {
        guard let first = events.baseAddress else { return }
        exchanges.endIdle(in: events)
        for index in 0..<events.count
        where !events[index].idle && events[index].token & 0xff == UInt32(CLT_OWNER_CURL) {
            let multi = Int(events[index].token >> 8)
            exchanges.act(on: first + index, multi: multi)
            drain(multi)
        }
    }

    func actOnDeadlines() {
        let now = clt_monotonic_nanoseconds()
        for multi in 0..<exchanges.multiCount
        where exchanges.actOnTime(multi: multi, monotonicNow: now) {
            drain(multi)
        }
    }

    // MARK: - Sending

    /// Sends a request; false when the user has to wait for its end.
    func send(_ request: Int32, of index: Int32, now: Int64) -> Bool {
        let user = users + Int(index)
        let due = user.pointee.frame.freeAt
        do throws(RequestFailure) {
            try exchanges.send(
                request, on: user.pointee.slot, slots: memory(of: index).slots, due: due,
                start: max(now, due))
            user.pointee.inFlight = 1
        } catch {
            recordUnsent(request, of: index, failure: error, due: due, now: now)
            finishStep(of: index, isFailed: true)
            // Without a pause a group without end would do nothing else.
            rest(index, until: now + Self.unsentBreather)
        }
        return false
    }

    /// Sends requests at once, each on a connection of its own.
    func sendAll(first: Int32, count: Int32, of index: Int32, now: Int64) -> Bool {
        let user = users + Int(index)
        let due = user.pointee.frame.freeAt
        openSlots(Int(count), of: index)
        let slots = slots(of: index)
        user.pointee.hasFailed = false
        for offset in 0..<Int(count) {
            let request = first + Int32(offset)
            do throws(RequestFailure) {
                try exchanges.send(
                    request, on: slots[offset], slots: memory(of: index).slots, due: due,
                    start: max(now, due))
                user.pointee.inFlight += 1
            } catch {
                recordUnsent(request, of: index, failure: error, due: due, now: now)
                user.pointee.hasFailed = true
            }
        }
        guard user.pointee.inFlight == 0 else { return false }
        user.pointee.hasFailed = false
        finishStep(of: index, isFailed: true)
        rest(index, until: now + Self.unsentBreather)
        return false
    }

    /// Lets a user do nothing for a while; its next step is due then.
    private func rest(_ index: Int32, until instant: Int64) {
        let user = users + Int(index)
        user.pointee.frame.paused &+= instant - user.pointee.frame.freeAt
        user.pointee.frame.freeAt = instant
        sleep(index, until: instant)
    }

    func openSlots(_ count: Int, of index: Int32) {
        let user = users + Int(index)
        let group = program.groups[Int(user.pointee.frame.group)]
        while 1 + (furtherSlots[index]?.count ?? 0) < count {
            let slot = exchanges.open(
                user: index, keepsCookies: group.cookies != .ignored,
                resumesSessions: group.resumesSessions, sharing: user.pointee.slot)
            furtherSlots[index, default: []].append(slot)
        }
    }

    /// How long a user waits when the generator had no descriptor or port for it, instead of asking
    /// for one as fast as it can.
    private static let breather: Int64 = 100_000_000
    /// How long a user waits when its request could not be made.
    private static let unsentBreather: Int64 = 10_000_000

    // MARK: - Ends

    private func drain(_ multi: Int) {
        while let completion = exchanges.nextCompletion(multi: multi) {
            if exchanges.goesOn(after: completion) { continue }
            let end = clock.now
            if end >= secondEnd { endSecond(end) }
            if !exchanges[completion.slot].pointee.isInDrain {
                exchanges.silence.ended(
                    at: exchanges.attended(end),
                    isAnswer: completion.code != CURLE_OPERATION_TIMEDOUT, users: active)
            }
            if scenarios.owns(slot: completion.slot) {
                finishScenarioExchange(completion, end: end)
            } else {
                finish(completion, end: end)
            }
        }
    }

    private func finish(_ completion: CurlExchanges.Completion, end: Int64) {
        let index = exchanges[completion.slot].pointee.user
        let found =
            exchanges.isPlainSuccess(completion)
            ? nil : judge(completion, user: index, end: end)
        let cause = found?.cause
        record(completion.slot, cause: cause, end: end)
        keepTranscript(completion.slot, cause: cause, reason: found?.reason ?? "")
        let user = users + Int(index)
        user.pointee.inFlight -= 1
        user.pointee.hasFailed = user.pointee.hasFailed || cause != nil
        guard user.pointee.inFlight == 0 else { return }
        finishStep(of: index, isFailed: user.pointee.hasFailed)
        user.pointee.hasFailed = false
        if cause?.isGenerator == true {
            rest(index, until: end + Self.breather)
        } else {
            proceed(index, now: end)
        }
    }

    /// The step that sent something is over; a failure may lead elsewhere.
    private func finishStep(of index: Int32, isFailed: Bool) {
        if isFailed { users[Int(index)].frame.fail(code) }
    }

    private func judge(
        _ completion: CurlExchanges.Completion, user: Int32, end: Int64
    ) -> (cause: FailureCause, reason: String)? {
        let outcome = exchanges.outcome(of: completion)
        let rules = program.requests[Int(exchanges[completion.slot].pointee.request)].reply
        let found =
            failure(outcome, of: completion)
            ?? verdict(on: completion.slot, rules, isCut: outcome.isCut, user: user, end: end)
        guard let found else { return nil }
        keepExample(slot: completion.slot, cause: found.cause, explanation: found.reason, end: end)
        return found
    }

    /// Why there is no answer, `nil` when there is one.
    func failure(
        _ outcome: CurlOutcome, of completion: CurlExchanges.Completion
    ) -> (cause: FailureCause, reason: String)? {
        guard let cause = outcome.cause else { return nil }
        var reason = exchanges.explanation(of: completion)
        if let label = exchanges.labelBefore(completion) {
            reason +=
                "; it may belong to the answer before on this connection, to"
                + " \(shared.names.labels.names[Int(label)])"
        }
        return (cause: cause, reason: reason)
    }

    /// What a reply is found wanting in by the plan's checks and captures, in their order.
    private func verdict(
        on slot: Int32, _ rules: ProgramReplyRules, isCut: Bool, user: Int32, end: Int64
    ) -> (cause: FailureCause, reason: String)? {
        if rules.statuses.isEmpty {
            if let found = exchanges.statusFailure(of: slot) { return found }
        } else if let check = exchanges.failedStatusCheck(of: slot) {
            let status = exchanges.status(of: slot)
            return (cause: cause(check.failure), reason: "the status is \(status)")
        }
        guard rules.readsReply else { return nil }
        if isCut { return (cause: .reset, reason: "the connection broke behind the status") }
        var reply = exchanges.reply(
            of: slot, duration: .nanoseconds(end - exchanges[slot].pointee.start),
            reading: .standard)
        if reply.contentProblem != nil { reply.context = UnreadableBody() }
        let slots = memory(of: user).slots
        for check in rules.checks {
            if let reason = reason(against: check, reply, slots) {
                return (cause: cause(check.failure), reason: reason)
            }
        }
        for capture in rules.captures {
            slots[capture.slot] = nil
            do {
                slots[capture.slot] = try reply.captured(by: capture.value)
            } catch {
                return (cause: cause(capture.failure), reason: Self.text(of: error, in: reply))
            }
        }
        return nil
    }

    private func reason(
        against check: ProgramCheck, _ reply: Reply, _ slots: SlotMemory
    ) -> String? {
        var values: [any Sendable] = []
        for read in check.slots {
            guard let value = slots[read.slot] else { return "the slot \(read.name) is empty" }
            values.append(value)
        }
        do {
            return try reply.finding(of: check.problem, values)
        } catch {
            return Self.text(of: error, in: reply)
        }
    }

    private static func text(of error: any Error, in reply: Reply) -> String {
        DecodingProblem(error, in: reply.content).text
    }

    private func cause(_ failure: Int32) -> FailureCause {
        FailureCause(program.failures[Int(failure)])
    }
}

extension FailureCause {
    /// What a reply's failure is counted as.
    init(_ failure: ReplyFailure) {
        switch failure {
        case .check(let name): self = .check(name)
        case .capture(let slot): self = .capture(slot)
        case .decode: self = .decode
        }
    }
}
