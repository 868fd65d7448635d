import LoadTestingMacrosFree

/// The ends of exchanges, of users and of the load.
extension LoopUsers {
    /// The wait of a user when the generator had no descriptor or port for it.
    private static let generatorBackoff: Int64 = 100_000_000

    // MARK: - Exchanges

    /// An exchange of a step has ended: judges and counts it, and lets its user proceed.
    func finish(_ exchange: Exchange, _ end: ExchangeEnd) {
        let index = exchange.user
        var failure: ExchangeFailure?
        if exchanges.plainRule(of: exchange.request).isSuccess(end) {
            count(exchange, end, cause: nil)
        } else {
            failure = judge(exchange, end)
            count(
                exchange, end, cause: failure?.cause,
                checks: failure?.checks ?? exchanges.judgement(of: exchange.request).allChecks)
        }
        keepTranscript(exchange, end, failure)
        let user = self[index]
        user.pointee.inFlight -= 1
        user.pointee.hasFailed = user.pointee.hasFailed || failure != nil
        guard user.pointee.inFlight == 0 else { return }
        finishStep(of: index)
        if failure?.cause.isGenerator == true {
            rest(index, until: end.instant + Self.generatorBackoff)
        } else {
            proceed(index, now: end.instant)
        }
    }

    private func judge(_ exchange: Exchange, _ end: ExchangeEnd) -> ExchangeFailure? {
        let judgement = exchanges.judgement(of: exchange.request)
        if judgement.isPlainSuccess(end) { return nil }
        let failure =
            judgement.failure(of: end, labels: samples.labels)
            ?? judgement.failure(
                of: end, since: exchange.start, slots: memory(of: exchange.user).slots,
                failures: program.failures)
        guard let failure else { return nil }
        samples.keepExample(of: exchange, end, failure, secrets: secrets(of: exchange.user))
        return failure
    }

    /// Counts an exchange of a user.
    func count(
        _ exchange: Exchange, _ end: ExchangeEnd, cause: FailureCause?,
        checks: CheckCounts = CheckCounts()
    ) {
        let user = self[exchange.user]
        let sample = samples.sample(
            of: exchange, end, cause: cause, checks: checks, by: user.pointee.frame)
        samples.count(sample, url: sentURL(end, of: exchange.user))
        noteEnd(
            of: sample, user: exchange.user, isAnswer: cause == nil || sample.status > 0)
        exchanges.transport.countAddress(of: exchange.connection, isFailed: cause != nil)
        user.pointee.frame.count(
            isFailed: cause != nil, delay: sample.start - sample.due, own: sample.own)
        user.pointee.frame.becomeFree(at: sample.end)
        user.pointee.frame.hasSent()
    }

    /// The URL that was sent, without the user's secrets.
    private func sentURL(_ end: ExchangeEnd, of index: Int32) -> String {
        Redaction.values(secrets(of: index), in: end.details.url)
    }

    private func keepTranscript(
        _ exchange: Exchange, _ end: ExchangeEnd, _ failure: ExchangeFailure?
    ) {
        guard let transcript = transcript(of: exchange, end) else { return }
        samples.keep(transcript, failure)
    }

    /// The bytes on the wire, and the captured values; `nil` but in a dry run.
    func transcript(of exchange: Exchange, _ end: ExchangeEnd) -> ExchangeTranscript? {
        guard let seen = end.details.transcript else { return nil }
        var transcript = ExchangeTranscript(
            label: samples.labels[Int(exchange.label)], cause: nil,
            requestHead: seen.requestHead, requestBody: seen.requestBody,
            replyHead: seen.replyHead, replyBody: seen.replyBody)
        transcript.notes = seen.notes
        transcript.secrets = secrets(of: exchange.user, isExample: false)
        let slots = memory(of: exchange.user).slots
        transcript.filled = exchanges.judgement(of: exchange.request).captures.compactMap {
            capture in
            slots[capture.slot].map {
                (
                    slot: program.slots[Int(capture.slot)].key.name,
                    value: capture.isSecret ? "…" : "\($0)"
                )
            }
        }
        return transcript
    }

    // MARK: - Groups

    /// Retires users whose end, or whose group's, has come; abandons exchanges that outlast the
    /// drain.
    func crossBoundaries(_ now: Int64) {
        while let end = ends.take(upTo: now) {
            let user = self[end.owner]
            guard user.pointee.isActive, user.pointee.endsAt == end.deadline else { continue }
            endSteps(of: end.owner, now: now)
        }
        guard let boundary = sweep?.boundary ?? boundaries.take(upTo: now) else { return }
        let first = sweep?.next ?? 0
        let last = min(first + Int32(Self.usersPerTick), Int32(capacity))
        sweep = last < capacity ? Sweep(boundary: boundary, next: last) : nil
        for index in first..<last
        where self[index].pointee.isActive && self[index].pointee.frame.group == boundary.group {
            cross(boundary, user: index, now: now)
        }
    }

    private func cross(_ boundary: GroupBoundaries.Boundary, user index: Int32, now: Int64) {
        switch boundary.kind {
        case .scheduled:
            // Exchanges under way are no load any more.
            exchanges.enterDrain(of: index, at: now)
        case .ended: endSteps(of: index, now: now)
        case .drained:
            abandonExchanges(of: index, now: now)
            noteLimit(now)
            retire(index)
        }
    }

    /// A user starts no further step; its exchanges under way are waited for.
    private func endSteps(of index: Int32, now: Int64) {
        stopCounting(index, at: now)
        exchanges.enterDrain(of: index, at: now)
        // A scenario is notified, and ends on its own, at the latest when the drain time is over.
        guard self[index].pointee.scenarioRun == 0 else {
            scenarios?.end(user: index)
            return
        }
        if self[index].pointee.inFlight > 0 { return }
        noteLimit(now)
        retire(index)
    }

    private func abandonExchanges(of index: Int32, now: Int64) {
        for exchange in exchanges.underWay(of: index) {
            let end = exchanges.abandon(exchange, at: now)
            scenarios?.cancel(exchange)
            let came = end.status > 0 ? "the end of the answer" : "an answer"
            let failure = ExchangeFailure(
                cause: .drainTimeout, reason: "the drain time was over before \(came)")
            samples.keepExample(of: exchange, end, failure, secrets: secrets(of: index))
            count(exchange, end, cause: failure.cause)
        }
        self[index].pointee.inFlight = 0
    }

    /// Notes whether users are stopped by the run's limit.
    func noteLimit(_ now: Int64) {
        if now >= program.limitNanoseconds { context.ending.reachedLimit = true }
    }

    // MARK: - The load

    /// Ends the load at once: exchanges under way are abandoned.
    func abort() {
        retireUnstarted()
        cutLoads(context.now)
        for index in 0..<Int32(capacity) where self[index].pointee.isActive {
            context.ending.abandonedExchanges += Int(self[index].pointee.inFlight)
            retire(index)
        }
    }

    /// Ends the load in order: no further step starts, exchanges under way are waited for.
    func drain(_ now: Int64) {
        retireUnstarted()
        cutLoads(now)
        for group in 0..<context.code.groupCount {
            context.code.groups[group].end = min(context.code.groups[group].end, now)
        }
        boundaries.endAll(now, drain: program.drainNanoseconds, open: sweep?.boundary)
        sweep = nil
    }

    private func retireUnstarted() {
        source.retireAll()
        for group in program.groups.indices {
            let left = source.takeUnstarted(ofGroup: group)
            if left > 0 { leaveBarriers(left, user: nil, group: Int32(group)) }
        }
    }

    /// The load of all groups ends now; of those that have ended it has.
    private func cutLoads(_ now: Int64) {
        for group in 0..<context.code.groupCount where now < context.code.groups[group].loadEnd {
            context.code.groups[group].loadEnd = now
            samples.loads[group].cut = now
        }
    }
}
