/// The means to exchange: it holds connections, sends requests on them, and tells its delegate of
/// each exchange's end.
///
/// The loop, its users and the measurement have no other access to the network: a conforming type
/// can replace libcurl, also without a socket. Belongs to one loop's thread.
protocol Transport: AnyObject {
    /// Told of ends, never inside of a call of `send`, `close` or `abandon`.
    var delegate: (any TransportDelegate)? { get set }

    // MARK: Requests

    /// Prepares a request of a scenario and returns its number; those of the program keep the
    /// program's numbers.
    func prepare(_ request: ProgramRequest, to origin: TargetAddress) -> Int32

    /// Forgets a prepared request.
    ///
    /// - Parameter connection: the one that last sent it, `nil` when none has.
    func discard(_ request: Int32, sentOn connection: Connection?)

    // MARK: Connections

    /// The route of a user or arrival: the choice of addresses of each name.
    func route(of user: Int64) -> Int32
    /// The number of routes, 1 or more.
    var routes: Int { get }

    /// Opens a user's first connection.
    func open(_ options: ConnectionOptions) -> Connection
    /// Opens a further connection of a user, with the cookies and options of its first one.
    func openAnother(beside first: Connection) -> Connection
    /// Closes a connection without an exchange, or abandons its exchange.
    func close(_ connection: Connection)
    /// Forgets the cookies of a connection's user.
    func clearCookies(of connection: Connection)
    /// Closes the sockets of a connection's user that no exchange uses.
    func closeIdleSockets(of connection: Connection)

    // MARK: Exchanges

    /// Sends the request of an exchange on its connection.
    ///
    /// - Parameters:
    ///   - exchange: under way from here on.
    ///   - values: the user's slots.
    ///   - refusesReplacements: whether U+FFFD in the request stands for bytes of a reply that the
    ///     program could not hold.
    /// - Throws: the reason that the request could not be made; nothing was sent, and the
    ///   connection is unchanged.
    func send(
        _ exchange: Exchange, values: SlotMemory, refusesReplacements: Bool
    ) throws(RequestFailure)

    /// Abandons the exchange of a connection, of which the delegate hears no more.
    ///
    /// - Returns: the state of the exchange by an instant.
    func abandon(_ exchange: Exchange, at instant: Int64) -> ExchangeEnd

    // MARK: Time

    /// The run starts.
    func begin(_ clock: RunClock)

    /// The instant at which `act(at:)` is to be called, nanoseconds on the monotonic clock,
    /// `Int64.max` for never.
    var nextDeadline: Int64 { get }
    /// Performs what is due by an instant on the monotonic clock.
    func act(at now: Int64)
    /// Notes the loop's polls, from which exchanges know the part of their time that it caused.
    func note(_ attention: Attention)

    // MARK: Counts

    /// Counts since the last call.
    func takeCounts() -> TransportCounts
    /// Counts by address, of names that have several.
    var addressUses: [AddressUse] { get }
    /// Counts a sample for the address of its connection.
    func countAddress(of connection: Connection, isFailed: Bool)
}

/// The receiver of the ends of a transport's exchanges.
protocol TransportDelegate: AnyObject {
    /// An exchange has ended; its connection may be used at once.
    func exchangeEnded(_ end: ExchangeEnd)
}

/// Counts of a transport beside those of its exchanges.
struct TransportCounts {
    /// Connections that the server ended while they were idle.
    var idleClosed: UInt64 = 0
    /// By connection of those on which unrequested bytes had come: the label of the last request on
    /// it, -1 where that is not known.
    var strayLabels: [Int32] = []
    /// Exchanges that began on the general way.
    var generalExchanges: UInt64 = 0
}

/// The reason that a transport can't be made.
enum TransportError: Error {
    /// The system has no descriptor or memory left.
    case resources
    /// The trusted certificates can't be read; the text names their file.
    case certificates(String)
}
