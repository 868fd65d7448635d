import CLoadTesting

/// An owner of sockets in a poller: the events of each are dispatched to it, by their token.
protocol PollerOwner: AnyObject {
    /// Notes the event of an idle socket, before any other event of the batch is acted on.
    func endIdle(_ event: UnsafePointer<clt_event>)
    /// Acts on an event.
    ///
    /// - Parameter index: the index in the socket's token.
    func act(on event: UnsafePointer<clt_event>, index: Int)
}

/// Waits for sockets, the clock, or another thread.
///
/// Owned by one loop's thread; only `wake()` may be called from elsewhere, which the C side
/// guarantees: hence `@unchecked Sendable`.
final class Poller: @unchecked Sendable {
    let handle: OpaquePointer
    /// By the kind of owner in the low 8 bits of a token.
    ///
    /// Owners hold the poller, and are unregistered before their end.
    private var owners = [UnownedOwner](repeating: UnownedOwner(), count: Int(CLT_OWNER_WAKEUP))
    private var last = UnsafeBufferPointer<clt_event>(start: nil, count: 0)

    private struct UnownedOwner {
        unowned(unsafe) var owner: (any PollerOwner)?
    }
    private let events: UnsafeMutablePointer<clt_event>
    /// The maximum events of one wait.
    static let batch = 1_024

    /// - Throws: `PollerError` when the system has no descriptor left.
    init() throws(PollerError) {
        guard let handle = clt_poller_create() else { throw PollerError() }
        self.handle = handle
        events = .allocate(capacity: Self.batch)
    }

    deinit {
        clt_poller_destroy(handle)
        events.deallocate()
    }

    /// Registers an owner for events of sockets of one kind.
    func register(_ owner: any PollerOwner, as kind: UInt32) {
        owners[Int(kind)] = UnownedOwner(owner: owner)
    }

    /// Forgets the owner of sockets of one kind.
    func unregister(_ kind: UInt32) { owners[Int(kind)] = UnownedOwner() }

    /// Waits at most this long; returns the number of events to dispatch.
    func wait(nanoseconds: Int64) -> Int {
        let count = clt_poller_wait(handle, events, Int32(Self.batch), nanoseconds)
        last = UnsafeBufferPointer(start: events, count: Int(count))
        return last.count
    }

    /// Dispatches the events of the last wait to their owners.
    func dispatch() {
        guard let first = last.baseAddress, !last.isEmpty else { return }
        for index in 0..<last.count where first[index].idle {
            owner(of: first[index].token)?.endIdle(first + index)
        }
        for index in 0..<last.count where !first[index].idle {
            owner(of: first[index].token)?
                .act(on: first + index, index: Int(first[index].token >> 8))
        }
    }

    /// The owner of a token; a wake-up has none.
    private func owner(of token: clt_token) -> (any PollerOwner)? {
        let kind = Int(token & 0xff)
        return kind < owners.count ? owners[kind].owner : nil
    }

    /// Ends a wait of another thread.
    func wake() { clt_poller_wake(handle) }

    /// The number of changed registrations, for tests of the steady state.
    var changes: UInt64 { clt_poller_changes(handle) }
}

/// The system refused a poller.
struct PollerError: Error {}
