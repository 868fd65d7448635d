import CLoadTesting
import TestServers

@testable import LoadTestingCore

/// Drives exchanges without a loop: sends, waits, and returns what came of it.
final class ExchangeDriver {
    /// An exchange did not end.
    struct Endless: Error {}

    /// What came of an exchange.
    struct Outcome {
        var cause: FailureCause?
        var isPlainSuccess: Bool
        var explanation: String
    }

    let exchanges: CurlExchanges
    let poller: Poller
    let slots: SlotMemory
    private var ended: [Int32: Outcome] = [:]
    private static let slotCount = 8

    init(
        _ requests: [ProgramRequest], origins: [String], policy: TargetPolicy = .localAndPrivate,
        records: Bool = false
    ) throws {
        var program = Program.made(of: [])
        program.requests = requests
        program.origins = try origins.map { try TargetAddress(parsing: $0) }
        program.policy = policy
        poller = try Poller()
        exchanges = try CurlExchanges(
            program, poller: poller, capacity: 16, names: [], userAgent: "driver",
            records: records)
        slots = SlotMemory(values: .allocate(capacity: Self.slotCount))
        slots.values.initialize(repeating: nil, count: Self.slotCount)
    }

    convenience init(
        _ requests: [ProgramRequest], to server: ScriptedServer, records: Bool = false
    ) throws {
        try self.init(requests, origins: [server.url], records: records)
    }

    deinit {
        slots.values.deinitialize(count: Self.slotCount)
        slots.values.deallocate()
    }

    /// Connections that the server ended while they were idle.
    var idleClosed: Int { Int(exchanges.idleClosed) }

    /// Sends a request and returns what came of it.
    @discardableResult
    func run(_ request: Int32 = 0, on slot: Int32) throws -> Outcome {
        try start(request, on: slot)
        return try finish(slot)
    }

    func start(_ request: Int32 = 0, on slot: Int32) throws {
        try exchanges.send(request, on: slot, slots: slots, due: 0, start: 0)
    }

    /// Waits for the end of an exchange.
    func finish(_ slot: Int32) throws -> Outcome {
        let limit = ContinuousClock.now + .seconds(10)
        while ended[slot] == nil {
            turn()
            guard ContinuousClock.now < limit else { throw Endless() }
        }
        return ended.removeValue(forKey: slot) ?? Outcome(isPlainSuccess: false, explanation: "")
    }

    /// One turn of a loop.
    func turn() {
        let now = clt_monotonic_nanoseconds()
        for multi in 0..<exchanges.multiCount
        where exchanges.actOnTime(multi: multi, monotonicNow: now) { drain(multi) }
        let wait = min(exchanges.nextDeadline - clt_monotonic_nanoseconds(), 20_000_000)
        let events = poller.wait(nanoseconds: max(0, wait))
        guard let first = events.baseAddress else { return }
        exchanges.endIdle(in: events)
        for index in 0..<events.count where !events[index].idle {
            let event = first + index
            exchanges.act(on: event, multi: Int(event.pointee.token >> 8))
            drain(Int(event.pointee.token >> 8))
        }
    }

    private func drain(_ multi: Int) {
        while let completion = exchanges.nextCompletion(multi: multi) {
            let request = exchanges.requests[exchanges[completion.slot].pointee.request]
            let broken = exchanges.outcome(of: completion).cause
            let status =
                broken == nil && !request.pointee.statusIsChecked
                ? exchanges.statusFailure(of: completion.slot) : nil
            ended[completion.slot] = Outcome(
                cause: broken ?? status?.cause,
                isPlainSuccess: exchanges.isPlainSuccess(completion),
                explanation: status?.reason ?? exchanges.explanation(of: completion))
        }
    }

    func reply(of slot: Int32) -> Reply {
        exchanges.reply(of: slot, duration: .milliseconds(1), reading: .standard)
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
            headers: headers.map { ProgramText($0) },
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
