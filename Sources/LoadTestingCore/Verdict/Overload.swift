package import LoadTestingMacrosFree

/// A load that the server did not take: users waited for it, and arrivals for users.
package struct Overload: Hashable, Codable, Sendable {
    /// The arrivals a second that it answered.
    package var answered: Rate
    /// The arrivals a second that the schedule had.
    package var offered: Rate
    /// The number of arrivals that waited for a free user.
    package var waiting: Int64
    /// The number of arrivals that never began.
    package var unstarted: Int64
}
