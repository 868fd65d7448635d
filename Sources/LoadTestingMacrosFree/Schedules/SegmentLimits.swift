/// What segments of arrivals and of users must keep to.
package enum SegmentLimits {
    /// Beyond it a `Double` no longer counts single arrivals reliably.
    package static let mostArrivals = 1e12
    package static let mostUsers = 1_000_000
    package static let mostSteps = 10_000
    /// All segments together: a year.
    package static let longest = Duration.seconds(365 * 86_400)

    /// What is wrong with their length, or with their names.
    static func problems(
        durations: [Duration], names: [String]
    ) -> [(message: String, remedy: String)] {
        var problems: [(message: String, remedy: String)] = []
        if durations.contains(where: { $0 > longest }) || durations.reduce(.zero, +) > longest {
            problems.append(("the segments take more than 365 days", "shorten them"))
        }
        var seen: Set<String> = []
        for name in names where !seen.insert(name).inserted {
            problems.append(
                ("two segments are named \"\(name.printable)\"", "give each its own name"))
        }
        return problems
    }
}
