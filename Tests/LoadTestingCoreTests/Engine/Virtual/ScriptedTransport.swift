import LoadTestingMacrosFree

@testable import LoadTestingCore

/// A way to exchange in memory: a script says when an exchange ends, and in what.
final class ScriptedTransport: Transport {
    /// The outcome of an exchange.
    struct Script {
        /// When, nanoseconds since the start of the run; the loop may notice it later.
        var end: Int64
        var status: Int32 = 200
        /// The cause for which there is no answer.
        var cause: FailureCause?
        var body = ""
    }

    weak var delegate: (any TransportDelegate)?
    private var clock = RunClock(zeroNanoseconds: 0, wallAnchorNanoseconds: 0)
    private let script: (Exchange) throws(RequestFailure) -> Script
    private var underWay: [Int32: (exchange: Exchange, script: Script)] = [:]
    /// The connections with an exchange.
    private var busy: Set<Connection> = []
    private var timers = TimerHeap()
    private var labels: [Int32]
    private var isFresh: Set<Connection> = []
    private var open: Set<Connection> = []
    private var lastConnection: Int32 = -1

    /// Counts of the server's side.
    private(set) var sent = 0
    private(set) var abandoned = 0
    private(set) var maxUnderWay = 0
    /// Starts of exchanges in the order of the server's hearing of them.
    private(set) var starts: [Int64] = []
    /// Ends by what kept them from being a success: no answer, or a status above 399.
    private(set) var ended: [FailureCause: Int] = [:]
    private(set) var succeeded: UInt64 = 0
    /// Successes by the second in which they ended.
    private(set) var succeededBySecond: [Int: UInt64] = [:]
    /// The time for which exchanges were under way, but for those of the generator's own failures.
    private(set) var area: Int64 = 0
    /// Connections that were opened and not closed.
    var openConnections: Int { open.count }
    var underWayCount: Int { underWay.count }

    init(_ program: Program, script: @escaping (Exchange) throws(RequestFailure) -> Script) {
        self.script = script
        labels = program.requests.map(\.label)
    }

    func begin(_ clock: RunClock) { self.clock = clock }

    // MARK: Requests

    func prepare(_ request: ProgramRequest, to origin: TargetAddress) -> Int32 {
        labels.append(request.label)
        return Int32(labels.count - 1)
    }

    func discard(_ request: Int32, sentOn connection: Connection?) {}

    // MARK: Connections

    let routes = 1
    func route(of user: Int64) -> Int32 { 0 }

    func open(_ options: ConnectionOptions) -> Connection {
        lastConnection += 1
        let connection = Connection(number: lastConnection)
        open.insert(connection)
        isFresh.insert(connection)
        return connection
    }

    func openAnother(beside first: Connection) -> Connection { open(ConnectionOptions()) }

    func close(_ connection: Connection) {
        if busy.remove(connection) != nil {
            for (slot, entry) in underWay where entry.exchange.connection == connection {
                underWay[slot] = nil
                abandoned += 1
            }
        }
        open.remove(connection)
    }

    func clearCookies(of connection: Connection) {}
    func closeIdleSockets(of connection: Connection) { isFresh.insert(connection) }

    // MARK: Exchanges

    func send(
        _ exchange: Exchange, values: SlotMemory, refusesReplacements: Bool
    ) throws(RequestFailure) {
        precondition(open.contains(exchange.connection), "a closed connection")
        precondition(
            !busy.contains(exchange.connection), "two exchanges at once on one connection")
        let script = try script(exchange)
        busy.insert(exchange.connection)
        underWay[exchange.id.slot] = (exchange: exchange, script: script)
        timers.add(deadline: clock.zeroNanoseconds + script.end, owner: exchange.id.slot)
        sent += 1
        starts.append(exchange.start)
        maxUnderWay = max(maxUnderWay, underWay.count)
    }

    func abandon(_ exchange: Exchange, at instant: Int64) -> ExchangeEnd {
        underWay[exchange.id.slot] = nil
        busy.remove(exchange.connection)
        abandoned += 1
        area += instant - exchange.start
        return ExchangeEnd(
            exchange: exchange.id, instant: instant, details: Details(script: nil, label: 0))
    }

    // MARK: Time

    var nextDeadline: Int64 { timers.next }

    func act(at now: Int64) {
        while let timer = timers.take(upTo: now) {
            guard let (exchange, script) = underWay[timer.owner],
                clock.zeroNanoseconds + script.end == timer.deadline
            else { continue }
            underWay[timer.owner] = nil
            busy.remove(exchange.connection)
            var end = ExchangeEnd(
                exchange: exchange.id, instant: now - clock.zeroNanoseconds,
                cause: script.cause, details: Details(script: script, label: exchange.label))
            end.status = script.cause == nil ? script.status : 0
            end.openedConnection = isFresh.remove(exchange.connection) != nil
            end.own = OwnDelay(answer: end.instant - script.end)
            let cause =
                script.cause ?? (script.status < 400 ? nil : .http(status: Int(script.status)))
            if let cause {
                ended[cause, default: 0] += 1
            } else {
                succeeded += 1
                succeededBySecond[Int(end.instant / 1_000_000_000), default: 0] += 1
            }
            if cause?.isGenerator != true { area += end.instant - exchange.start }
            delegate?.exchangeEnded(end)
        }
    }

    func note(_ attention: Attention) {}

    // MARK: Counts

    func takeCounts() -> TransportCounts { TransportCounts() }
    var addressUses: [AddressUse] { [] }
    func countAddress(of connection: Connection, isFailed: Bool) {}

    private struct Details: ExchangeDetails {
        let script: Script?
        let label: Int32
        var explanation: String { script?.cause.map { "scripted \($0)" } ?? "" }
        var statusNote: String { "" }
        var redirectURL: String? { nil }
        var url: String { "memory://\(label)" }
        var method: String { "GET" }
        var labelBefore: Int32? { nil }
        var bodyExample: String { script?.body ?? "" }
        var transcript: Transcript? { nil }

        func reply(duration: Duration, reading: ReplyReading) -> Reply {
            Reply(
                status: Int(script?.status ?? 0), head: [], content: Array(bodyExample.utf8),
                url: url, duration: duration, reading: reading)
        }
    }
}
