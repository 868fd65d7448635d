import LoadTestingMacrosFree

/// A group of a program.
package struct ProgramGroup: Sendable {
    package var name: String
    /// The instants at which its users or arrivals begin.
    package var schedule: GroupSchedule
    /// The maximum of them active at once.
    package var maxUsers: Int
    /// Whether the plan states that maximum.
    package var isMaxUsersStated = true
    /// The number of its first user, or arrival, over the whole run.
    package var firstUser: Int64
    /// The number of iterations that a user makes, `Int64.max` for unlimited.
    package var iterations: Int64
    /// No step starts from here on, nanoseconds from the start of the run.
    package var endNanoseconds: Int64
    /// Whether the plan states that instant, by a duration or a schedule.
    package var isTimed = false
    /// The time for which exchanges under way then are waited for.
    package var drainNanoseconds: Int64 = 0
    /// The instruction at which an iteration begins.
    package var entry: Int32
    /// The maximum requests that a user sends at once.
    package var connectionsPerUser = 1
    /// The maximum exchanges of a user under way at once: scenarios may send more than a plan
    /// states.
    package var exchangesPerUser = 1
    /// `nil` when data, time or chance decides.
    package var requestsPerIteration: Int?
    package var cookies = CookieHandling.kept
    package var connection = ConnectionReuse.kept
    /// Whether an ended user's connection goes to a later one.
    package var poolsConnections = false
    /// The minimum time between two requests of all its users; `nil` without a limit.
    package var tokenIntervalNanoseconds: Double?
    /// Settings that the requests of its scenarios have in common.
    package var defaults = SamplerDefaults()

    /// The end of its load, as far as the plan states it: later ends come in the drain.
    package var loadEndNanoseconds: Int64 {
        min(endNanoseconds, schedule.endNanoseconds ?? endNanoseconds)
    }

    /// Whether a user's later connections resume a TLS session of its earlier ones: not where each
    /// iteration is a new visitor.
    package var resumesSessions: Bool { connection != .perIteration }

    /// The maximum of its users that one of several loops may have active at once.
    ///
    /// Those of a ramp never wait for room; those of a shape do where so many of the previous ones
    /// still wait for their answers that no place is left.
    package func room(loop: Int, of loops: Int) -> Int {
        switch schedule {
        case .ramp: .max / 4
        case .shape: places(of: loops)
        case .arrivals: maxUsers / loops + (loop < maxUsers % loops ? 1 : 0)
        }
    }

    /// The maximum connections that its users have open at once, at most 2^40.
    package var connections: Int {
        let product = maxUsers.multipliedReportingOverflow(by: connectionsPerUser)
        return product.overflow ? 1 << 40 : min(product.partialValue, 1 << 40)
    }

    /// The number of places for users that each of several loops needs.
    ///
    /// Those whose end has come may still wait for their answers when the next ones start.
    package func places(of loops: Int) -> Int {
        switch schedule {
        case .ramp, .arrivals: (maxUsers + loops - 1) / loops
        case .shape: min(Int(schedule.count), 2 * maxUsers)
        }
    }
}
