import CLoadTesting
import Foundation
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
    func endIdle(in events: UnsafeBufferPointer<clt_event>) {
        for event in events where event.idle {
            guard let owner = clt_poller_owner(poller.handle, event.descriptor) else { continue }
            let share = owner.assumingMemoryBound(to: clt_share.self)
            clt_share_give_up(share, event.descriptor)
            countIdleClosed(share, label: share.pointee.label)
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
        if let record = self[slot].pointee.record {
            code = clt_exchange_result(record, code)
            clt_exchange_end_body(record)
        }
        if let record = self[slot].pointee.record, let share = record.pointee.share {
            countIdleClosed(share, label: record.pointee.label_before)
        }
        if code != CURLE_OK { takeUnreadAnswer(on: slot, code) }
        return Completion(slot: slot, code: code)
    }

    /// libcurl gives up where it can't write on, also when the answer is there.
    private func takeUnreadAnswer(on index: Int32, _ code: CURLcode) {
        guard let record = self[index].pointee.record,
            code == CURLE_SEND_ERROR || record.pointee.refusal == CLT_REFUSED_RESEND
        else { return }
        clt_exchange_take_unread_answer(record)
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
        // A status that is a failure by itself says more.
        let isUnreadable =
            unreadableBody(of: completion.slot) != nil && statusIsAcceptable(of: completion.slot)
        return CurlOutcome(
            code: completion.code, refusal: record.pointee.refusal,
            status: record.pointee.status, headComplete: record.pointee.head_complete,
            bodyIsUnreadable: isUnreadable,
            hasUnreadAnswer: record.pointee.has_unread_answer,
            hasBody: request.pointee.kind == .body, writes: record.pointee.writes,
            wasUnread: record.pointee.was_unread, socketError: record.pointee.socket_error,
            connectionError: Int32(truncatingIfNeeded: clt_easy_connect_error(easy.raw)),
            isConnected: record.pointee.is_connected, isTLS: request.pointee.isTLS,
            explanation: libcurlText(of: completion))
    }

    /// Whether a completion is a plain success, without looking further: the common case.
    ///
    /// False where a reply has to be made for checks, captures or a scenario.
    func isPlainSuccess(_ completion: Completion) -> Bool {
        let slot = self[completion.slot]
        guard completion.code == CURLE_OK, let record = slot.pointee.record else { return false }
        let request = requests[slot.pointee.request]
        return record.pointee.head_complete && !request.pointee.readsReply
            && statusIsAcceptable(of: completion.slot)
            && unreadableBody(of: completion.slot) == nil
    }

    /// Whether the status is none of an error: all checks of the status accept it, or the rule does
    /// where there are none.
    func statusIsAcceptable(of index: Int32) -> Bool {
        let request = requests[self[index].pointee.request]
        guard request.pointee.statusIsChecked else {
            return request.pointee.statusRule.cause(of: Int(status(of: index))) == nil
        }
        return failedStatusCheck(of: index) == nil
    }

    /// Why the status of an answer is a failure where no check decides about it, `nil` when it is
    /// none.
    func statusFailure(of index: Int32) -> (cause: FailureCause, reason: String)? {
        let slot = self[index]
        let request = requests[slot.pointee.request]
        let status = Int(status(of: index))
        guard let cause = request.pointee.statusRule.cause(of: status),
            let easy = slot.pointee.easy, let record = slot.pointee.record
        else { return nil }
        guard cause == .redirect(status: status) else {
            return (cause: cause, reason: Self.reason(ofStatus: record))
        }
        let reason = StatusRule.reason(
            ofRedirect: status, to: clt_easy_redirect_url(easy.raw).map { String(cString: $0) },
            from: clt_easy_effective_url(easy.raw).map { String(cString: $0) } ?? "",
            follows: request.pointee.redirects > 0)
        return (cause: cause, reason: reason)
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

    /// What of an exchange that has ended at this instant was the loop's own doing.
    func ownDelay(of index: Int32, end: Int64) -> OwnDelay {
        guard let record = self[index].pointee.record else { return OwnDelay() }
        clt_exchange_note_end(record, end &+ zeroNanoseconds)
        return OwnDelay(
            setUp: record.pointee.delays.before_write, answer: record.pointee.delays.after_write)
    }

    /// Whether libcurl sent the request again, since the server can't have read it.
    func wasResent(_ index: Int32) -> Bool {
        (self[index].pointee.record?.pointee.resends ?? 0) > 0
    }

    /// Whether a connection was opened; one that was refused is none.
    func hasOpened(_ index: Int32) -> Bool {
        self[index].pointee.record.map { clt_exchange_opened($0) } ?? false
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
    ///   - reading: what the reply is read with.
    func reply(of index: Int32, duration: Duration, reading: ReplyReading) -> Reply {
        guard let record = self[index].pointee.record else {
            preconditionFailure("slot \(index) is not open")
        }
        let body = record.pointee.rules.keeps_body ? [UInt8](record.pointee.body) : []
        let place = place(of: index)
        return Reply(
            status: Int(record.pointee.status), head: [UInt8](record.pointee.head), content: body,
            contentProblem: unknownEncoding(of: index) ?? unreadableBody(of: index),
            host: place.host, path: place.path, duration: duration, reading: reading)
    }

    /// Host and path that were asked last, where the head is kept whose cookies may belong to them.
    private func place(of index: Int32) -> (host: String, path: String) {
        guard self[index].pointee.record?.pointee.rules.keeps_head == true,
            let easy = self[index].pointee.easy, let url = clt_easy_effective_url(easy.raw),
            let authority = strstr(url, "//")
        else { return (host: "", path: "/") }
        let path = strchr(authority + 2, 0x2f).map { String(cString: $0) }
        let named = String(cString: authority + 2).prefix { !"/?#".contains($0) }
        let host = named.hasPrefix("[") ? named.prefix { $0 != "]" } : named.prefix { $0 != ":" }
        return (host: String(host), path: path ?? "/")
    }

    /// Method and URL of what was sent last, redirects included.
    func requestLine(of index: Int32) -> String {
        let slot = self[index]
        guard let easy = slot.pointee.easy, slot.pointee.request >= 0 else { return "" }
        let url = clt_easy_effective_url(easy.raw).map { String(cString: $0) } ?? ""
        let method = clt_easy_effective_method(easy.raw).map { String(cString: $0) }
        return "\(method ?? requests.method(of: slot.pointee.request)) \(url)"
    }

    /// What was sent and received, `nil` unless exchanges are recorded.
    func transcript(of index: Int32) -> Transcript? {
        self[index].pointee.record?.pointee.transcript.map { Transcript($0.pointee) }
    }
}
