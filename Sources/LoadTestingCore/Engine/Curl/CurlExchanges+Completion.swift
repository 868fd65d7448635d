import CLoadTesting
import LoadTestingMacrosFree

extension CurlExchanges {
    /// How many multi handles there are.
    var multiCount: Int { multis.count }

    /// When libcurl wants to be called next, nanoseconds on the monotonic clock.
    var nextDeadline: Int64 {
        var next = Int64.max
        for multi in multis { next = min(next, multi.context.pointee.deadline) }
        return next
    }

    /// Whether a multi handle wants to be called, and calls it then.
    func actOnTime(multi index: Int, monotonicNow: Int64) -> Bool {
        let multi = multis[index]
        guard multi.context.pointee.deadline <= monotonicNow else { return false }
        multi.context.pointee.deadline = .max
        clt_multi_act_on_time(multi.raw)
        return true
    }

    /// Gives up the connections on which the peer spoke or hung up while nobody waited for it.
    ///
    /// To be called before any other event of the batch is acted on: libcurl may close such a
    /// connection then, and its descriptor be somebody else's.
    ///
    /// - Returns: how many there were.
    static func endIdle(in events: UnsafeBufferPointer<clt_event>) -> UInt64 {
        events.reduce(into: 0) { count, event in
            guard event.idle else { return }
            clt_exchange_end_idle(event.descriptor)
            count += 1
        }
    }

    /// Tells a multi handle of an event on one of its sockets.
    func act(on event: UnsafePointer<clt_event>, multi index: Int) {
        clt_multi_act(
            multis[index].raw, event.pointee.descriptor, event.pointee.readable,
            event.pointee.writable, event.pointee.failed)
    }

    /// The next completed exchange of a multi handle, taken out of it.
    ///
    /// To be asked until `nil` after each call of `act`: left-over messages make later completions
    /// dearer.
    func nextCompletion(multi index: Int) -> Completion? {
        var code = CURLE_OK
        guard let easy = clt_multi_next_done(multis[index].raw, &code),
            let number = clt_easy_exchange(easy)?.pointee.number
        else { return nil }
        let slot = Int32(truncatingIfNeeded: number)
        curl_multi_remove_handle(multis[index].raw, easy)
        precondition(
            self[slot].pointee.generation == UInt32(truncatingIfNeeded: number >> 32)
                && self[slot].pointee.isInFlight, "a completion for a closed exchange")
        self[slot].pointee.isInFlight = false
        return Completion(slot: slot, code: code)
    }
}

// MARK: - What was received and sent

extension CurlExchanges {
    /// What an exchange's end means.
    func outcome(of completion: Completion) -> CurlOutcome {
        let slot = self[completion.slot]
        guard let record = slot.pointee.record, let easy = slot.pointee.easy else {
            preconditionFailure("slot \(completion.slot) is not open")
        }
        let request = requests[slot.pointee.request]
        return CurlOutcome(
            code: completion.code, status: record.pointee.status,
            headComplete: record.pointee.head_complete,
            lengthsConflict: record.pointee.lengths_conflict, writes: record.pointee.writes,
            resendRefused: record.pointee.resend_refused,
            addressRefused: record.pointee.address_refused,
            redirectRefused: record.pointee.redirect_refused,
            bodyTooLarge: record.pointee.body_too_large,
            statusIsChecked: request.pointee.statusIsChecked,
            socketError: record.pointee.socket_error,
            connectionError: Int32(truncatingIfNeeded: clt_easy_connect_error(easy.raw)),
            isConnected: record.pointee.is_connected, isTLS: request.pointee.isTLS,
            explanation: explanation(of: completion))
    }

    /// What libcurl or we say of a failure; empty for a success.
    func explanation(of completion: Completion) -> String {
        guard completion.code != CURLE_OK, let record = self[completion.slot].pointee.record else {
            return ""
        }
        if record.pointee.redirect_refused {
            let limit = record.pointee.rules.redirect_limit
            guard record.pointee.redirects <= limit else { return "more than \(limit) redirects" }
            let place = record.pointee.refused_location.map { String(cString: $0) } ?? ""
            return "the redirect leads elsewhere: \(Redaction.url(place))"
        }
        if record.pointee.body_too_large {
            return "the body has more than \(record.pointee.rules.body_limit) bytes"
        }
        let text = withUnsafeBytes(of: &record.pointee.explanation) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        return addressesTried(by: completion.slot)
            + (text.isEmpty ? String(cString: curl_easy_strerror(completion.code)) : text)
    }

    /// Whether a completion is a plain success, without looking further: the common case.
    ///
    /// False where a reply has to be made for checks, captures or a scenario.
    func isPlainSuccess(_ completion: Completion) -> Bool {
        let slot = self[completion.slot]
        guard completion.code == CURLE_OK, let record = slot.pointee.record else { return false }
        let request = requests[slot.pointee.request]
        return record.pointee.head_complete && !record.pointee.lengths_conflict
            && !request.pointee.readsReply && statusIsAcceptable(of: completion.slot)
    }

    /// Whether the status is none of an error: below 400, or one that all checks of the status
    /// accept.
    func statusIsAcceptable(of index: Int32) -> Bool {
        let slot = self[index]
        let status = self.status(of: index)
        guard requests[slot.pointee.request].pointee.statusIsChecked else {
            return status >= 100 && status < 400
        }
        return failedStatusCheck(of: index) == nil
    }

    /// The first check of the status that does not hold, `nil` when all do or there are none.
    func failedStatusCheck(of index: Int32) -> ProgramStatusCheck? {
        requests.failedCheck(of: self[index].pointee.request, status: Int(status(of: index)))
    }

    /// The status of the last reply, 0 when there was none.
    func status(of index: Int32) -> Int32 { self[index].pointee.record?.pointee.status ?? 0 }

    /// Bytes that were sent, as often as a request was written.
    func sentBytes(of index: Int32) -> Int64 {
        let slot = self[index]
        guard let record = slot.pointee.record, let easy = slot.pointee.easy else { return 0 }
        switch slot.pointee.counting {
        case .computed: return Int64(slot.pointee.requestBytes &* Int(record.pointee.writes))
        case .heads: return clt_easy_request_bytes(easy.raw)
        case .shown: return record.pointee.sent
        }
    }

    /// Bytes that were received: heads and bodies, before decoding.
    func receivedBytes(of index: Int32) -> Int64 {
        self[index].pointee.record.map { clt_exchange_received($0) } ?? 0
    }

    /// Where the time of an exchange went that has ended at this instant; `nil` when it was never
    /// written.
    func times(of index: Int32, end: Int64) -> ExchangeTimes? {
        guard let phases = self[index].pointee.record?.pointee.phases, phases.first_write > 0 else {
            return nil
        }
        let end = end &+ zeroNanoseconds
        let spans = phases.nanoseconds
        return ExchangeTimes(
            lookup: spans.0, connect: spans.1, tls: spans.2, send: spans.3, wait: spans.4,
            receive: spans.5 &+ end &- phases.since, exchange: end &- phases.first_write)
    }

    /// Whether libcurl sent the request again, since the kept connection was dead.
    func wasResent(_ index: Int32) -> Bool {
        (self[index].pointee.record?.pointee.resends ?? 0) > 0
    }

    /// The label of the request that a slot sends.
    func label(of index: Int32) -> Int32 { requests[self[index].pointee.request].pointee.label }
}

// MARK: - What is kept of a reply

extension CurlExchanges {
    /// The last reply of a completed exchange; head and body are empty where the request does not
    /// ask for them.
    ///
    /// - Parameters:
    ///   - index: the exchange.
    ///   - duration: from its start to its end.
    ///   - readJSON: what the reply decodes JSON with.
    func reply(
        of index: Int32, duration: Duration, readJSON: @escaping Reply.JSONReader
    ) -> Reply {
        guard let record = self[index].pointee.record else {
            preconditionFailure("slot \(index) is not open")
        }
        let body = record.pointee.rules.keeps_body ? [UInt8](record.pointee.body) : []
        return Reply(
            status: Int(record.pointee.status), head: [UInt8](record.pointee.head), body: body,
            duration: duration, readJSON: readJSON)
    }

    /// Method and URL of what was sent last, redirects included.
    func requestLine(of index: Int32) -> String {
        let slot = self[index]
        guard let easy = slot.pointee.easy, slot.pointee.request >= 0 else { return "" }
        let url = clt_easy_effective_url(easy.raw).map { String(cString: $0) } ?? ""
        return "\(requests.method(of: slot.pointee.request)) \(url)"
    }

    /// The beginning of the body of a failed reply, or of one that was kept.
    func bodyExample(of index: Int32) -> String {
        guard let body = self[index].pointee.record?.pointee.body else { return "" }
        let count = min(body.count, Int(CLT_BODY_EXAMPLE_BYTES))
        return String(
            decoding: UnsafeBufferPointer(start: body.bytes, count: count), as: UTF8.self)
    }

    /// What was sent and received, `nil` unless exchanges are recorded.
    func transcript(of index: Int32) -> Transcript? {
        self[index].pointee.record?.pointee.transcript.map { Transcript($0.pointee) }
    }
}
