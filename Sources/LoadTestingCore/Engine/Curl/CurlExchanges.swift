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

    private(set) var requests: PreparedRequests
    let multis: [CurlMulti]
    let poller: Poller
    private let userAgent: String
    let addresses: AddressBook
    private let slots: UnsafeMutablePointer<ExchangeSlot>
    private let capacity: Int
    private let trusted: TrustedCertificates
    private let records: Bool
    private var free: [Int32]
    /// The run's start on the monotonic clock.
    var zeroNanoseconds: Int64 = 0
    /// When the loop looked, read by exchanges under way; at a fixed address.
    private let attention: UnsafeMutablePointer<clt_attention>
    /// For how long no answer came.
    var silence = SilenceWatch()
    /// Connections that the server ended while they were idle.
    private(set) var idleClosed: UInt64 = 0
    /// By connection of those on which bytes had come that nobody had asked for: the label of the
    /// request that was sent last on it, -1 where that is not known.
    private(set) var strayLabels: [Int32] = []

    /// - Parameters:
    ///   - program: whose requests are sent.
    ///   - capacity: how many exchanges can be open at once.
    ///   - names: those whose addresses are known.
    ///   - trusted: whose signatures on certificates are believed.
    ///   - records: keep a transcript of each exchange.
    /// - Throws: `PollerError` when libcurl has no memory or descriptor left.
    init(
        _ program: Program, poller: Poller, capacity: Int, names: [ResolvedName], userAgent: String,
        trusted: TrustedCertificates = .ofLibcurl, records: Bool = false
    ) throws(PollerError) {
        self.poller = poller
        attention = .allocate(capacity: 1)
        attention.initialize(to: clt_attention())
        self.records = records
        self.trusted = trusted
        self.userAgent = userAgent
        self.capacity = capacity
        addresses = AddressBook(names)
        requests = PreparedRequests(program, userAgent: userAgent, addresses: addresses)
        slots = .allocate(capacity: capacity)
        for index in 0..<capacity { (slots + index).initialize(to: ExchangeSlot()) }
        free = (0..<Int32(capacity)).reversed()
        // A thousand transfers a handle keep the chains of libcurl's socket table short. With TLS
        // that is little, and each handle would parse the trusted certificates.
        let count = program.usesTLS ? 1 : min(16, max(1, capacity / 1_024))
        let made = (0..<count).compactMap { CurlMulti(poller: poller, index: $0) }
        multis = made
        if made.count < count { throw PollerError() }
    }

    deinit {
        for index in 0..<capacity where slots[index].record != nil { close(Int32(index)) }
        for multi in multis { multi.destroy() }
        slots.deallocate()
        attention.deallocate()
    }

    /// Tells exchanges under way when the loop looked.
    func note(_ attention: Attention) {
        self.attention.pointee = clt_attention(
            unseen_since: attention.unseenSince, tick_start: attention.tickStart,
            absent: attention.absent)
    }

    /// An instant of the run on a clock that stands while the loop does not look.
    func attended(_ instant: Int64) -> Int64 {
        instant - clt_attention_absent(attention, instant + zeroNanoseconds)
    }

    /// Parses the trusted certificates where the load will need them, so that no connection has to;
    /// false when libcurl can't use them.
    func loadTrusted() -> Bool {
        !trusted.isNeeded || multis.allSatisfy { trusted.load(into: $0.raw) }
    }

    /// An exchange by its slot.
    subscript(slot: Int32) -> UnsafeMutablePointer<ExchangeSlot> { slots + Int(slot) }

    /// A slot with a handle for as long as the user lives.
    ///
    /// Connections, and cookies when the user keeps them, are those of the user's first slot when
    /// there is one already. Slots of a user may be closed in any order: what they share ends with
    /// the last of them.
    ///
    /// - Parameters:
    ///   - user: its place in the loop.
    ///   - route: which addresses of names it takes; a further slot takes those of the first one.
    ///   - keepsCookies: whether cookies are sent back to the server that set them; a further slot
    ///     does as the first one.
    ///   - resumesSessions: whether a TLS session of the user is resumed by its later connections.
    ///   - sharing: the user's first slot, when this is a further one.
    func open(
        user: Int32, route: Int32 = 0, keepsCookies: Bool = false, resumesSessions: Bool = true,
        sharing first: Int32? = nil
    ) -> Int32 {
        guard let index = free.popLast() else { preconditionFailure("more users than slots") }
        let slot = slots + Int(index)
        let owner = first.map { slots[Int($0)] }
        let keepsCookies = owner?.keepsCookies ?? keepsCookies
        guard let easy = curl_easy_init(),
            let share = share(with: owner, keepsCookies: keepsCookies)
        else { preconditionFailure("no memory for a user's connection") }
        let record = UnsafeMutablePointer<clt_exchange>.allocate(capacity: 1)
        record.initialize(to: clt_exchange())
        record.pointee.attention = UnsafePointer(attention)
        slot.pointee.open(
            easy: CurlEasy(raw: easy), share: share, record: record, user: user,
            multi: owner?.multi ?? index % Int32(multis.count), keepsCookies: keepsCookies)
        slot.pointee.route = owner?.route ?? route
        let resolved = addresses.list(of: slot.pointee.route)
        if !addresses.endpoints.isEmpty {
            record.pointee.endpoints = addresses.endpoints.baseAddress
            record.pointee.all_endpoints = Int32(addresses.endpoints.count)
        }
        record.pointee.number = UInt64(slot.pointee.generation) << 32 | UInt64(index)
        guard clt_exchange_attach(record, easy, share.record),
            clt_easy_set_connect_timeout(easy, Self.connectTimeoutMilliseconds),
            clt_easy_set_user_agent(easy, userAgent),
            trusted.apply(to: CurlEasy(raw: easy)),
            resumesSessions || clt_easy_set_sessions(easy, false),
            resolved == nil || clt_easy_set_resolved(easy, resolved),
            !records || clt_exchange_keep_transcript(record) && clt_easy_set_shown(easy, true)
        else { preconditionFailure("libcurl \(clt_curl_version_number()) lacks an option") }
        return index
    }

    private func share(with owner: ExchangeSlot?, keepsCookies: Bool) -> CurlShare? {
        guard let owner else {
            return clt_share_create(poller.handle, keepsCookies, addresses.isSpread)
                .map(CurlShare.init)
        }
        guard let share = owner.share else { preconditionFailure("the first slot is closed") }
        clt_share_retain(share.record)
        return share
    }

    /// 10 s: the repeated SYNs after 1, 3 and 7 s stay visible.
    private static let connectTimeoutMilliseconds = 10_000

    /// Frees a slot and its handle; connections end with the last slot that shares them.
    func close(_ index: Int32) {
        let slot = slots + Int(index)
        guard let record = slot.pointee.record, let easy = slot.pointee.easy,
            let share = slot.pointee.share
        else { return }
        abandon(index)
        curl_easy_cleanup(easy.raw)
        clt_share_release(share.record)
        clt_exchange_discard(record)
        record.deallocate()
        slot.pointee.close()
        free.append(index)
    }

    /// Gives a slot that is not under way to another user, with its connections.
    func adopt(_ index: Int32, user: Int32) { slots[Int(index)].adopt(user: user) }

    /// Takes an exchange out of libcurl's hands; its connection is closed.
    ///
    /// - Parameter instant: now, where its answer was waited for to the last.
    func abandon(_ index: Int32, at instant: Int64? = nil) {
        let slot = slots + Int(index)
        guard slot.pointee.isInFlight, let easy = slot.pointee.easy else { return }
        slot.pointee.isInFlight = false
        if !slot.pointee.isInDrain { silence.gaveUp(at: instant.map(attended)) }
        curl_multi_remove_handle(multis[Int(slot.pointee.multi)].raw, easy.raw)
    }

    /// Waits for an answer to which no load is missing any more: the load has ended.
    func enterDrain(_ index: Int32, at instant: Int64) {
        let slot = slots + Int(index)
        guard slot.pointee.isInFlight, !slot.pointee.isInDrain else { return }
        slot.pointee.isInDrain = true
        silence.gaveUp(at: attended(instant))
    }

    /// Counts the idle connections of a share that the server has ended.
    ///
    /// - Parameter label: of the request before.
    func countIdleClosed(_ share: UnsafeMutablePointer<clt_share>, label: Int32) {
        guard share.pointee.idle_closed > 0 else { return }
        idleClosed += UInt64(share.pointee.idle_closed)
        // Where several requests are sent at once, it may be that of another connection.
        let label = share.pointee.handles == 1 ? label : -1
        for _ in 0..<share.pointee.strays { strayLabels.append(label) }
        share.pointee.idle_closed = 0
        share.pointee.strays = 0
    }

    /// What was counted of connections that the server ended while they were idle; then none.
    func takeIdleClosed() -> (count: UInt64, strayLabels: [Int32]) {
        defer { (idleClosed, strayLabels) = (0, []) }
        return (count: idleClosed, strayLabels: strayLabels)
    }

    /// Prepares a further request and returns its number.
    func add(_ request: ProgramRequest, to origin: TargetAddress) -> Int32 {
        requests.add(request, to: origin)
    }

    /// Forgets the request that a slot has sent; the next one sets the handle up anew.
    func remove(requestOf index: Int32) {
        let request = slots[Int(index)].request
        guard request >= 0 else { return }
        slots[Int(index)].request = -1
        if let easy = slots[Int(index)].easy { _ = clt_easy_set_headers(easy.raw, nil) }
        requests.remove(request)
    }

    /// Forgets a request that no slot has sent.
    func remove(_ request: Int32) { requests.remove(request) }

    /// Forgets the cookies of a slot's user.
    func clearCookies(of index: Int32) {
        guard slots[Int(index)].keepsCookies, let easy = slots[Int(index)].easy else { return }
        _ = clt_easy_clear_cookies(easy.raw)
    }

    /// Closes the connections of a slot's user that no exchange uses: the next exchange opens a new
    /// one.
    func endConnections(of index: Int32) {
        guard let share = slots[Int(index)].share else { return }
        clt_share_end_idle(share.record)
    }
}
