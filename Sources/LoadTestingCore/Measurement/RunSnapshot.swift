/// Everything that was measured in a run: a value that can be merged, stored and sent.
public struct RunSnapshot: Hashable, Codable, Sendable {
    private var layout = Layout()
    package var labels: [String]
    package var intervals: [IntervalSnapshot] = []
    package var examples: [FailedExchange] = []
    /// From the start of the run to its end.
    package var durationNanoseconds: Int64 = 0
    /// Users that never started, since their group had ended.
    package var unstartedUsers = 0
    /// Exchanges under way when the run was broken off.
    package var abandonedExchanges = 0
    /// How the run ended.
    package var end = RunEnd.complete

    /// How many intervals are kept; above it, neighbours are joined.
    package static let mostIntervals = 600

    package init(labels: [String]) { self.labels = labels }

    /// The layout of this type; another one can't be read.
    public var layoutVersion: Int { Layout.version }

    private enum CodingKeys: String, CodingKey {
        case layout = "layoutVersion"
        case labels, intervals, examples, durationNanoseconds, unstartedUsers, abandonedExchanges
        case end
    }

    /// All requests together, or those of one label: an exact sum over the intervals.
    ///
    /// - Parameter label: a label, or `nil` for all; `nil` is returned for an unknown one.
    package func total(of label: String? = nil) -> LabelSnapshot? {
        var sum = LabelSnapshot()
        guard let label else {
            for interval in intervals { for part in interval.labels { sum.merge(part) } }
            return sum
        }
        guard let index = labels.firstIndex(of: label) else { return nil }
        for interval in intervals { sum.merge(interval.labels[index]) }
        return sum
    }

    /// The generator's health over the whole run.
    package var health: GeneratorHealth {
        intervals.reduce(into: GeneratorHealth()) { $0.merge($1.health) }
    }

    /// The most users that were active at once.
    package var peakActiveUsers: Int { intervals.map(\.activeUsers).max() ?? 0 }
}

/// The layout of what is stored: a number that must be the one this library writes.
private struct Layout: Hashable, Codable, Sendable {
    /// Raised when stored runs can no longer be read.
    static let version = 1

    init() {}

    init(from decoder: any Decoder) throws {
        let found = try decoder.singleValueContainer().decode(Int.self)
        guard found == Self.version else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "a run of layout \(found), not \(Self.version)"))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Self.version)
    }
}

/// How a run ended.
package enum RunEnd: String, Codable, Sendable {
    /// All users did what they had to.
    case complete
    /// The task was cancelled.
    case cancelled
    /// SIGINT arrived.
    case interrupted
    /// Every request failed for too long.
    case dead
    /// The run's `limit` was reached.
    case limit
}
