/// The frequency of something, such as requests a second.
public struct Rate: Hashable, Comparable, Codable, Sendable {
    /// Events in one second.
    public var perSecond: Double

    /// Creates a rate from events a second.
    public static func perSecond(_ count: Double) -> Rate { Rate(perSecond: count) }

    /// Creates a rate from events a minute.
    public static func perMinute(_ count: Double) -> Rate { Rate(perSecond: count / 60) }

    /// Creates a rate from events in a second.
    public init(perSecond: Double) { self.perSecond = perSecond }

    /// Compares the amounts.
    public static func < (a: Rate, b: Rate) -> Bool { a.perSecond < b.perSecond }
}

extension Rate: CustomStringConvertible {
    /// The rate with a unit, such as `5,000/s` or `0.5/s`.
    public var description: String {
        let places = perSecond < 10 ? 2 : perSecond < 1_000 ? 1 : 0
        return "\(NumberText.decimal(perSecond, places: places))/s"
    }
}
