// swift-format-ignore-file: NoLeadingUnderscores
// Swift calls values without a label `_0`: as they are stored they have names.

package import LoadTestingMacrosFree

extension Finding {
    /// The basis of a verdict: the value alone, or a reason against it.
    package indirect enum Basis: Hashable, Codable, Sendable {
        /// The estimate; inconclusive where so few requests may miss the bound by chance.
        case estimate
        /// The confidence interval; inconclusive where the bound lies within it.
        case interval
        /// The percentile falls among failed requests.
        ///
        /// - Parameter ofSucceeded: the same percentile of those that succeeded.
        case failures(ofSucceeded: Duration?)
        /// The bound holds, of too few requests to mean something.
        case tooFewRequests(needed: UInt64)
        /// Too few requests for any confidence interval.
        case tooFewForInterval(needed: UInt64)
        /// There is no confidence interval, see ``Finding/missingInterval``.
        case noInterval
        /// No request was measured, or none went through the phase.
        case noRequests
        /// The load of the requests has no time in it, or the time of one request alone.
        case noLoadTime(isOfOneRequest: Bool)
        /// The run has no requests or seconds that the metric, or its bound, is about.
        case missing(MissingPart)
        /// A part of the server was not seen.
        case partOfServer(gap: String)
        /// The load generator may have changed the verdict.
        ///
        /// - Parameter isMiss: whether the budget was missed.
        case generator(GeneratorDoubt, isMiss: Bool)
        /// Users waited for longer than the bound, which it does not show.
        case users(UserWaits)
        /// The difference to an earlier run.
        case baseline(BaselineBasis)
        /// The levels of a search between which the answer lies.
        case capacity(CapacityRecord)
        /// The levels beyond the capacity.
        case overload(OverloadRecord)
        /// The recovery after an event.
        case event(EventRecord)
        /// Several runs together.
        case repeated(RepeatedBasis)
        /// A problem of the run, whatever was asked.
        case run(RunProblem)

        private enum MissingCodingKeys: String, CodingKey { case _0 = "part" }
        private enum GeneratorCodingKeys: String, CodingKey { case _0 = "doubt", isMiss }
        private enum UsersCodingKeys: String, CodingKey { case _0 = "waits" }
        private enum BaselineCodingKeys: String, CodingKey { case _0 = "basis" }
        private enum CapacityCodingKeys: String, CodingKey { case _0 = "record" }
        private enum OverloadCodingKeys: String, CodingKey { case _0 = "record" }
        private enum EventCodingKeys: String, CodingKey { case _0 = "record" }
        private enum RepeatedCodingKeys: String, CodingKey { case _0 = "basis" }
        private enum RunCodingKeys: String, CodingKey { case _0 = "problem" }
    }

    /// The basis of a verdict on the difference to an earlier run.
    package enum BaselineBasis: Hashable, Codable, Sendable {
        /// The recorded value, the day of its run, and the range of this run's value that the noise
        /// of both runs allows: nanoseconds, a fraction, or a number a second.
        case compared(with: MetricValue?, recorded: String, lower: Double, upper: Double)
        /// This run was recorded.
        case recorded
        case missing(BaselineGap)

        private enum MissingCodingKeys: String, CodingKey { case _0 = "gap" }
    }

    /// The basis of a verdict on several runs of the same plan.
    package indirect enum RepeatedBasis: Hashable, Codable, Sendable {
        /// The budget held in more, or in fewer, than half of the conclusive runs.
        case held(Int, of: Int, values: [MetricValue?])
        /// The median of the conclusive runs.
        case median(of: Int, values: [MetricValue?])
        /// Most runs were inconclusive.
        case undecided(Int, of: Int, example: Finding?)
        /// The interval around the mean of all runs.
        case mean(of: [Duration])
        /// A miss was confirmed, or not.
        case missed(Int, of: Int, values: [MetricValue?])
        /// No run missed the budget; the finding that counts.
        case agreed(Finding?)

        private enum HeldCodingKeys: String, CodingKey { case _0 = "count", of, values }
        private enum UndecidedCodingKeys: String, CodingKey { case _0 = "count", of, example }
        private enum MissedCodingKeys: String, CodingKey { case _0 = "count", of, values }
        private enum AgreedCodingKeys: String, CodingKey { case _0 = "finding" }
    }
}
