import LoadTestingMacrosFree

/// Limits that segments of arrivals and of users must keep to.
enum SegmentLimits {
    /// Above it a `Double` no longer counts single arrivals reliably.
    static let maxArrivals = 1e12
    static let maxUsers = 1_000_000
    static let maxSteps = 10_000
    /// All segments together: a year.
    static let maxDuration = Duration.seconds(365 * 86_400)

    /// All problems of their length, or of their names.
    static func problems(
        durations: [Duration], names: [String]
    ) -> [Problem] {
        var problems: [Problem] = []
        if durations.contains(where: { $0 > maxDuration })
            || durations.reduce(.zero, +) > maxDuration
        {
            problems.append(
                Problem(
                    "the segments take more than 365 days", remedy: "shorten them"))
        }
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted {
            problems.append(
                Problem(
                    "two segments are named \"\(name.printable)\"",
                    remedy: "give each its own name"))
        }
        return problems
    }
}
