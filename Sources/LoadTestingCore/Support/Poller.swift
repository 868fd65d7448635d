import CLoadTesting

/// An owner of sockets in a poller: the events of each are dispatched to it, by their token.
protocol PollerOwner: AnyObject {
    /// Notes the event of an idle socket, before any other event of the batch is acted on.
    func endIdle(_ event: UnsafePointer<clt_event>)
    /// Fetches memory for an event that is acted on soon: twice, `isNext` the second time.
    func prepare(for event: UnsafePointer<clt_event>, index: Int, isNext: Bool)
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
        let preparesAhead = last.count >= Self.longBatch
        // Events of one owner follow one another: it is looked up when it changes.
        var (kind, current) = (UInt32.max, nil as (any PollerOwner)?)
        for index in 0..<last.count {
            if preparesAhead { prepare(behind: index) }
            let event = first + index
            guard !event.pointee.idle else { continue }
            let token = event.pointee.token
            if token & 0xff != kind {
                kind = token & 0xff
                current = owner(of: token)
            }
            current?.act(on: event, index: Int(token >> 8))
        }
    }

    /// The memory of fewer users is at hand.
    private static let longBatch = 64
    /// The number of events by which memory is fetched before the event, first and second time.
    private static let (farAhead, ahead) = (6, 3)

    /// Prepares for events that are acted on soon.
    private func prepare(behind index: Int) {
        prepare(index + Self.farAhead, isNext: false)
        prepare(index + Self.ahead, isNext: true)
    }

    private func prepare(_ index: Int, isNext: Bool) {
        guard index < last.count, let first = last.baseAddress else { return }
        let token = first[index].token
        owner(of: token)?.prepare(for: first + index, index: Int(token >> 8), isNext: isNext)
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
