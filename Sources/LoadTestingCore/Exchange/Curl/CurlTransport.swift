import CLoadTesting

/// Exchanges by libcurl: by its own HTTP engine, which can do everything, or directly on
/// connections of our own.
///
/// Belongs to one loop's thread.
final class CurlTransport {
    /// Outlives the transport, which belongs to it; a weak reference would make each counting of
    /// references to it slow.
    unowned(unsafe) var delegate: (any TransportDelegate)?
    /// Set when the run starts.
    private(set) var clock = RunClock()
    let requests: PreparedRequests
    let multis: [CurlMulti]
    let poller: Poller
    let addresses: AddressBook
    private let settings: CurlSettings
    private let connections: UnsafeMutablePointer<CurlConnection>
    private let capacity: Int
    private var free: [Int32]
    /// The instants at which the loop polled, read by exchanges under way; at a fixed address.
    private let attention: UnsafeMutablePointer<clt_attention>
    var counts = TransportCounts()
    let direct = DirectExchanges()

    /// - Parameters:
    ///   - program: the program whose requests are sent.
    ///   - poller: dispatches the events of libcurl's sockets to this from here on.
    ///   - capacity: the maximum connections open at once.
    /// - Throws: a `TransportError` when libcurl has no memory or descriptor left, or can't read
    ///   the certificates.
    init(
        _ program: Program, poller: Poller, capacity: Int, settings: CurlSettings
    ) throws(TransportError) {
        self.poller = poller
        self.settings = settings
        self.capacity = capacity
        attention = .allocate(capacity: 1)
        attention.initialize(to: clt_attention())
        addresses = AddressBook(settings.names)
        requests = PreparedRequests(
            program, userAgent: settings.userAgent, addresses: addresses,
            prefersDirect: settings.prefersDirect)
        connections = .allocate(capacity: capacity)
        for index in 0..<capacity { (connections + index).initialize(to: CurlConnection()) }
        free = (0..<Int32(capacity)).reversed()
        // A thousand transfers a handle keep the chains of libcurl's socket table short. TLS costs
        // more than that, and each handle would parse the trusted certificates.
        let count = program.usesTLS ? 1 : min(16, max(1, capacity / 1_024))
        let made = (0..<count).compactMap { CurlMulti(poller: poller, index: $0) }
        multis = made
        if made.count < count { throw .resources }
        poller.register(self, as: UInt32(CLT_OWNER_CURL))
        poller.register(self, as: UInt32(CLT_OWNER_DIRECT))
        // Before the load, so that no connection has to.
        guard !settings.trusted.isNeeded || made.allSatisfy({ settings.trusted.load(into: $0.raw) })
        else { throw .certificates("\(settings.trusted)") }
    }

    deinit {
        for index in 0..<Int32(capacity) where connections[Int(index)].record != nil {
            close(Connection(number: index))
        }
        poller.unregister(UInt32(CLT_OWNER_CURL))
        poller.unregister(UInt32(CLT_OWNER_DIRECT))
        for multi in multis { multi.destroy() }
        connections.deallocate()
        attention.deallocate()
    }

    func begin(_ clock: RunClock) { self.clock = clock }

    /// The state that libcurl and its callbacks keep of a connection, by its number.
    subscript(number: Int32) -> UnsafeMutablePointer<CurlConnection> {
        connections + Int(number)
    }

    /// The instant of the run on the monotonic clock.
    func monotonic(_ instant: Int64) -> Int64 { instant &+ clock.zeroNanoseconds }

    /// Forgets a prepared request; a connection that has sent it is set up again by the next one.
    func discard(_ request: Int32, sentOn connection: Connection?) {
        if let connection {
            let sender = self[connection.number]
            sender.pointee.request = -1
            if let easy = sender.pointee.easy { _ = clt_easy_set_headers(easy.raw, nil) }
        }
        requests.remove(request)
    }

    /// Prepares a further request and returns its number.
    func prepare(_ request: ProgramRequest, to origin: TargetAddress) -> Int32 {
        requests.add(request, to: origin)
    }
}

// MARK: - Opening and closing

extension CurlTransport {
    var routes: Int { addresses.routes }

    func route(of user: Int64) -> Int32 { addresses.route(of: user) }

    func open(_ options: ConnectionOptions) -> Connection {
        let raw = clt_share_create(poller.handle, options.keepsCookies, addresses.isSpread)
        return open(raw.map(CurlShare.init), multi: nil, options)
    }

    /// Opens a further connection of a user.
    ///
    /// Connections of a user may be closed in any order: their shared state ends with the last of
    /// them.
    func openAnother(beside first: Connection) -> Connection {
        let first = self[first.number].pointee
        guard let share = first.share else { preconditionFailure("the first one is closed") }
        clt_share_retain(share.record)
        return open(share, multi: first.multi, first.options)
    }

    private func open(
        _ share: CurlShare?, multi: Int32?, _ options: ConnectionOptions
    ) -> Connection {
        guard let index = free.popLast() else { preconditionFailure("no connection is free") }
        guard let share else { preconditionFailure("no memory for a user's connection") }
        let record = UnsafeMutablePointer<clt_exchange>.allocate(capacity: 1)
        record.initialize(to: clt_exchange())
        record.pointee.attention = attention
        record.pointee.number = UInt64(index)
        record.pointee.share = share.record
        self[index].pointee.open(
            share: share, record: record, multi: multi ?? index % Int32(multis.count), options)
        if !addresses.endpoints.isEmpty {
            record.pointee.endpoints = addresses.endpoints.baseAddress
            record.pointee.all_endpoints = Int32(addresses.endpoints.count)
        }
        precondition(
            !settings.records || clt_exchange_keep_transcript(record), "no memory for transcripts")
        return Connection(number: index)
    }

    /// A new easy handle of a connection.
    private func makeEasy(for connection: CurlConnection) -> CurlEasy {
        guard let easy = curl_easy_init(), let record = connection.record,
            let share = connection.share
        else { preconditionFailure("no memory for a user's connection") }
        let resolved = addresses.list(of: connection.options.route)
        guard clt_exchange_attach(record, easy, share.record),
            clt_easy_set_connect_timeout(easy, Self.connectTimeoutMilliseconds),
            clt_easy_set_user_agent(easy, settings.userAgent),
            settings.trusted.apply(to: CurlEasy(raw: easy)),
            connection.options.resumesSessions || clt_easy_set_sessions(easy, false),
            resolved == nil || clt_easy_set_resolved(easy, resolved),
            !settings.records || clt_easy_set_verbose(easy, true)
        else { preconditionFailure("libcurl \(clt_curl_version_number()) lacks an option") }
        return CurlEasy(raw: easy)
    }

    /// The handle of a connection for exchanges by libcurl's HTTP.
    func easy(of connection: UnsafeMutablePointer<CurlConnection>) -> CurlEasy {
        let easy = connection.pointee.easy ?? makeEasy(for: connection.pointee)
        connection.pointee.easy = easy
        connection.pointee.record?.pointee.easy = easy.raw
        return easy
    }

    /// The handle by which the cookies of a connection's user are reached.
    func cookieStore(of connection: UnsafeMutablePointer<CurlConnection>) -> CurlEasy {
        if let easy = connection.pointee.easy { return easy }
        let current = connection.pointee.record?.pointee.easy
        let easy = makeEasy(for: connection.pointee)
        connection.pointee.easy = easy
        connection.pointee.record?.pointee.easy = current
        return easy
    }

    /// A handle that opens the socket of a connection's direct exchange.
    ///
    /// - Parameter easy: the one that opened an earlier socket to the same server, if there is one.
    func connector(_ easy: UnsafeMutableRawPointer?, for connection: Connection) -> CurlEasy {
        let connection = self[connection.number]
        let wanted = requests[connection.pointee.request]
        if let easy, let record = connection.pointee.record, let share = connection.pointee.share {
            _ = clt_exchange_attach(record, easy, share.record)
        }
        let easy = easy.map(CurlEasy.init) ?? makeEasy(for: connection.pointee)
        let isSet =
            clt_direct_set_connector(easy.raw)
            && clt_easy_set_url(easy.raw, wanted.pointee.root)
            && clt_easy_set_timeout(easy.raw, wanted.pointee.timeoutMilliseconds)
            && clt_easy_set_resolved(easy.raw, addresses.list(of: connection.pointee.options.route))
        precondition(isSet, "libcurl \(clt_curl_version_number()) lacks an option")
        return easy
    }

    /// 10 s: the repeated SYNs after 1, 3 and 7 s stay visible.
    static let connectTimeoutMilliseconds = 10_000

    /// Frees a connection and its handle; sockets end with the last one that shares them.
    func close(_ connection: Connection) {
        let closed = self[connection.number]
        guard let record = closed.pointee.record, let share = closed.pointee.share else { return }
        takeOut(closed)
        closed.pointee.watchedDeadline = .max
        clt_direct_forget(share.record, record)
        if share.record.pointee.handles == 1 { clt_direct_destroy_all(share.record) }
        if let easy = closed.pointee.easy { curl_easy_cleanup(easy.raw) }
        clt_share_release(share.record)
        clt_exchange_discard(record)
        record.deallocate()
        closed.pointee.close()
        free.append(connection.number)
    }

    /// Removes a transfer from libcurl; its socket is closed.
    func takeOut(_ connection: UnsafeMutablePointer<CurlConnection>) {
        guard connection.pointee.exchange != nil else { return }
        if connection.pointee.socket != nil { return direct.abandon(connection) }
        guard let easy = connection.pointee.easy else { return }
        connection.pointee.exchange = nil
        curl_multi_remove_handle(multis[Int(connection.pointee.multi)].raw, easy.raw)
    }

    func clearCookies(of connection: Connection) {
        let connection = self[connection.number]
        guard connection.pointee.options.keepsCookies, let easy = connection.pointee.easy else {
            return
        }
        _ = clt_easy_clear_cookies(easy.raw)
    }

    func closeIdleSockets(of connection: Connection) {
        guard let share = self[connection.number].pointee.share else { return }
        clt_direct_close_idle(share.record)
        clt_share_end_idle(share.record)
    }
}

// MARK: - The loop's calls

extension CurlTransport: Transport {
    func note(_ attention: Attention) {
        self.attention.pointee = clt_attention(
            unseen_since: attention.unseenSince, tick_start: attention.tickStart,
            absent: attention.absent, arrival: 0, arrivals_left: 0)
    }

    /// Counts the idle connections of a share that the server has ended.
    ///
    /// - Parameter label: the label of the previous request.
    func countIdleEnds(_ share: UnsafeMutablePointer<clt_share>, label: Int32) {
        guard share.pointee.idle_closed > 0 else { return }
        counts.idleClosed += UInt64(share.pointee.idle_closed)
        // With several requests sent at once, it may be that of another connection.
        let label = share.pointee.handles == 1 ? label : -1
        for _ in 0..<share.pointee.strays { counts.strayLabels.append(label) }
        share.pointee.idle_closed = 0
        share.pointee.strays = 0
    }

    func takeCounts() -> TransportCounts {
        defer { counts = TransportCounts() }
        return counts
    }

    var addressUses: [AddressUse] { addresses.uses }
}
