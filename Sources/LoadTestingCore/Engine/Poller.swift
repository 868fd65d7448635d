import CLoadTesting

/// Waits for sockets, the clock, or another thread.
///
/// Owned by one loop's thread; only `wake()` may be called from elsewhere, which the C side
/// guarantees: hence `@unchecked Sendable`.
final class Poller: @unchecked Sendable {
    let handle: OpaquePointer
    private let events: UnsafeMutablePointer<clt_event>
    /// How many events one wait tells of at most.
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

    /// Waits at most this long and returns what happened; valid until the next call.
    func wait(nanoseconds: Int64) -> UnsafeBufferPointer<clt_event> {
        let count = clt_poller_wait(handle, events, Int32(Self.batch), nanoseconds)
        return UnsafeBufferPointer(start: events, count: Int(count))
    }

    /// Ends a wait that another thread is in.
    func wake() { clt_poller_wake(handle) }

    /// How often what is watched was changed, for tests of the steady state.
    var changes: UInt64 { clt_poller_changes(handle) }
}

/// The system refused a poller.
struct PollerError: Error {}
