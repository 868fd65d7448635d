import CLoadTesting
import LoadTestingMacrosFree

extension EventLoop {
    /// Counts an exchange of a user.
    func record(_ slot: Int32, cause: FailureCause?, end: Int64) {
        let exchange = exchanges[slot]
        guard let sample = sample(of: slot, cause: cause, end: end) else { return }
        count(sample)
        noteEnd(
            of: sample, user: exchange.pointee.user, isAnswer: cause == nil || sample.status > 0)
        exchanges.countAddress(of: slot, isFailed: cause != nil)
        let user = users + Int(exchange.pointee.user)
        user.pointee.frame.count(
            isFailed: cause != nil, delay: sample.start - sample.due, own: sample.own)
        user.pointee.frame.becomeFree(at: end)
        user.pointee.frame.hasSent()
    }

    /// What was measured of an exchange.
    func sample(of slot: Int32, cause: FailureCause?, end: Int64) -> Sample? {
        let exchange = exchanges[slot]
        guard let seen = exchange.pointee.record else { return nil }
        let user = users + Int(exchange.pointee.user)
        var sample = Sample(
            label: exchanges.label(of: slot), group: user.pointee.frame.group,
            user: user.pointee.frame.id, iteration: user.pointee.frame.iteration,
            due: exchange.pointee.due, start: exchange.pointee.start, end: end,
            received: exchanges.receivedBytes(of: slot), sent: exchanges.sentBytes(of: slot),
            status: Int16(truncatingIfNeeded: seen.pointee.status),
            cause: cause.map { shared.names.code(of: $0) } ?? 0,
            openedConnection: exchanges.hasOpened(slot), resent: exchanges.wasResent(slot))
        sample.isArrival = user.pointee.frame.isArrival
        sample.own = exchanges.ownDelay(of: slot, end: end)
        sample.own.start = user.pointee.frame.ownDelay(
            due: sample.due, start: sample.start)
        sample.times = exchanges.times(of: slot, end: end)
        return sample
    }

    /// Counts a request that could not be made.
    func recordUnsent(
        _ request: Int32, of index: Int32, failure: RequestFailure, due: Int64, now: Int64
    ) {
        let request = program.requests[Int(request)]
        let (cause, reason) = failure.asCause
        let instant = max(now, due)
        countUnsent(label: request.label, of: index, cause: cause, due: due, instant: instant)
        let user = users + Int(index)
        user.pointee.frame.count(isFailed: true)
        user.pointee.frame.becomeFree(at: instant)
        user.pointee.frame.hasSent()
        guard exampleChoice.wants(cause) else { return }
        var example = FailedExchange(
            label: program.labels[Int(request.label)],
            request: "\(request.method) \(request.url.pattern)", cause: cause, status: nil,
            explanation: reason, body: "", endNanoseconds: instant)
        example.secrets = secrets(of: index)
        examples.append(example)
    }

    func countUnsent(
        label: Int32, of index: Int32, cause: FailureCause, due: Int64, instant: Int64
    ) {
        let user = users + Int(index)
        count(
            Sample(
                label: label, group: user.pointee.frame.group, user: user.pointee.frame.id,
                iteration: user.pointee.frame.iteration, due: due, start: instant, end: instant,
                received: 0, sent: 0, status: 0, cause: shared.names.code(of: cause),
                openedConnection: false, resent: false))
    }

    /// Counts a transaction.
    func record(_ span: TransactionSpan, of index: Int32) {
        record(span, cause: span.isFailed ? .transaction : nil, of: index)
    }

    func record(_ span: TransactionSpan, cause: FailureCause?, of index: Int32) {
        let user = users + Int(index)
        var sample = Sample(
            label: span.label, group: user.pointee.frame.group, user: user.pointee.frame.id,
            iteration: user.pointee.frame.iteration, due: span.due, start: span.start,
            end: max(span.start, span.end), received: 0, sent: 0, status: 0,
            cause: cause.map { shared.names.code(of: $0) } ?? 0,
            openedConnection: false, resent: false)
        sample.own = span.own
        count(sample)
    }

    /// Counts the connections that the server ended while they were idle.
    func recordIdleClosed() {
        let closed = exchanges.takeIdleClosed()
        recorder.idleClosed &+= closed.count
        for label in closed.strayLabels { recorder.recordStray(behind: label) }
    }

    func keepExample(slot: Int32, cause: FailureCause, explanation: String, end: Int64) {
        guard let seen = exchanges[slot].pointee.record, exampleChoice.wants(cause) else { return }
        let names = shared.names.labels.names
        var example = FailedExchange(
            label: names[Int(exchanges.label(of: slot))],
            request: exchanges.requestLine(of: slot), cause: cause,
            status: seen.pointee.status > 0 ? Int(seen.pointee.status) : nil,
            explanation: explanation, body: exchanges.bodyExample(of: slot), endNanoseconds: end)
        example.secrets = secrets(of: exchanges[slot].pointee.user)
        examples.append(example)
    }

    /// What may not be shown of what a user has sent and received.
    func secrets(of index: Int32, isExample: Bool = true) -> [SecretValue] {
        let slots = memory(of: index).slots
        let known = program.secrets.compactMap { secret in
            secret.value(isExample: isExample) { slots[$0] }
        }
        guard users[Int(index)].scenarioRun != 0, let run = scenarios.run(of: index) else {
            return known
        }
        return known
            + run.user.filledSlots.compactMap { slot, value in
                guard let text = value as? String,
                    Redaction.isSecret(source: slot.name) || SecretValue.isLikely(text)
                else { return nil }
                return SecretValue(text, named: slot.name)
            }
    }

    func keepTranscript(_ slot: Int32, cause: FailureCause?, reason: String) {
        guard var transcript = transcript(of: slot) else { return }
        transcript.cause = cause
        transcript.reason = reason
        transcripts.append(transcript)
    }

    /// What went over the wire, and what was captured of it; `nil` but in a dry run.
    func transcript(of slot: Int32) -> ExchangeTranscript? {
        guard let seen = exchanges.transcript(of: slot) else { return nil }
        let names = shared.names.labels.names
        var transcript = ExchangeTranscript(
            label: names[Int(exchanges.label(of: slot))], cause: nil,
            requestHead: seen.requestHead, requestBody: seen.requestBody,
            replyHead: seen.replyHead, replyBody: seen.replyBody)
        transcript.notes = seen.notes
        transcript.secrets = secrets(of: exchanges[slot].pointee.user, isExample: false)
        let request = Int(exchanges[slot].pointee.request)
        // Those of scenarios come behind the plan's; a scenario captures by itself.
        guard request < program.requests.count else { return transcript }
        let slots = memory(of: exchanges[slot].pointee.user).slots
        transcript.filled = program.requests[request].reply.captures.compactMap { capture in
            slots[capture.slot].map {
                (
                    slot: program.slots[Int(capture.slot)].key.name,
                    value: capture.isSecret ? "…" : "\($0)"
                )
            }
        }
        return transcript
    }
}

extension RequestFailure {
    /// What the sample is counted as, and why.
    var asCause: (cause: FailureCause, reason: String) {
        switch self {
        case .unfilled(_, let name):
            (cause: .unfilled(name), reason: "the slot \(name) is empty")
        case .invalid(let reason): (cause: .invalidRequest, reason: reason)
        }
    }
}
