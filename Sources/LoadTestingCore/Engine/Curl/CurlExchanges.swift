import CLoadTesting

/// Exchanges by libcurl's own HTTP engine: the place where "a user wants this request sent" becomes
/// sockets.
///
/// The loop, its users and the measurement know slots and requests only.
///
/// Belongs to one loop's thread.
final class CurlExchanges {
    /// A completed exchange: its slot and what libcurl said.
    struct Completion {
        var slot: Int32
        var code: CURLcode
    }

    private let requests: PreparedRequests
    private let multis: [CurlMulti]
    private let poller: Poller
    private let userAgent: String
    private let resolved: UnsafeMutablePointer<curl_slist>?
    private let slots: UnsafeMutablePointer<ExchangeSlot>
    private let capacity: Int
    private var free: [Int32]

    /// - Parameters:
    ///   - program: whose requests are sent.
    ///   - capacity: how many exchanges can be open at once.
    ///   - resolved: `host:port:address` lines.
    /// - Throws: `PollerError` when libcurl has no memory or descriptor left.
    init(
        _ program: Program, poller: Poller, capacity: Int, resolved: [String], userAgent: String
    ) throws(PollerError) {
        self.poller = poller
        self.userAgent = userAgent
        self.capacity = capacity
        requests = PreparedRequests(program, userAgent: userAgent)
        self.resolved = resolved.reduce(nil) { curl_slist_append($0, $1) }
        slots = .allocate(capacity: capacity)
        for index in 0..<capacity { (slots + index).initialize(to: ExchangeSlot()) }
        free = (0..<Int32(capacity)).reversed()
        // A thousand transfers a handle keep the chains of libcurl's socket table short.
        let count = min(16, max(1, capacity / 1_024))
        let made = (0..<count).compactMap { CurlMulti(poller: poller, index: $0) }
        multis = made
        if made.count < count { throw PollerError() }
    }

    deinit {
        for index in 0..<capacity where slots[index].record != nil { close(Int32(index)) }
        for multi in multis { multi.destroy() }
        curl_slist_free_all(resolved)
        slots.deallocate()
    }

    /// An exchange by its slot.
    subscript(slot: Int32) -> UnsafeMutablePointer<ExchangeSlot> { slots + Int(slot) }

    /// A slot with a handle and a connection cache of its own, for as long as the user lives.
    func open(user: Int32) -> Int32 {
        guard let index = free.popLast() else { preconditionFailure("more users than slots") }
        let slot = slots + Int(index)
        guard let easy = curl_easy_init(), let share = clt_share_create() else {
            preconditionFailure("no memory for a user's connection")
        }
        let record = UnsafeMutablePointer<clt_exchange>.allocate(capacity: 1)
        record.initialize(to: clt_exchange())
        slot.pointee.open(
            easy: CurlEasy(raw: easy), share: CurlShare(raw: share), record: record, user: user,
            multi: index % Int32(multis.count))
        record.pointee.number = UInt64(slot.pointee.generation) << 32 | UInt64(index)
        guard clt_exchange_attach(record, easy, share, poller.handle),
            clt_easy_set_connect_timeout(easy, Self.connectTimeoutMilliseconds),
            clt_easy_set_user_agent(easy, userAgent),
            resolved == nil || clt_easy_set_resolved(easy, resolved)
        else { preconditionFailure("libcurl \(clt_curl_version_number()) lacks an option") }
        return index
    }

    /// 10 s: the repeated SYNs after 1, 3 and 7 s stay visible.
    private static let connectTimeoutMilliseconds = 10_000

    /// Frees a slot, its handle and its connection.
    func close(_ index: Int32) {
        let slot = slots + Int(index)
        guard let record = slot.pointee.record, let easy = slot.pointee.easy,
            let share = slot.pointee.share
        else { return }
        abandon(index)
        curl_easy_cleanup(easy.raw)
        curl_share_cleanup(share.raw)
        clt_exchange_discard(record)
        record.deallocate()
        slot.pointee.close()
        free.append(index)
    }

    /// Hands a request over to libcurl.
    ///
    /// - Parameters:
    ///   - due: when it should have started.
    ///   - start: now.
    func send(_ request: Int32, on index: Int32, due: Int64, start: Int64) {
        let slot = slots + Int(index)
        guard let easy = slot.pointee.easy, let record = slot.pointee.record else {
            preconditionFailure("slot \(index) is not open")
        }
        precondition(!slot.pointee.isInFlight, "slot \(index) is already under way")
        clt_exchange_begin(record)
        if slot.pointee.request != request { configure(slot, easy: easy, request: request) }
        slot.pointee.due = due
        slot.pointee.start = start
        slot.pointee.isInFlight = true
        curl_multi_add_handle(multis[Int(slot.pointee.multi)].raw, easy.raw)
    }

    /// Takes an exchange out of libcurl's hands; its connection is closed with the slot.
    func abandon(_ index: Int32) {
        let slot = slots + Int(index)
        guard slot.pointee.isInFlight, let easy = slot.pointee.easy else { return }
        slot.pointee.isInFlight = false
        curl_multi_remove_handle(multis[Int(slot.pointee.multi)].raw, easy.raw)
    }

    private func configure(
        _ slot: UnsafeMutablePointer<ExchangeSlot>, easy: CurlEasy, request: Int32
    ) {
        let wanted = requests[request]
        switch wanted.pointee.kind {
        case .bodyless: _ = clt_easy_set_bodyless(easy.raw, wanted.pointee.method)
        case .head: _ = clt_easy_set_head(easy.raw)
        case .body:
            _ = clt_easy_set_body(
                easy.raw, wanted.pointee.method, wanted.pointee.body,
                curl_off_t(wanted.pointee.bodyCount))
        }
        _ = clt_easy_set_url(easy.raw, wanted.pointee.url)
        _ = clt_easy_set_headers(easy.raw, wanted.pointee.headers)
        _ = clt_easy_set_timeout(easy.raw, wanted.pointee.timeoutMilliseconds)
        slot.pointee.record?.pointee.may_resend = wanted.pointee.mayResend
        slot.pointee.record?.pointee.allows_any_address = wanted.pointee.allowsAnyAddress
        slot.pointee.request = request
    }
}

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
            slots[Int(slot)].generation == UInt32(truncatingIfNeeded: number >> 32)
                && slots[Int(slot)].isInFlight, "a completion for a closed exchange")
        slots[Int(slot)].isInFlight = false
        return Completion(slot: slot, code: code)
    }

    /// What an exchange's end means.
    func outcome(of completion: Completion) -> CurlOutcome {
        let slot = slots + Int(completion.slot)
        guard let record = slot.pointee.record, let easy = slot.pointee.easy else {
            preconditionFailure("slot \(completion.slot) is not open")
        }
        return CurlOutcome(
            code: completion.code, status: record.pointee.status,
            headComplete: record.pointee.head_complete,
            lengthsConflict: record.pointee.lengths_conflict, writes: record.pointee.writes,
            resendRefused: record.pointee.resend_refused,
            addressRefused: record.pointee.address_refused,
            socketError: record.pointee.socket_error,
            connectionError: Int32(truncatingIfNeeded: clt_easy_connect_error(easy.raw)),
            isConnected: record.pointee.is_connected,
            isTLS: requests[slot.pointee.request].pointee.isTLS,
            explanation: explanation(of: completion))
    }

    /// What libcurl says of a failure; empty for a success.
    func explanation(of completion: Completion) -> String {
        guard completion.code != CURLE_OK, let record = slots[Int(completion.slot)].record else {
            return ""
        }
        let text = withUnsafeBytes(of: &record.pointee.explanation) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        return text.isEmpty ? String(cString: curl_easy_strerror(completion.code)) : text
    }

    /// Whether a completion is a plain success, without looking further: the common case.
    func isPlainSuccess(_ completion: Completion) -> Bool {
        guard completion.code == CURLE_OK, let record = slots[Int(completion.slot)].record else {
            return false
        }
        return record.pointee.head_complete && !record.pointee.lengths_conflict
            && record.pointee.status >= 100 && record.pointee.status < 400
    }

    /// Bytes that were sent, as often as the request was written.
    func sentBytes(of index: Int32) -> Int64 {
        let slot = slots + Int(index)
        guard let writes = slot.pointee.record?.pointee.writes else { return 0 }
        return Int64(requests[slot.pointee.request].pointee.sentBytes &* Int(writes))
    }

    /// The label of the request that a slot sends.
    func label(of index: Int32) -> Int32 { requests[slots[Int(index)].request].pointee.label }
}
