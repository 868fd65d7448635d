package import LoadTestingMacrosFree

/// A reason that the load generator may have changed a verdict.
package enum GeneratorDoubt: Hashable, Codable, Sendable {
    /// It added so much to a latency that the bound would have been kept without that.
    case late(Duration?, in: Metric, GeneratorAbsence?)
    /// It was stalled for this time.
    case standstill(Duration)
    /// The time of the metric against a target that answers at once.
    case baseline(Duration, of: Metric)
    /// Arrivals began later than the bound allows.
    case lateArrivals(UInt64, of: UInt64, by: Duration, GeneratorAbsence?)
    /// Arrivals waited for users that the generator itself delayed.
    case busyUsers(ArrivalWaits, GeneratorAbsence?)
    /// Arrivals never began.
    case unstartedArrivals(Int64, of: Int64)
    /// Requests timed out while it did not poll.
    case unseenTimeouts(UInt64, GeneratorAbsence?)
    /// Its threads were busy for a share of the time.
    case busyThreads(share: Double)
    /// It did not run for a share of the time.
    case absent(share: Double, GeneratorAbsence?)
}
