import CLoadTesting
import Foundation

/// Exchanges whose requests and replies are written and read here: a tenth of the work of libcurl's
/// HTTP.
///
/// libcurl opens the connections that need TLS or a resolver.
///
/// A user's connection has a socket for each server that it is sent to. Belongs to one loop's
/// thread, and to a transport, which passes itself along: a reference to it would be counted a
/// dozen times for each request.
final class DirectExchanges {
    /// The memory that replies are received into, one after the other.
    private let room: UnsafeMutableRawBufferPointer
    /// Heads of replies that need not be parsed again.
    private let heads: UnsafeMutablePointer<clt_known_heads>
    /// Deadlines of exchanges by connection, at most one entry each that counts.
    private var deadlines = TimerHeap()
    /// Connections on which there may be more to read, although no event will say so.
    private var unread: [Connection] = []

    /// The socket whose reply has just been read to the last byte it held: the next request on it
    /// is sent without a further look.
    private var emptied: UnsafeMutablePointer<clt_direct>?

    /// The maximum bytes of one read.
    private static let roomBytes = 64 << 10

    init() {
        room = .allocate(byteCount: Self.roomBytes, alignment: 64)
        heads = .allocate(capacity: 1)
        memset(heads, 0, MemoryLayout<clt_known_heads>.size)
    }

    deinit {
        room.deallocate()
        heads.deallocate()
    }

    private typealias Socket = UnsafeMutablePointer<clt_direct>
    private typealias State = UnsafeMutablePointer<CurlConnection>

    // MARK: - Sending

    /// Sends the request of an exchange; the connection knows it already.
    func send(_ exchange: Exchange, _ rendered: RenderedRequest?, by transport: CurlTransport) {
        let connection = transport[exchange.connection.number]
        let wanted = transport.requests[exchange.request]
        guard let record = connection.pointee.record else { return }
        let socket = socket(for: exchange.connection, to: wanted, by: transport)
        if let wire = wanted.pointee.wire, !connection.pointee.hasCookies {
            socket.pointee.request.bytes = UnsafePointer(wire)
            socket.pointee.request.count = wanted.pointee.wireCount
        } else {
            make(
                exchange, rendered, for: connection, into: &socket.pointee.made, by: transport)
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
        guard isUsable(socket, by: transport) else {
            return open(socket, of: exchange.connection, by: transport)
        }
        watchTime(of: exchange.connection, by: transport)
        proceed(exchange.connection, clt_direct_begin(socket), by: transport)
    }

    /// Makes the bytes of a request that has slots, or goes with cookies.
    private func make(
        _ exchange: Exchange, _ rendered: RenderedRequest?, for state: State,
        into buffer: inout clt_buffer, by transport: CurlTransport
    ) {
        let cookies = state.pointee.hasCookies ? transport.cookieStore(of: state) : nil
        transport.requests.wire(of: exchange.request)?.append(
            rendered, of: transport.requests[exchange.request], cookies: cookies, to: &buffer)
    }

    /// Whether a socket is open; one that the server has ended meanwhile is counted.
    private func isUsable(_ socket: Socket, by transport: CurlTransport) -> Bool {
        guard socket.pointee.descriptor >= 0 else { return false }
        if socket == emptied || clt_direct_is_usable(socket) { return true }
        clt_direct_retire(socket)
        let share = socket.pointee.share
        transport.countIdleEnds(share, label: socket.pointee.exchange?.pointee.label_before ?? -1)
        return false
    }

    /// A socket for an exchange of a connection, opened or not.
    private func socket(
        for connection: Connection, to wanted: UnsafePointer<PreparedRequest>,
        by transport: CurlTransport
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

    private func open(_ socket: Socket, of connection: Connection, by transport: CurlTransport) {
        let state = transport[connection.number]
        state.pointee.refusedAddresses = 0
        if let address = transport.knownAddress(of: state) {
            return connect(socket, to: address, of: connection, by: transport)
        }
        let easy = transport.connector(socket.pointee.easy, for: connection)
        socket.pointee.easy = easy.raw
        clt_direct_open(socket)
    }

    /// Opens a connection without libcurl.
    private func connect(
        _ socket: Socket, to address: UnsafePointer<clt_address>, of connection: Connection,
        by transport: CurlTransport
    ) {
        let progress = clt_direct_connect(socket, address)
        watchTime(of: connection, by: transport)
        proceed(connection, progress, by: transport)
    }

    private func continueConnecting(
        _ socket: Socket, of connection: Connection, by transport: CurlTransport
    ) {
        let progress = clt_direct_continue_connecting(socket)
        // From now on the limit is that of the exchange.
        if !socket.pointee.is_connecting { watchTime(of: connection, by: transport) }
        proceed(connection, progress, by: transport)
    }

    /// Connects to the next address of a name, where the previous one refused.
    private func connectElsewhere(_ connection: Connection, by transport: CurlTransport) {
        let state = transport[connection.number]
        guard let socket = state.pointee.socket, let record = state.pointee.record,
            transport.leavesAddress(
                connection.number, error: Int(record.pointee.connect_error)),
            let address = transport.knownAddress(of: state)
        else { return end(connection, by: transport) }
        connect(socket, to: address, of: connection, by: transport)
    }

    /// Continues with a connection that libcurl has opened, or failed to.
    ///
    /// - Returns: whether a direct exchange waits for the handle.
    func opened(
        _ connection: Connection, _ easy: CurlEasy, _ code: CURLcode, by transport: CurlTransport
    ) -> Bool {
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
                end(connection, by: transport)
            }
            return true
        }
        watchTime(of: connection, by: transport)
        let progress = clt_direct_take_over(socket)
        if !socket.pointee.is_encrypted { release(socket, of: state) }
        proceed(connection, progress, by: transport)
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

    private func proceed(
        _ connection: Connection, _ progress: clt_direct_progress, by transport: CurlTransport
    ) {
        switch progress {
        case CLT_DIRECT_UNREAD: unread.append(connection)
        case CLT_DIRECT_UNCONNECTED: connectElsewhere(connection, by: transport)
        case CLT_DIRECT_UNSENT:
            let state = transport[connection.number]
            if let socket = state.pointee.socket { open(socket, of: connection, by: transport) }
        case CLT_DIRECT_ENDED: end(connection, by: transport)
        default: break
        }
    }

    private func read(_ connection: Connection, by transport: CurlTransport) {
        guard let socket = transport[connection.number].pointee.socket,
            socket.pointee.descriptor >= 0
        else { return }
        let bytes = room.assumingMemoryBound(to: UInt8.self)
        guard let start = bytes.baseAddress else { return }
        proceed(connection, clt_direct_read(socket, start, bytes.count, heads), by: transport)
    }

    /// Reports the end of an exchange.
    private func end(_ connection: Connection, by transport: CurlTransport) {
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
    private func watchTime(of connection: Connection, by transport: CurlTransport) {
        let state = transport[connection.number]
        let deadline = Self.deadline(of: state)
        guard deadline < state.pointee.watchedDeadline else { return }
        state.pointee.watchedDeadline = deadline
        deadlines.add(deadline: deadline, owner: connection.number)
    }

    /// The deadline of an exchange, or of its connection while that is being opened.
    private static func deadline(of state: State) -> Int64 {
        let deadline = state.pointee.deadline
        guard let socket = state.pointee.socket, socket.pointee.is_connecting,
            let record = state.pointee.record
        else { return deadline }
        return min(deadline, record.pointee.phases.since &+ connectLimit)
    }

    private static let connectLimit =
        Int64(CurlTransport.connectTimeoutMilliseconds) * 1_000_000

    var nextDeadline: Int64 { unread.isEmpty ? deadlines.next : 0 }

    func act(at now: Int64, by transport: CurlTransport) {
        if !unread.isEmpty {
            let waiting = unread
            unread.removeAll(keepingCapacity: true)
            for connection in waiting { read(connection, by: transport) }
        }
        while let entry = deadlines.take(upTo: now) {
            let state = transport[entry.owner]
            guard entry.deadline == state.pointee.watchedDeadline else { continue }
            state.pointee.watchedDeadline = .max
            guard let socket = state.pointee.socket, socket.pointee.descriptor >= 0 else {
                continue
            }
            let connection = Connection(number: entry.owner)
            if Self.deadline(of: state) > now {
                watchTime(of: connection, by: transport)
            } else {
                let timeout = transport.requests[state.pointee.request].pointee.timeoutMilliseconds
                let isExchange = state.pointee.deadline <= now
                clt_direct_time_out(
                    socket, Int64(isExchange ? timeout : CurlTransport.connectTimeoutMilliseconds))
                end(connection, by: transport)
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

extension DirectExchanges {
    /// The server spoke or hung up on an idle connection.
    func endIdle(_ descriptor: Int32, by transport: CurlTransport) {
        guard
            let owner = clt_poller_owner(transport.poller.handle, descriptor),
            let socket = clt_direct_at(
                owner.assumingMemoryBound(to: clt_share.self), descriptor)
        else { return }
        guard !socket.pointee.is_busy, !clt_direct_is_usable(socket) else { return }
        clt_direct_retire(socket)
        transport.countIdleEnds(socket.pointee.share, label: socket.pointee.share.pointee.label)
    }

    func act(on event: UnsafePointer<clt_event>, index: Int, by transport: CurlTransport) {
        let connection = Connection(number: Int32(truncatingIfNeeded: index))
        let descriptor = event.pointee.descriptor
        if let socket = transport[connection.number].pointee.socket,
            socket.pointee.descriptor == descriptor
        {
            if event.pointee.ended { socket.pointee.has_peer_ended = true }
            if socket.pointee.is_connecting {
                continueConnecting(socket, of: connection, by: transport)
            } else if event.pointee.readable || event.pointee.ended {
                read(connection, by: transport)
            } else {
                proceed(connection, clt_direct_write(socket), by: transport)
            }
        }
        // Where the exchange has ended before its connection, no other event tells of that.
        if event.pointee.ended { endIdle(descriptor, by: transport) }
    }

    /// Fetches the memory of a connection, or of what it refers to, before its event is acted on.
    func prepare(index: Int, isNext: Bool, by transport: CurlTransport) {
        let state = transport[Int32(truncatingIfNeeded: index)]
        guard isNext else {
            return clt_prefetch(state, MemoryLayout<CurlConnection>.size)
        }
        guard let socket = state.pointee.socket, let record = state.pointee.record,
            let share = state.pointee.share
        else { return }
        clt_direct_prefetch(socket, record, share.record)
    }
}
