import CLoadTesting
import LoadTestingMacrosFree

extension EventLoop {
    /// Counts an exchange of a user.
    func record(_ slot: Int32, cause: FailureCause?, end: Int64) {
        let exchange = exchanges[slot]
        guard let sample = sample(of: slot, cause: cause, end: end) else { return }
        recorder.record(sample)
        let user = users + Int(exchange.pointee.user)
        user.pointee.frame.count(isFailed: cause != nil, delay: sample.start - sample.due)
        user.pointee.frame.freeAt = end
        user.pointee.frame.isFresh = false
    }

    /// What was measured of an exchange.
    func sample(of slot: Int32, cause: FailureCause?, end: Int64) -> Sample? {
        let exchange = exchanges[slot]
        guard let seen = exchange.pointee.record else { return nil }
        let user = users + Int(exchange.pointee.user)
        return Sample(
            label: exchanges.label(of: slot), group: user.pointee.frame.group,
            user: user.pointee.frame.id, iteration: user.pointee.frame.iteration,
            due: exchange.pointee.due, start: exchange.pointee.start, end: end,
            received: exchanges.receivedBytes(of: slot), sent: exchanges.sentBytes(of: slot),
            status: Int16(truncatingIfNeeded: seen.pointee.status),
            cause: cause.map { shared.names.code(of: $0) } ?? 0,
            openedConnection: seen.pointee.sockets > 0, resent: exchanges.wasResent(slot),
            isFirst: user.pointee.frame.isFresh)
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
        user.pointee.frame.count(isFailed: true, delay: 0)
        user.pointee.frame.freeAt = instant
        guard exampleChoice.wants(cause) else { return }
        examples.append(
            FailedExchange(
                label: program.labels[Int(request.label)],
                request: "\(request.method) \(request.url.pattern)", cause: cause, status: nil,
                explanation: reason, body: "", endNanoseconds: instant))
    }

    func countUnsent(
        label: Int32, of index: Int32, cause: FailureCause, due: Int64, instant: Int64
    ) {
        let user = users + Int(index)
        recorder.record(
            Sample(
                label: label, group: user.pointee.frame.group, user: user.pointee.frame.id,
                iteration: user.pointee.frame.iteration, due: due, start: instant, end: instant,
                received: 0, sent: 0, status: 0, cause: shared.names.code(of: cause),
                openedConnection: false, resent: false, isFirst: user.pointee.frame.isFresh))
    }

    /// Counts a transaction.
    func record(_ span: TransactionSpan, of index: Int32) {
        record(span, cause: span.isFailed ? .transaction : nil, of: index)
    }

    func record(_ span: TransactionSpan, cause: FailureCause?, of index: Int32) {
        let user = users + Int(index)
        recorder.record(
            Sample(
                label: span.label, group: user.pointee.frame.group, user: user.pointee.frame.id,
                iteration: user.pointee.frame.iteration, due: span.due, start: span.start,
                end: max(span.start, span.end), received: 0, sent: 0, status: 0,
                cause: cause.map { shared.names.code(of: $0) } ?? 0,
                openedConnection: false, resent: false, isFirst: true))
    }

    func keepExample(slot: Int32, cause: FailureCause, explanation: String, end: Int64) {
        guard let seen = exchanges[slot].pointee.record, exampleChoice.wants(cause) else { return }
        let names = shared.names.labels.names
        examples.append(
            FailedExchange(
                label: names[Int(exchanges.label(of: slot))],
                request: exchanges.requestLine(of: slot), cause: cause,
                status: seen.pointee.status > 0 ? Int(seen.pointee.status) : nil,
                explanation: explanation, body: exchanges.bodyExample(of: slot),
                endNanoseconds: end))
    }

    /// Keeps what went over the wire, in functional mode.
    func keepTranscript(
        _ slot: Int32, cause: FailureCause?, reason: String,
        filled: () -> [(slot: String, value: String)]
    ) {
        guard let transcript = exchanges.transcript(of: slot) else { return }
        let names = shared.names.labels.names
        var shown = ExchangeTranscript(
            label: names[Int(exchanges.label(of: slot))], cause: cause,
            requestHead: transcript.requestHead, requestBody: transcript.requestBody,
            replyHead: transcript.replyHead, replyBody: transcript.replyBody)
        shown.reason = reason
        shown.filled = filled()
        shown.notes = transcript.notes
        transcripts.append(shown)
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
