/// A source of work: who does which steps, and when.
///
/// Made by ``ThreadGroup`` and ``ArrivalGroup``.
public struct LoadGroup: Sendable {
    package var name: String?
    package var work: Work
    /// From the start of the run to that of the group.
    package var startAfter: Duration
    package var location: CodeLocation
    package var steps: Steps
    package var defaults = HTTPDefaults()
    package var errorAction = ErrorAction.goOn
    /// The most requests a second of all its users together.
    package var limit: Rate?
    /// How many users the plan has at most at once, where that was scaled.
    package var plannedUsers: Int?

    package init(
        _ name: String?, _ work: Work, startAfter: Duration, at location: CodeLocation,
        steps: Steps
    ) {
        self.name = name
        self.work = work
        self.startAfter = startAfter
        self.location = location
        self.steps = steps
    }

    /// Who comes when.
    package enum Work: Sendable {
        /// Users that start over a ramp-up.
        case ramp(UserRamp)
        /// Users whose number goes up and down.
        case shape(UserCurve)
        /// Arrivals by the clock.
        case arrivals(Arrivals)
    }

    /// The group's name in reports: its own, or its kind and its number.
    package func displayName(number: Int) -> String {
        if let name { return name }
        if case .arrivals = work { return "Arrival Group \(number)" }
        return "Thread Group \(number)"
    }

    /// Whether work comes by the clock, whatever the server does.
    package var isOpen: Bool { if case .arrivals = work { true } else { false } }

    /// How many users there are at most at once; of arrivals as far as it is stated.
    package var mostUsers: Int? {
        switch work {
        case .ramp(let ramp): ramp.users
        case .shape(let curve): curve.segments.compactMap(\.users).max() ?? 0
        case .arrivals(let arrivals): arrivals.maxUsers
        }
    }
}

/// Users that start evenly over a time and then repeat their steps.
package struct UserRamp: Sendable {
    package var users: Int
    package var rampUp: Duration
    package var loops: Int?
    package var duration: Duration?

    /// How many iterations a user makes; `nil` means until the duration ends.
    package var iterations: Int? { loops ?? (duration == nil ? 1 : nil) }

    package init(users: Int, rampUp: Duration, loops: Int?, duration: Duration?) {
        self.users = users
        self.rampUp = rampUp
        self.loops = loops
        self.duration = duration
    }
}

/// Users whose number follows a curve.
package struct UserCurve: Sendable {
    package var segments: [UserSegment]

    package init(segments: [UserSegment]) { self.segments = segments }
}

/// Arrivals by the clock.
package struct Arrivals: Sendable {
    package var segments: [ArrivalSegment]
    package var spacing: ArrivalSpacing
    /// The most users that are active at once; `nil` leaves it to the rate.
    package var maxUsers: Int?
    package var connection: ArrivalConnection

    package init(
        segments: [ArrivalSegment], spacing: ArrivalSpacing, maxUsers: Int?,
        connection: ArrivalConnection
    ) {
        self.segments = segments
        self.spacing = spacing
        self.maxUsers = maxUsers
        self.connection = connection
    }
}

/// What an arrival's requests are sent on.
public enum ArrivalConnection: String, Hashable, Codable, Sendable {
    /// A connection that an earlier arrival has left, when one is free: as behind a proxy, or from
    /// browsers that come back. The one that was used last goes first; those unused for 4 s close.
    case pooled
    /// A connection of its own: as new visitors do.
    case perArrival
}
