import CLoadTesting

/// Exchanges whose requests and replies are written and read here, on connections that libcurl
/// opens: a tenth of the work of libcurl's HTTP.
///
/// A user's connection has a socket for each server that it is sent to. Belongs to one loop's
/// thread.
final class DirectExchanges {
    /// The owner.
    private unowned(unsafe) let transport: CurlTransport
    /// The memory that replies are received into, one after the other.
    private let room: UnsafeMutableRawBufferPointer
    /// Deadlines of exchanges by connection, at most one entry each that counts.
    private var deadlines = TimerHeap()
    /// Connections on which there may be more to read, although no event will say so.
    private var unread: [Connection] = []

    /// The socket whose reply has just been read to the last byte it held: the next request on it
    /// is sent without a further look.
    private var emptied: UnsafeMutablePointer<clt_direct>?

    /// The maximum bytes of one read.
    private static let roomBytes = 64 << 10

    init(_ transport: CurlTransport) {
        self.transport = transport
        room = .allocate(byteCount: Self.roomBytes, alignment: 64)
        transport.poller.register(self, as: UInt32(CLT_OWNER_DIRECT))
    }

    deinit { room.deallocate() }

    private typealias Socket = UnsafeMutablePointer<clt_direct>
    private typealias State = UnsafeMutablePointer<CurlConnection>

    // MARK: - Sending

    /// Sends the request of an exchange; the connection knows it already.
    func send(_ exchange: Exchange, _ rendered: RenderedRequest?) {
        let connection = transport[exchange.connection.number]
        let wanted = transport.requests[exchange.request]
        guard let record = connection.pointee.record else { return }
        let socket = socket(for: exchange.connection, to: wanted)
        if let wire = wanted.pointee.wire, !connection.pointee.hasCookies {
            socket.pointee.request.bytes = UnsafePointer(wire)
            socket.pointee.request.count = wanted.pointee.wireCount
        } else {
            make(exchange, rendered, for: connection, into: &socket.pointee.made)
            socket.pointee.request.bytes = UnsafePointer(socket.pointee.made.bytes)
            socket.pointee.request.count = socket.pointee.made.count
        }
        socket.pointee.request.is_head = wanted.pointee.kind == .head
        connection.pointee.requestBytes = socket.pointee.request.count
        connection.pointee.socket = socket
        connection.pointee.renderedURL = rendered?.url
        let start = transport.monotonic(exchange.start)
        clt_exchange_begin(record, start, wanted.pointee.label)
        record.pointee.easy = nil
        let timeout = Int64(wanted.pointee.timeoutMilliseconds)
        connection.pointee.deadline = start &+ timeout &* 1_000_000
        guard isUsable(socket) else { return open(socket, of: exchange.connection) }
        watchTime(of: exchange.connection)
        proceed(exchange.connection, clt_direct_begin(socket))
    }

    /// Makes the bytes of a request that has slots, or goes with cookies.
    private func make(
        _ exchange: Exchange, _ rendered: RenderedRequest?, for state: State,
        into buffer: inout clt_buffer
    ) {
        let cookies = state.pointee.hasCookies ? transport.cookieStore(of: state) : nil
        transport.requests.wire(of: exchange.request)?.append(
            rendered, of: transport.requests[exchange.request], cookies: cookies, to: &buffer)
    }

    /// Whether a socket is open; one that the server has ended meanwhile is counted.
    private func isUsable(_ socket: Socket) -> Bool {
        guard socket.pointee.descriptor >= 0 else { return false }
        if socket == emptied || clt_direct_is_usable(socket) { return true }
        clt_direct_retire(socket)
        let share = socket.pointee.share
        transport.countIdleEnds(share, label: socket.pointee.exchange?.pointee.label_before ?? -1)
        return false
    }

    /// A socket for an exchange of a connection, opened or not.
    private func socket(
        for connection: Connection, to wanted: UnsafePointer<PreparedRequest>
    ) -> Socket {
        let state = transport[connection.number]
        guard let record = state.pointee.record, let share = state.pointee.share?.record,
            let socket = clt_direct_for(
                share, transport.multis[Int(state.pointee.multi)].raw, wanted.pointee.origin,
                wanted.pointee.isTLS, wanted.pointee.isAlone)
        else { preconditionFailure("no memory for a connection") }
        let token = UInt32(CLT_OWNER_DIRECT) | UInt32(connection.number) << 8
        clt_direct_lend(socket, record, clt_token(token))
        return socket
    }

    // MARK: - Opening

    private func open(_ socket: Socket, of connection: Connection) {
        let state = transport[connection.number]
        state.pointee.refusedAddresses = 0
        let easy = transport.connector(socket.pointee.easy, for: connection)
        socket.pointee.easy = easy.raw
        clt_direct_open(socket)
    }

    /// Continues with a connection that libcurl has opened, or failed to.
    ///
    /// - Returns: whether a direct exchange waits for the handle.
    func opened(_ connection: Connection, by easy: CurlEasy, _ code: CURLcode) -> Bool {
        let state = transport[connection.number]
        guard let socket = state.pointee.socket, socket.pointee.is_opening,
            socket.pointee.easy == easy.raw
        else { return false }
        guard code == CURLE_OK else {
            clt_direct_fail_to_open(socket, code)
            if transport.triesNextAddress(connection.number, code) {
                socket.pointee.is_opening = true
                socket.pointee.is_busy = true
            } else {
                end(connection)
            }
            return true
        }
        watchTime(of: connection)
        let progress = clt_direct_take_over(socket)
        if !socket.pointee.is_encrypted { release(socket, of: state) }
        proceed(connection, progress)
        return true
    }

    /// Frees what libcurl needed to open a connection.
    private func release(_ socket: Socket, of state: State) {
        if let easy = socket.pointee.easy { curl_easy_cleanup(easy) }
        socket.pointee.easy = nil
        guard state.pointee.easy == nil, !state.pointee.hasCookies else { return }
        clt_share_relax(socket.pointee.share)
    }

    // MARK: - Going on

    private func proceed(_ connection: Connection, _ progress: clt_direct_progress) {
        switch progress {
        case CLT_DIRECT_UNREAD: unread.append(connection)
        case CLT_DIRECT_UNSENT:
            let state = transport[connection.number]
            if let socket = state.pointee.socket { open(socket, of: connection) }
        case CLT_DIRECT_ENDED: end(connection)
        default: break
        }
    }

    private func read(_ connection: Connection) {
        guard let socket = transport[connection.number].pointee.socket,
            socket.pointee.descriptor >= 0
        else { return }
        let bytes = room.assumingMemoryBound(to: UInt8.self)
        guard let start = bytes.baseAddress else { return }
        proceed(connection, clt_direct_read(socket, start, bytes.count))
    }

    /// Reports the end of an exchange.
    private func end(_ connection: Connection) {
        let state = transport[connection.number]
        guard let socket = state.pointee.socket, let record = state.pointee.record,
            let exchange = state.pointee.exchange
        else { preconditionFailure("an end without an exchange") }
        state.pointee.exchange = nil
        state.pointee.socket = nil
        if record.pointee.set_cookies.count > 0 {
            let wanted = transport.requests[state.pointee.request]
            let store = transport.cookieStore(of: state)
            clt_direct_store_cookies(
                socket, store.raw, wanted.pointee.host, wanted.pointee.takesSecureCookies)
        }
        if let share = record.pointee.share {
            transport.countIdleEnds(share, label: share.pointee.label)
        }
        if socket.pointee.was_emptied { emptied = socket }
        transport.report(exchange, on: connection.number, record, socket.pointee.code)
        emptied = nil
    }

    // MARK: - Time

    /// Notes the deadline of an exchange.
    ///
    /// A connection has one entry in the heap that counts, which moves on when it is reached: in
    /// the steady state an exchange costs none.
    private func watchTime(of connection: Connection) {
        let state = transport[connection.number]
        guard state.pointee.deadline < state.pointee.watchedDeadline else { return }
        state.pointee.watchedDeadline = state.pointee.deadline
        deadlines.add(deadline: state.pointee.deadline, owner: connection.number)
    }

    var nextDeadline: Int64 { unread.isEmpty ? deadlines.next : 0 }

    func act(at now: Int64) {
        if !unread.isEmpty {
            let waiting = unread
            unread.removeAll(keepingCapacity: true)
            for connection in waiting { read(connection) }
        }
        while let entry = deadlines.take(upTo: now) {
            let state = transport[entry.owner]
            guard entry.deadline == state.pointee.watchedDeadline else { continue }
            state.pointee.watchedDeadline = .max
            guard let socket = state.pointee.socket, socket.pointee.descriptor >= 0 else {
                continue
            }
            let connection = Connection(number: entry.owner)
            if state.pointee.deadline > now {
                watchTime(of: connection)
            } else {
                let request = transport.requests[state.pointee.request]
                clt_direct_time_out(socket, Int64(request.pointee.timeoutMilliseconds))
                end(connection)
            }
        }
    }

    // MARK: - Closing

    /// Ends the exchange under way without a report.
    func abandon(_ state: UnsafeMutablePointer<CurlConnection>) {
        guard let socket = state.pointee.socket else { return }
        clt_direct_close(socket)
        state.pointee.socket = nil
        state.pointee.exchange = nil
    }
}

// MARK: - Events

extension DirectExchanges: PollerOwner {
    /// The server spoke or hung up on an idle connection.
    func endIdle(_ event: UnsafePointer<clt_event>) {
        guard
            let owner = clt_poller_owner(transport.poller.handle, event.pointee.descriptor),
            let socket = clt_direct_at(
                owner.assumingMemoryBound(to: clt_share.self), event.pointee.descriptor)
        else { return }
        guard !socket.pointee.is_busy, !clt_direct_is_usable(socket) else { return }
        clt_direct_retire(socket)
        transport.countIdleEnds(socket.pointee.share, label: socket.pointee.share.pointee.label)
    }

    func act(on event: UnsafePointer<clt_event>, index: Int) {
        let connection = Connection(number: Int32(truncatingIfNeeded: index))
        guard let socket = transport[connection.number].pointee.socket,
            socket.pointee.descriptor == event.pointee.descriptor
        else { return }
        if event.pointee.readable || event.pointee.failed { return read(connection) }
        proceed(connection, clt_direct_write(socket))
    }
}
