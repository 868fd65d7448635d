import LoadTestingMacrosFree

/// The maximum time that the clocks support.
enum TimeLimit {
    static let max = Duration.seconds(366 * 24 * 3_600)

    /// The remedy where a duration is too short, or longer than any clock supports.
    ///
    /// - Parameter min: the minimum.
    static func remedy(for value: Duration, min: String = "more than zero") -> String {
        value > max ? "use at most 366 days" : "use \(min)"
    }
}
