import Synchronization

/// A point at which users of all loops meet.
///
/// Nobody waits for users that will not come: when fewer are left than it takes, they are enough.
final class MeetingPoint: Sendable {
    /// A user that waits, by its loop.
    struct Guest: Sendable {
        var loop: Int
        var user: Int32
        /// Which of its waits this is.
        var token: UInt32
    }

    fileprivate struct State {
        var guests: [Guest] = []
        /// Users of the group that have not ended.
        var left: Int
    }

    let limitNanoseconds: Int64
    private let users: Int
    private let state: Mutex<State>

    init(_ point: ProgramMeetingPoint, groupUsers: Int) {
        limitNanoseconds = point.limitNanoseconds
        users = point.users
        state = Mutex(State(left: groupUsers))
    }

    /// Takes a user in; returns those who go on, itself among them, or nobody.
    func arrive(_ guest: Guest) -> [Guest] {
        state.withLock { state in
            state.guests.append(guest)
            return release(&state)
        }
    }

    /// Ends the wait of everybody, when a user's time is over; nobody when it has gone on.
    func expire(_ guest: Guest) -> [Guest] {
        state.withLock { state in
            let isHere = state.guests.contains {
                $0.loop == guest.loop && $0.user == guest.user && $0.token == guest.token
            }
            guard isHere else { return [] }
            defer { state.guests = [] }
            return state.guests
        }
    }

    /// Users have ended; returns those who need not wait any longer.
    ///
    /// - Parameter user: the one that ended, `nil` for users that never started.
    func leave(_ count: Int, loop: Int, user: Int32?) -> [Guest] {
        state.withLock { state in
            state.left -= count
            if let user { state.guests.removeAll { $0.loop == loop && $0.user == user } }
            return release(&state)
        }
    }

    private func release(_ state: inout State) -> [Guest] {
        guard !state.guests.isEmpty, state.guests.count >= min(users, state.left) else {
            return []
        }
        defer { state.guests = [] }
        return state.guests
    }
}
