import CLoadTesting
import Foundation
import LoadTestingMacrosFree
import TestServers
import TestSupport

@testable import LoadTestingCore

/// Drives exchanges of libcurl without a loop: sends, waits, and returns what came of it.
final class ExchangeDriver: TransportDelegate {
    /// An exchange did not end.
    struct Endless: Error {}

    /// The outcome of an exchange.
    struct Outcome {
        var cause: FailureCause?
        var isPlainSuccess: Bool
        var explanation: String
    }

    let transport: CurlTransport
    let poller: Poller
    let slots: SlotMemory
    private let judgements: [ReplyJudgement]
    private var table = ExchangeTable(capacity: 16, users: 1)
    private var outcomes: [Connection: Outcome] = [:]
    private var ends: [Connection: ExchangeEnd] = [:]
    private static let slotCount = 8
    /// The way that `LOADTESTING_TRANSPORT` names: `.ci/run` runs these tests once for each.
    private static let prefersDirect =
        ProcessInfo.processInfo.environment["LOADTESTING_TRANSPORT"] != "general"
    /// Named by their numbers.
    private static let failures = (0..<10).map { ReplyFailure.check("\($0)") }

    init(
        _ requests: [ProgramRequest], origins: [String], policy: TargetPolicy = .localAndPrivate,
        trusted: TrustedCertificates = .ofLibcurl, records: Bool = false,
        transport: HTTPTransport? = nil
    ) throws {
        var program = Program.made(of: [])
        program.requests = requests
        program.origins = try origins.map { try TargetAddress(parsing: $0) }
        program.policy = policy
        poller = try Poller()
        judgements = requests.map(ReplyJudgement.init)
        self.transport = try CurlTransport(
            program, poller: poller, capacity: 16,
            settings: CurlSettings(
                userAgent: "driver", trusted: trusted,
                prefersDirect: transport.map { $0 == .direct } ?? Self.prefersDirect,
                records: records))
        slots = SlotMemory(values: .allocate(capacity: Self.slotCount))
        slots.values.initialize(repeating: nil, count: Self.slotCount)
        self.transport.delegate = self
    }

    convenience init(
        _ requests: [ProgramRequest], to server: ScriptedServer, records: Bool = false,
        transport: HTTPTransport? = nil
    ) throws {
        try self.init(
            requests, origins: [server.url], records: records, transport: transport)
    }

    deinit {
        slots.values.deinitialize(count: Self.slotCount)
        slots.values.deallocate()
    }

    /// Opens a connection, of the user that has another one already, or of a user of its own.
    func open(keepsCookies: Bool = false, beside first: Connection? = nil) -> Connection {
        first.map(transport.openAnother)
            ?? transport.open(ConnectionOptions(keepsCookies: keepsCookies))
    }

    /// Connections that the server ended while they were idle, since this was last asked.
    func takeIdleEnds() -> Int { Int(transport.takeCounts().idleClosed) }

    /// Sends a request and returns what came of it.
    @discardableResult
    func run(_ request: Int32 = 0, on connection: Connection) throws -> Outcome {
        try start(request, on: connection)
        return try finish(connection)
    }

    func start(_ request: Int32 = 0, on connection: Connection) throws {
        let exchange = table.begin(
            of: 0, on: connection, request: request, label: 0, due: 0, start: 0)
        do {
            try transport.send(exchange.pointee, values: slots, refusesReplacements: false)
        } catch {
            _ = table.end(exchange.pointee.id)
            throw error
        }
    }

    /// Waits for the end of an exchange.
    func finish(_ connection: Connection) throws -> Outcome {
        let limit = ContinuousClock.now + .seconds(10)
        while true {
            if let outcome = outcomes.removeValue(forKey: connection) { return outcome }
            turn()
            guard ContinuousClock.now < limit else { throw Endless() }
        }
    }

    /// One tick of a loop.
    func turn() {
        let now = clt_monotonic_nanoseconds()
        transport.act(at: now)
        let wait = min(transport.nextDeadline - clt_monotonic_nanoseconds(), 20_000_000)
        _ = poller.wait(nanoseconds: max(0, wait))
        poller.dispatch()
    }

    func exchangeEnded(_ end: ExchangeEnd) {
        let exchange = table.end(end.exchange)
        let judgement = judgements[Int(exchange.request)]
        let failure =
            judgement.failure(of: end, labels: [""])
            ?? judgement.statusFailure(of: end, failures: Self.failures)
        outcomes[exchange.connection] = Outcome(
            cause: failure?.cause, isPlainSuccess: judgement.isPlainSuccess(end),
            explanation: failure?.reason ?? end.details.explanation)
        ends[exchange.connection] = end
    }

    /// The end of the last exchange of a connection.
    func end(of connection: Connection) -> ExchangeEnd {
        guard let end = ends[connection] else { fatalError("nothing has ended") }
        return end
    }

    func reply(of connection: Connection) -> Reply {
        end(of: connection).details.reply(duration: .milliseconds(1), reading: .standard)
    }
}

extension ProgramRequest {
    /// A request to a server.
    static func made(
        _ method: String = "GET", _ path: String = "/", to server: ScriptedServer,
        headers: [String] = [], body: String? = nil
    ) -> ProgramRequest {
        ProgramRequest(
            label: 0, method: method, url: ProgramText(server.url + path),
            headers: headers.map { ProgramField(line: $0) },
            body: body.map { .text(ProgramText($0)) } ?? .none, timeoutMilliseconds: 5_000,
            origin: 0)
    }

    /// The same request, changed.
    func with(_ change: (inout ProgramRequest) -> Void) -> ProgramRequest {
        var copy = self
        change(&copy)
        return copy
    }
}

extension ProgramText {
    /// Fixed text and slots.
    init(_ parts: Piece...) {
        self.init()
        for part in parts {
            switch part {
            case .text(let text): append(text)
            case .slot(let number, let name, let encoding):
                append(
                    ProgramSlotText(slot: number, name: name, encoding: encoding) { value in
                        switch value {
                        case let number as Int: .text(String(number))
                        case .text(_, let bytes) as CapturedValue: .bytes(bytes)
                        default: (value as? String).map(SlotContent.text)
                        }
                    })
            }
        }
    }

    enum Piece {
        case text(String)
        case slot(Int32, String, ProgramSlotText.Encoding)
    }
}

extension ReceivedRequest {
    /// Bytes of head and body as they were on the wire.
    var byteCount: Int { head.reduce(2) { $0 + $1.utf8.count + 2 } + body.count }
}
