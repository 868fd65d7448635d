import CLoadTesting

extension CurlTransport: PollerOwner {
    var nextDeadline: Int64 {
        var next = Int64.max
        for multi in multis { next = min(next, multi.context.pointee.deadline) }
        return min(next, direct.nextDeadline)
    }

    func act(at now: Int64) {
        for multi in multis where multi.context.pointee.deadline <= now {
            multi.context.pointee.deadline = .max
            clt_multi_act_on_time(multi.raw)
            deliverEnds(of: multi)
        }
        direct.act(at: now, by: self)
    }

    /// Abandons the connections on which the peer spoke or hung up while they were idle.
    ///
    /// Before any other event of the batch is acted on: libcurl may close such a connection then,
    /// and its descriptor be reused.
    func endIdle(_ event: UnsafePointer<clt_event>) {
        if Self.isDirect(event) { return direct.endIdle(event.pointee.descriptor, by: self) }
        guard let owner = clt_poller_owner(poller.handle, event.pointee.descriptor) else { return }
        let share = owner.assumingMemoryBound(to: clt_share.self)
        clt_share_abandon(share, event.pointee.descriptor)
        countIdleEnds(share, label: share.pointee.label)
    }

    /// Whether an event is one of a socket that is read and written here.
    private static func isDirect(_ event: UnsafePointer<clt_event>) -> Bool {
        event.pointee.token & 0xff == UInt32(CLT_OWNER_DIRECT)
    }

    func prepare(for event: UnsafePointer<clt_event>, index: Int, isNext: Bool) {
        if Self.isDirect(event) { direct.prepare(index: index, isNext: isNext, by: self) }
    }

    func act(on event: UnsafePointer<clt_event>, index: Int) {
        if Self.isDirect(event) { return direct.act(on: event, index: index, by: self) }
        clt_multi_act(
            multis[index].raw, event.pointee.descriptor, event.pointee.readable,
            event.pointee.writable, event.pointee.failed)
        deliverEnds(of: multis[index])
    }

    /// Reports all exchanges of a multi handle that have ended: unread messages make later ones
    /// more expensive.
    private func deliverEnds(of multi: CurlMulti) {
        var code = CURLE_OK
        while let easy = clt_multi_next_done(multi.raw, &code).map(CurlEasy.init) {
            guard let record = clt_easy_exchange(easy.raw) else { continue }
            let number = Int32(truncatingIfNeeded: record.pointee.number)
            if direct.opened(Connection(number: number), easy, code, by: self) { continue }
            curl_multi_remove_handle(multi.raw, easy.raw)
            if triesNextAddress(number, code) { continue }
            guard let exchange = self[number].pointee.exchange else {
                preconditionFailure("an end without an exchange")
            }
            self[number].pointee.exchange = nil
            if let share = record.pointee.share {
                countIdleEnds(share, label: record.pointee.label_before)
            }
            report(exchange, on: number, record, code)
        }
    }

    /// Reports the end of an exchange, which its connection has forgotten.
    func report(
        _ exchange: Exchange.ID, on number: Int32, _ record: UnsafeMutablePointer<clt_exchange>,
        _ code: CURLcode
    ) {
        let code = clt_exchange_result(record, code)
        clt_exchange_end_body(record)
        if code != CURLE_OK { takeUnreadAnswer(record, code) }
        // The last byte had come when the reply was read; what came after that is ours.
        let read = record.pointee.read_instant
        let now = read > 0 ? read &- clock.zeroNanoseconds : clock.now
        delegate?.exchangeEnded(end(of: exchange, on: number, code, at: now))
    }

    /// libcurl gives up when a write fails, also when the answer is there.
    private func takeUnreadAnswer(_ record: UnsafeMutablePointer<clt_exchange>, _ code: CURLcode) {
        guard code == CURLE_SEND_ERROR || record.pointee.refusal == CLT_REFUSED_RESEND else {
            return
        }
        clt_exchange_take_unread_answer(record)
    }

    func abandon(_ exchange: Exchange, at instant: Int64) -> ExchangeEnd {
        let number = exchange.connection.number
        precondition(self[number].pointee.exchange == exchange.id, "another one is under way")
        takeOut(self[number])
        return end(of: exchange.id, on: number, CURLE_OK, at: instant)
    }
}

// MARK: - Received and sent

extension CurlTransport {
    /// The state of an exchange by an instant.
    private func end(
        of exchange: Exchange.ID, on number: Int32, _ code: CURLcode, at instant: Int64
    ) -> ExchangeEnd {
        let connection = self[number]
        guard let record = connection.pointee.record else {
            preconditionFailure("connection \(number) is closed")
        }
        let details = CurlDetails(transport: self, number: number, code: code)
        clt_exchange_note_end(record, monotonic(instant))
        var end = ExchangeEnd(exchange: exchange, instant: instant, details: details)
        end.status = record.pointee.status
        if code != CURLE_OK || end.status < 200 || !record.pointee.head_complete {
            let outcome = details.outcome
            end.cause = outcome.cause
            end.isCut = outcome.isCut
        }
        end.hasUnreadableBody = code == CURLE_OK && details.unreadableBody != nil
        end.times = times(record.pointee.phases, until: monotonic(instant))
        end.received = clt_exchange_received(record)
        end.sent = sentBytes(of: connection)
        end.openedConnection = clt_exchange_opened(record)
        end.wasResent = record.pointee.resends > 0
        end.own = OwnDelay(
            setUp: record.pointee.delays.before_write, answer: record.pointee.delays.after_write)
        return end
    }

    private func sentBytes(of connection: UnsafeMutablePointer<CurlConnection>) -> Int64 {
        guard let record = connection.pointee.record else { return 0 }
        guard let easy = connection.pointee.easy, !connection.pointee.isDirect,
            connection.pointee.counting != .computed
        else { return Int64(connection.pointee.requestBytes &* Int(record.pointee.writes)) }
        switch connection.pointee.counting {
        case .computed, .heads: return clt_easy_request_bytes(easy.raw)
        case .verbose: return record.pointee.sent
        }
    }

    /// The time of an exchange by phases; `nil` when it was never written.
    private func times(_ phases: clt_phases, until end: Int64) -> ExchangeTimes? {
        guard phases.first_write > 0 else { return nil }
        let spans = phases.nanoseconds
        return ExchangeTimes(
            lookup: spans.0, connect: spans.1, tls: spans.2, send: spans.3, wait: spans.4,
            receive: spans.5 &+ end &- phases.since, exchange: end &- phases.first_write)
    }
}
