// swift-format-ignore-file: NoLeadingUnderscores
// Swift calls values without a label `_0`: as they are stored they have names.

package import LoadTestingMacrosFree

/// A problem of a run, whatever was asked of it.
package enum RunProblem: Hashable, Codable, Sendable {
    /// The load generator had no file descriptor or port left.
    case exhausted(FailureCause, times: UInt64)
    /// The server failed on its own.
    case server(ServerRecord.Event)
    /// The run ended before its load was made.
    case ended(RunEnd)
    /// Requests failed, and no budget is on failures.
    case unasked(Unasked, errors: UInt64, of: UInt64, causes: [FailureCause: UInt64])
    /// Samples of a label failed in a dry run.
    case dryRun(label: String, causes: [FailureCause: UInt64])
    /// A rule of the plan ended the run.
    case aborted(Abort)
    /// An event of the plan could not be done, or the load was over before.
    case event(EventRecord)

    private enum ExhaustedCodingKeys: String, CodingKey { case _0 = "cause", times }
    private enum ServerCodingKeys: String, CodingKey { case _0 = "event" }
    private enum EndedCodingKeys: String, CodingKey { case _0 = "end" }
    private enum UnaskedCodingKeys: String, CodingKey { case _0 = "asked", errors, of, causes }
    private enum EventCodingKeys: String, CodingKey { case _0 = "event" }
    private enum AbortedCodingKeys: String, CodingKey { case _0 = "abort" }

    /// The scope of the plan's budgets, none of which is on failures.
    package enum Unasked: String, Codable, Sendable {
        case nothing, nothingJudged, otherThings
    }

    /// A rule that ended a run, with its evidence.
    package struct Abort: Hashable, Codable, Sendable {
        /// The rule's condition.
        package var condition: Budget
        /// Its bound in this run.
        package var bound: MetricValue
        /// The value; `nil` where it falls among failed requests.
        package var value: MetricValue?
        /// The second at whose end the run was stopped, from 1.
        package var second: Int
        /// The number of requests behind the value.
        package var requests: UInt64
        /// The number of these that failed.
        package var failed: UInt64
        /// The causes of the failures.
        package var causes: [FailureCause: UInt64]
        /// The seconds that were evaluated.
        package var span: MeasuredPart.Span?
    }
}
