package import LoadTestingMacrosFree

/// The resources that a server used in an interval of time: a level for each watched resource.
package struct ServerUse: Hashable, Codable, Sendable {
    package private(set) var levels: [ServerSeries: Level] = [:]

    package init() {}

    package subscript(series: ServerSeries) -> Level? { levels[series] }

    /// Adds the level of one resource.
    package mutating func add(_ level: Level, to series: ServerSeries) {
        levels[series, default: Level()].merge(level)
    }

    /// Merges the use in another interval.
    package mutating func merge(_ other: ServerUse) {
        levels.merge(other.levels) { $0.merged(with: $1) }
    }
}

extension ServerUse {
    /// A value over time: its mean is the integral over the time, its peak the highest observation.
    package struct Level: Hashable, Codable, Sendable {
        /// The time for which it was seen, in seconds.
        package var seconds = 0.0
        /// The value times the seconds for which it held: of `cpu` the processor time, of bytes a
        /// second the bytes.
        package var integral = 0.0
        /// The maximum observed; of rates, over at least half a second.
        package var peak: Double?

        package init() {}

        /// - Parameters:
        ///   - value: the value.
        ///   - seconds: the time for which it held.
        ///   - isPeak: whether the time is long enough for a peak.
        package init(_ value: Double, for seconds: Double, isPeak: Bool = true) {
            self.seconds = seconds
            integral = value * seconds
            peak = isPeak ? value : nil
        }

        /// An instantaneous value, with no time of its own.
        package init(peak: Double) { self.peak = peak }

        /// The mean; `nil` without observations.
        package var mean: Double? { seconds > 0 ? integral / seconds : peak }

        package mutating func merge(_ other: Level) {
            seconds += other.seconds
            integral += other.integral
            peak = [peak, other.peak].compactMap(\.self).max()
        }

        package func merged(with other: Level) -> Level {
            var copy = self
            copy.merge(other)
            return copy
        }
    }
}
