/// The exchanges of one loop that are under way, by slot.
///
/// An end finds its exchange by slot and generation, so that a late one for a reused slot is
/// noticed. Those of a user are a list through the slots.
///
/// - Complexity: O(1) to begin, O(exchanges of the user) to end; does not allocate.
struct ExchangeTable: ~Copyable {
    private let slots: UnsafeMutablePointer<Exchange>
    /// By user: the slot of its latest exchange, -1 for none.
    private let latest: UnsafeMutablePointer<Int32>
    /// The first free slot, -1 for none; the others follow by `next`.
    private var free: Int32

    /// - Parameters:
    ///   - capacity: the maximum exchanges under way at once, 1 or more.
    ///   - users: the number of places for users.
    init(capacity: Int, users: Int) {
        slots = .allocate(capacity: capacity)
        for index in 0..<Int32(capacity) {
            var exchange = Exchange(
                id: Exchange.ID(slot: index, generation: 0), user: -1,
                connection: Connection(number: -1), request: -1, label: -1, due: 0, start: 0)
            exchange.next = index + 1 < capacity ? index + 1 : -1
            (slots + Int(index)).initialize(to: exchange)
        }
        latest = .allocate(capacity: users)
        latest.initialize(repeating: -1, count: users)
        free = 0
    }

    deinit {
        slots.deallocate()
        latest.deallocate()
    }

    /// The exchange of an identity, which must be under way.
    subscript(id: Exchange.ID) -> UnsafeMutablePointer<Exchange> {
        let exchange = slots + Int(id.slot)
        precondition(
            exchange.pointee.id == id && exchange.pointee.user >= 0, "the exchange has ended")
        return exchange
    }

    /// Begins an exchange of a user.
    mutating func begin(
        of user: Int32, on connection: Connection, request: Int32, label: Int32, due: Int64,
        start: Int64
    ) -> UnsafeMutablePointer<Exchange> {
        precondition(free >= 0, "more exchanges than slots")
        let exchange = slots + Int(free)
        let generation = exchange.pointee.id.generation &+ 1
        let slot = free
        free = exchange.pointee.next
        exchange.pointee = Exchange(
            id: Exchange.ID(slot: slot, generation: generation), user: user,
            connection: connection, request: request, label: label, due: due, start: start,
            next: latest[Int(user)])
        latest[Int(user)] = slot
        return exchange
    }

    /// Ends an exchange and returns it.
    mutating func end(_ id: Exchange.ID) -> Exchange {
        let exchange = self[id].pointee
        if latest[Int(exchange.user)] == id.slot {
            latest[Int(exchange.user)] = exchange.next
        } else {
            var before = slots + Int(latest[Int(exchange.user)])
            while before.pointee.next != id.slot { before = slots + Int(before.pointee.next) }
            before.pointee.next = exchange.next
        }
        slots[Int(id.slot)].user = -1
        slots[Int(id.slot)].next = free
        free = id.slot
        return exchange
    }

    /// Whether a user has an exchange under way.
    func hasExchange(of user: Int32) -> Bool { latest[Int(user)] >= 0 }

    /// The exchanges of a user, the latest first.
    func exchanges(of user: Int32) -> [Exchange] {
        var (found, slot) = ([Exchange](), latest[Int(user)])
        while slot >= 0 {
            found.append(slots[Int(slot)])
            slot = slots[Int(slot)].next
        }
        return found
    }
}
