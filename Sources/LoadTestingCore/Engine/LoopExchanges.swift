/// The exchanges of one loop: those under way, the rules that judge their answers, and the times
/// without an answer.
///
/// State that each request changes is in memory of its own: without a check for exclusive access.
final class LoopExchanges {
    let transport: any Transport
    private let context: LoopContext
    private let table: UnsafeMutablePointer<ExchangeTable>
    private let stalls: UnsafeMutablePointer<StallWatch>
    /// By number of the request.
    private var judgements: [ReplyJudgement]
    /// The judgements of replies that are not read, by number of the request.
    private var plainRules: UnsafeMutablePointer<PlainReplyRule>
    private var capacityOfRules: Int

    /// - Parameters:
    ///   - capacity: the maximum exchanges under way at once.
    ///   - users: the number of places for users.
    init(_ transport: any Transport, context: LoopContext, capacity: Int, users: Int) {
        self.transport = transport
        self.context = context
        table = .allocate(capacity: 1)
        table.initialize(to: ExchangeTable(capacity: max(1, capacity), users: users))
        stalls = .allocate(capacity: 1)
        stalls.initialize(to: StallWatch())
        judgements = context.program.requests.map(ReplyJudgement.init)
        capacityOfRules = max(1, judgements.count)
        plainRules = .allocate(capacity: capacityOfRules)
        for (number, judgement) in judgements.enumerated() {
            (plainRules + number).initialize(to: PlainReplyRule(judgement))
        }
    }

    deinit {
        table.deinitialize(count: 1)
        table.deallocate()
        stalls.deinitialize(count: 1)
        stalls.deallocate()
        plainRules.deallocate()
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
        if judgements.count > capacityOfRules { growRules() }
        (plainRules + Int(number)).initialize(to: PlainReplyRule(judgement))
        return number
    }

    private func growRules() {
        let larger = UnsafeMutablePointer<PlainReplyRule>.allocate(capacity: capacityOfRules * 2)
        larger.moveInitialize(from: plainRules, count: capacityOfRules)
        plainRules.deallocate()
        plainRules = larger
        capacityOfRules *= 2
    }

    func judgement(of request: Int32) -> ReplyJudgement { judgements[Int(request)] }

    /// The judgement of a request's replies where they are not read.
    func plainRule(of request: Int32) -> PlainReplyRule { plainRules[Int(request)] }

    // MARK: - Exchanges under way

    /// Sends a request of a user.
    ///
    /// - Parameters:
    ///   - values: the user's slots.
    ///   - due: the due instant, nanoseconds since the start of the run.
    ///   - start: now.
    ///   - refusesReplacements: whether U+FFFD in the request stands for bytes of a reply that the
    ///     program could not hold.
    /// - Throws: the reason that it could not be made; nothing was sent.
    @discardableResult
    func send(
        _ request: Int32, of user: Int32, on connection: Connection, values: SlotMemory,
        due: Int64, start: Int64, refusesReplacements: Bool = false
    ) throws(RequestFailure) -> Exchange.ID {
        let exchange = table.pointee.begin(
            of: user, on: connection, request: request, label: plainRule(of: request).label,
            due: due, start: start)
        do throws(RequestFailure) {
            try transport.send(
                exchange.pointee, values: values, refusesReplacements: refusesReplacements)
        } catch {
            _ = table.pointee.end(exchange.pointee.id)
            throw error
        }
        stalls.pointee.began(at: context.attended(start))
        return exchange.pointee.id
    }

    /// Removes an exchange that has ended.
    ///
    /// - Parameter users: the number of active ones.
    func take(_ end: ExchangeEnd, users: Int) -> Exchange {
        let exchange = table.pointee.end(end.exchange)
        if !exchange.isInDrain {
            stalls.pointee.ended(
                at: context.attended(end.instant), isAnswer: end.isAnswer, users: users)
        }
        return exchange
    }

    /// Abandons an exchange whose answer was waited for to the end; returns its state.
    func abandon(_ exchange: Exchange, at instant: Int64) -> ExchangeEnd {
        giveUp(exchange, at: instant)
        return transport.abandon(exchange, at: instant)
    }

    /// Closes a connection of a user, and abandons the exchange on it.
    func close(_ connection: Connection, of user: Int32) {
        for exchange in underWay(of: user) where exchange.connection == connection {
            giveUp(exchange, at: nil)
        }
        transport.close(connection)
    }

    private func giveUp(_ exchange: Exchange, at instant: Int64?) {
        if !exchange.isInDrain { stalls.pointee.abandoned(at: instant.map(context.attended)) }
        _ = table.pointee.end(exchange.id)
    }

    /// Waits for answers of a user whose load has ended.
    func enterDrain(of user: Int32, at instant: Int64) {
        for exchange in underWay(of: user) where !exchange.isInDrain {
            table.pointee[exchange.id].pointee.isInDrain = true
            stalls.pointee.abandoned(at: context.attended(instant))
        }
    }

    func underWay(of user: Int32) -> [Exchange] {
        table.pointee.hasExchange(of: user) ? table.pointee.exchanges(of: user) : []
    }

    /// The stalls that have ended since the last call.
    func takeStalls(_ now: Int64) -> [ServerStall] {
        stalls.pointee.take(behind: now - context.attended(now))
    }
}
