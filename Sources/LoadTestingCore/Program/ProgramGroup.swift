import LoadTestingMacrosFree

/// A group of a program.
package struct ProgramGroup: Sendable {
    package var name: String
    package var users: Int
    /// The time over which users start.
    package var rampNanoseconds: Int64
    /// The first user's start, from the start of the run.
    package var startNanoseconds: Int64
    /// The number of its first user over the whole run.
    package var firstUser: Int64
    /// How many iterations a user makes, `Int64.max` for no end.
    package var iterations: Int64
    /// No step starts from here on, nanoseconds from the start of the run.
    package var endNanoseconds: Int64
    /// The instruction at which an iteration begins.
    package var entry: Int32
    /// The most requests that a user sends at once.
    package var connectionsPerUser = 1
    /// The most exchanges of a user that are under way at once: scenarios may send more than a plan
    /// says.
    package var exchangesPerUser = 1
    /// `nil` when data, time or chance decides.
    package var requestsPerIteration: Int?
    package var cookies = CookieHandling.kept
    package var connection = ConnectionReuse.kept
    /// The least time between two requests of all its users; `nil` without a limit.
    package var turnNanoseconds: Double?
    /// What its scenarios' requests have in common.
    package var defaults = HTTPDefaults()
}
