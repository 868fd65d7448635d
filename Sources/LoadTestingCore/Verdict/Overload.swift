package import LoadTestingMacrosFree

/// A load that the server did not take: users waited for it, and arrivals for users.
package struct Overload: Hashable, Codable, Sendable {
    /// How many arrivals a second it answered.
    package var answered: Rate
    /// How many a second the schedule had.
    package var offered: Rate
    /// How many arrivals waited for a free user.
    package var waiting: Int64
    /// How many never began.
    package var unstarted: Int64
}
