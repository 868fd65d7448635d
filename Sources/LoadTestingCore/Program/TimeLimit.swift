import LoadTestingMacrosFree

/// The longest time that the clocks are made for.
enum TimeLimit {
    static let max = Duration.seconds(366 * 24 * 3_600)

    /// The remedy where a duration is too short, or longer than any clock is made for.
    ///
    /// - Parameter min: the least that it has to be.
    static func remedy(for value: Duration, min: String = "more than zero") -> String {
        value > max ? "use at most 366 days" : "use \(min)"
    }
}
