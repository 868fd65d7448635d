/// The exchanges of one loop: which are under way, by which rules their answers are judged, and for
/// how long no answer came.
final class LoopExchanges {
    let transport: any Transport
    private let context: LoopContext
    private var table: ExchangeTable
    private var stalls = StallWatch()
    /// By number of the request.
    private var judgements: [ReplyJudgement]

    /// - Parameters:
    ///   - capacity: how many exchanges can be under way at once.
    ///   - users: how many places there are for users.
    init(_ transport: any Transport, context: LoopContext, capacity: Int, users: Int) {
        self.transport = transport
        self.context = context
        table = ExchangeTable(capacity: max(1, capacity), users: users)
        judgements = context.program.requests.map(ReplyJudgement.init)
    }

    // MARK: - Requests of scenarios

    /// Prepares a further request and returns its number.
    func prepare(_ request: ProgramRequest, to origin: TargetAddress) -> Int32 {
        let number = transport.prepare(request, to: origin)
        let judgement = ReplyJudgement(request)
        if Int(number) == judgements.count {
            judgements.append(judgement)
        } else {
            judgements[Int(number)] = judgement
        }
        return number
    }

    func judgement(of request: Int32) -> ReplyJudgement { judgements[Int(request)] }

    // MARK: - Exchanges under way

    /// Sends a request of a user.
    ///
    /// - Parameters:
    ///   - values: the user's slots.
    ///   - due: when it should have started, nanoseconds since the start of the run.
    ///   - start: now.
    ///   - refusesReplacements: whether U+FFFD in what is sent stands for bytes of a reply that the
    ///     program could not hold.
    /// - Throws: why it could not be made; nothing was sent.
    @discardableResult
    func send(
        _ request: Int32, of user: Int32, on connection: Connection, values: SlotMemory,
        due: Int64, start: Int64, refusesReplacements: Bool = false
    ) throws(RequestFailure) -> Exchange.ID {
        let exchange = table.begin(
            of: user, on: connection, request: request, label: judgement(of: request).label,
            due: due, start: start)
        do throws(RequestFailure) {
            try transport.send(
                exchange.pointee, values: values, refusesReplacements: refusesReplacements)
        } catch {
            _ = table.end(exchange.pointee.id)
            throw error
        }
        stalls.began(at: context.attended(start))
        return exchange.pointee.id
    }

    /// Takes out an exchange that has ended.
    ///
    /// - Parameter users: how many are active.
    func take(_ end: ExchangeEnd, users: Int) -> Exchange {
        let exchange = table.end(end.exchange)
        if !exchange.isInDrain {
            stalls.ended(
                at: context.attended(end.instant), isAnswer: end.isAnswer, users: users)
        }
        return exchange
    }

    /// Gives up an exchange whose answer was waited for to the last; returns what is known of it.
    func abandon(_ exchange: Exchange, at instant: Int64) -> ExchangeEnd {
        giveUp(exchange, at: instant)
        return transport.abandon(exchange, at: instant)
    }

    /// Closes a connection of a user, and gives up what is under way on it.
    func close(_ connection: Connection, of user: Int32) {
        for exchange in underWay(of: user) where exchange.connection == connection {
            giveUp(exchange, at: nil)
        }
        transport.close(connection)
    }

    private func giveUp(_ exchange: Exchange, at instant: Int64?) {
        if !exchange.isInDrain { stalls.gaveUp(at: instant.map(context.attended)) }
        _ = table.end(exchange.id)
    }

    /// Waits for answers of a user to which no load is missing any more: the load has ended.
    func enterDrain(of user: Int32, at instant: Int64) {
        for exchange in underWay(of: user) where !exchange.isInDrain {
            table[exchange.id].pointee.isInDrain = true
            stalls.gaveUp(at: context.attended(instant))
        }
    }

    func underWay(of user: Int32) -> [Exchange] {
        table.hasExchange(of: user) ? table.exchanges(of: user) : []
    }

    /// The stalls that have ended since this was last asked.
    func takeStalls(_ now: Int64) -> [ServerStall] {
        stalls.take(behind: now - context.attended(now))
    }
}
