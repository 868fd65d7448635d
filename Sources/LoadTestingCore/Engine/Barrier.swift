import Synchronization

/// A point at which users of all loops wait for one another.
///
/// Users that will not come are not waited for: when fewer are left than it takes, they are enough.
final class Barrier: Sendable {
    /// A user that waits, by its loop.
    struct Waiter: Sendable {
        var loop: Int
        var user: Int32
        /// The token of the wait, which tells it from the user's other waits.
        var token: UInt32
    }

    fileprivate struct State {
        var waiters: [Waiter] = []
        /// Users of the group that have not ended.
        var left: Int
    }

    let limitNanoseconds: Int64
    private let users: Int
    private let state: Mutex<State>

    init(_ point: ProgramBarrier, groupUsers: Int) {
        limitNanoseconds = point.limitNanoseconds
        users = point.users
        state = Mutex(State(left: groupUsers))
    }

    /// Adds a user; returns those that resume, itself among them, or none.
    func arrive(_ waiter: Waiter) -> [Waiter] {
        state.withLock { state in
            state.waiters.append(waiter)
            return release(&state)
        }
    }

    /// Ends the wait of all users, when a user's time is over; none when it has resumed.
    func expire(_ waiter: Waiter) -> [Waiter] {
        state.withLock { state in
            let isHere = state.waiters.contains {
                $0.loop == waiter.loop && $0.user == waiter.user && $0.token == waiter.token
            }
            guard isHere else { return [] }
            defer { state.waiters = [] }
            return state.waiters
        }
    }

    /// Users have ended; returns those that need not wait any longer.
    ///
    /// - Parameter user: the one that ended, `nil` for users that never started.
    func leave(_ count: Int, loop: Int, user: Int32?) -> [Waiter] {
        state.withLock { state in
            state.left -= count
            if let user { state.waiters.removeAll { $0.loop == loop && $0.user == user } }
            return release(&state)
        }
    }

    private func release(_ state: inout State) -> [Waiter] {
        guard !state.waiters.isEmpty, state.waiters.count >= min(users, state.left) else {
            return []
        }
        defer { state.waiters = [] }
        return state.waiters
    }
}
