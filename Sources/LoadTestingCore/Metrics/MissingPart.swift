// swift-format-ignore-file: NoLeadingUnderscores
// Swift calls values without a label `_0`: as they are stored they have names.

package import LoadTestingMacrosFree

/// The reason that a metric has no requests or seconds.
package indirect enum MissingPart: Error, Hashable, Codable, Sendable {
    case unknownLabel
    /// No request has the label, the group and the tag together.
    case emptyScope
    case unknownSegment(String)
    /// No warm-up is stated.
    case noWarmUp
    /// No judged second of a run of this length is in the period.
    case emptyPeriod(RunPeriod, durationNanoseconds: Int64)
    /// No whole second had all users and the highest rate of arrivals.
    case noPeakRate(plannedUsers: Int)
    /// All users were never active at once.
    case usersNeverTogether(planned: Int, peak: Int)
    /// The run has not been long enough so far.
    case notYet
    /// The part is shorter than a window, both in seconds.
    case tooShortForWindow(Int, window: Int)
    /// The run is shorter than a window of a metric of the server.
    case windowOutlastsRun(window: Int)
    /// No window has the requests that it needs.
    case tooFewInWindows(windows: Int, seconds: Int, needed: UInt64, max: UInt64)
    case noRequests
    /// No group of the plan searches for its load.
    case noSearch
    /// The search ended before a level held.
    case noLevelHeld
    /// The search did not go beyond the capacity, or not so far.
    case noOverload(factor: Double, OverloadRecord.Absence)
    /// The budgets did not hold again while they were watched.
    case noRecovery(seconds: Int)
    /// No event of the plan has the name.
    case unknownEvent(String)
    /// The event was not done, or the load was over before.
    case eventNotDone(String)
    /// No other budget says what has to hold after an event.
    case noRecoveryJudged(event: String)
    /// A budget was missed before the event.
    case missBeforeEvent(String, String)
    /// No check was made.
    case noChecks
    /// No scenario set the counter or gauge.
    case nothingCounted(String)
    /// Too many requests failed for a value.
    case failures(share: Ratio?, of: UInt64)
    /// The target has no server that is known.
    case noServer
    /// The server was seen, but not this resource of it.
    case unseen(server: String, reasons: [String])
    /// A sample of the server's own metrics has no figure, for a reason.
    case unrated(String)
    /// A trend takes more seconds in which the server was seen.
    case tooShortForGrowth(seconds: Int, needed: Int)
    /// The percentile is invalid.
    case noSuchPercentile
    /// A confidence interval can't decide on the budget.
    case unsupportedConfidence
    /// The metric of the bound has no value.
    case bound(Metric, MissingPart)
    /// The metric of the bound is of too few requests.
    case boundOfTooFew(Metric, requests: UInt64, needed: UInt64)

    private enum UnknownSegmentCodingKeys: String, CodingKey { case _0 = "name" }
    private enum EmptyPeriodCodingKeys: String, CodingKey {
        case _0 = "period", durationNanoseconds
    }
    private enum TooShortForWindowCodingKeys: String, CodingKey { case _0 = "seconds", window }
    private enum NothingCountedCodingKeys: String, CodingKey { case _0 = "name" }
    private enum NoOverloadCodingKeys: String, CodingKey { case factor, _1 = "absence" }
    private enum UnknownEventCodingKeys: String, CodingKey { case _0 = "event" }
    private enum EventNotDoneCodingKeys: String, CodingKey { case _0 = "event" }
    private enum MissBeforeEventCodingKeys: String, CodingKey {
        case _0 = "event", _1 = "miss"
    }
    private enum UnratedCodingKeys: String, CodingKey { case _0 = "reason" }
    private enum BoundCodingKeys: String, CodingKey { case _0 = "metric", _1 = "part" }
    private enum BoundOfTooFewCodingKeys: String, CodingKey {
        case _0 = "metric", requests, needed
    }
}
