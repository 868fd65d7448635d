// swift-format-ignore-file: NoLeadingUnderscores
// Swift calls values without a label `_0`: as they are stored they have names.

package import LoadTestingMacrosFree

/// A reason that the load generator may have changed a verdict.
package enum GeneratorDoubt: Hashable, Codable, Sendable {
    /// It added so much to a latency that the bound would have been kept without that.
    case late(Duration?, in: Metric, GeneratorAbsence?)
    /// It was stalled for this time.
    case processStall(Duration)
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

    private enum LateCodingKeys: String, CodingKey {
        case _0 = "delay", `in` = "metric", _2 = "absence"
    }
    private enum ProcessStallCodingKeys: String, CodingKey { case _0 = "time" }
    private enum BaselineCodingKeys: String, CodingKey { case _0 = "time", of = "metric" }
    private enum LateArrivalsCodingKeys: String, CodingKey {
        case _0 = "count", of, by, _3 = "absence"
    }
    private enum BusyUsersCodingKeys: String, CodingKey { case _0 = "waits", _1 = "absence" }
    private enum UnstartedArrivalsCodingKeys: String, CodingKey { case _0 = "count", of }
    private enum UnseenTimeoutsCodingKeys: String, CodingKey { case _0 = "count", _1 = "absence" }
    private enum AbsentCodingKeys: String, CodingKey { case share, _1 = "absence" }
}
