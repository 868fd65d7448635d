/// A source of work: users or arrivals, their steps, and their times.
///
/// Made by ``ThreadGroup`` and ``ArrivalGroup``.
public struct LoadGroup: Sendable {
    package var name: String?
    package var work: Work
    /// From the start of the run to that of the group.
    package var startAfter: Duration
    package var location: CodeLocation
    package var steps: Steps
    package var defaults = SamplerDefaults()
    package var errorAction = ErrorAction.continue
    /// The maximum requests a second of all its users together.
    package var limit: Rate?
    /// The search for its load; `work` is then that of the highest level.
    package var search: LoadSearch?
    /// The maximum users of the plan at once, where that was scaled.
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

    /// The users or arrivals and the times at which they come.
    package enum Work: Sendable {
        /// Users that start over a ramp-up.
        case ramp(UserRamp)
        /// Users whose number goes up and down.
        case shape([UserSegment])
        /// Arrivals by the clock.
        case arrivals(Arrivals)
    }

    /// The group's name in reports: its own, or its kind and its number.
    package func displayName(number: Int) -> String {
        if let name { return name }
        if case .arrivals = work { return "Arrival Group \(number)" }
        return "Thread Group \(number)"
    }

    /// The maximum users at once; of arrivals as far as it is stated.
    package var maxUsers: Int? {
        switch work {
        case .ramp(let ramp): ramp.users
        case .shape(let segments): segments.compactMap(\.users).max() ?? 0
        case .arrivals(let arrivals): arrivals.maxUsers
        }
    }
}
