extension Finding {
    /// A reason that a verdict does not follow from the measured value alone; more may come in
    /// later versions.
    public struct Reason: Hashable, Codable, Sendable {
        private let name: String

        private init(_ name: String) { self.name = name }

        /// No request was measured.
        public static let noRequests = Reason("noRequests")
        /// There are too few requests to mean something.
        public static let tooFewRequests = Reason("tooFewRequests")
        /// The run, or its part in question, is too short.
        public static let tooShort = Reason("tooShort")
        /// Too many requests failed for the metric to have a value.
        public static let tooManyFailed = Reason("tooManyFailed")
        /// The bound lies within the confidence interval.
        public static let boundWithinInterval = Reason("boundWithinInterval")
        /// The run has nothing that the metric is about: no such label, segment or server.
        public static let notMeasured = Reason("notMeasured")
        /// The metric, or its bound, has no meaning.
        public static let invalidMetric = Reason("invalidMetric")
        /// A part of the server was not seen.
        public static let serverPartlySeen = Reason("serverPartlySeen")
        /// The server did not take the planned load.
        public static let serverOverloaded = Reason("serverOverloaded")
        /// The server failed on its own.
        public static let serverFailed = Reason("serverFailed")
        /// The load generator was late, busy or stopped, so that it may have changed the verdict.
        public static let generatorDisturbed = Reason("generatorDisturbed")
        /// The load generator had no file descriptor or port left.
        public static let generatorExhausted = Reason("generatorExhausted")
        /// Too many users waited for an answer for longer than the bound.
        public static let usersWithoutAnswer = Reason("usersWithoutAnswer")
        /// There is no earlier run to compare with, or not one that compares.
        public static let noBaseline = Reason("noBaseline")
        /// Most of several runs were inconclusive.
        public static let runsUndecided = Reason("runsUndecided")
        /// Requests failed without a budget on failures, or in a dry run.
        public static let requestsFailed = Reason("requestsFailed")
        /// A rule of the plan ended the run.
        public static let aborted = Reason("aborted")
        /// An event of the plan was not done.
        public static let eventNotDone = Reason("eventNotDone")
        /// The run ended before its load was made.
        public static let endedEarly = Reason("endedEarly")
    }

    /// The reason that the verdict does not follow from the measured value alone; `nil` where it
    /// does.
    public var reason: Reason? { overload == nil ? basis.reason(of: self) : .serverOverloaded }
}

extension Finding.Reason {
    /// Reads a reason's name.
    public init(from decoder: any Decoder) throws {
        name = try decoder.singleValueContainer().decode(String.self)
    }

    /// Writes the reason's name.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}

extension Finding.Reason: CustomStringConvertible {
    /// The reason's name, such as `tooFewRequests`.
    public var description: String { name }
}

extension Finding.Basis {
    fileprivate func reason(of finding: Finding) -> Finding.Reason? {
        switch self {
        case .estimate: finding.verdict == .inconclusive ? .tooFewRequests : nil
        case .interval: finding.verdict == .inconclusive ? .boundWithinInterval : nil
        case .failures: .tooManyFailed
        case .tooFewRequests, .tooFewForInterval: .tooFewRequests
        case .noInterval: finding.missingInterval?.reason
        case .noRequests: .noRequests
        case .noLoadTime: .tooShort
        case .missing(let part): part.reason
        case .partOfServer: .serverPartlySeen
        case .generator: .generatorDisturbed
        case .users: .usersWithoutAnswer
        case .baseline(let basis): basis.reason(finding.verdict)
        case .capacity: finding.verdict == .inconclusive ? .boundWithinInterval : nil
        case .overload, .event: nil
        case .repeated(let basis): basis.reason(finding.verdict)
        case .run(let problem): problem.reason
        }
    }
}

extension Finding.BaselineBasis {
    fileprivate func reason(_ verdict: Verdict) -> Finding.Reason? {
        switch self {
        case .compared: verdict == .inconclusive ? .boundWithinInterval : nil
        case .recorded: nil
        case .missing(.noEstimate(let missing)): missing.reason
        case .missing: .noBaseline
        }
    }
}

extension Finding.RepeatedBasis {
    fileprivate func reason(_ verdict: Verdict) -> Finding.Reason? {
        switch self {
        case .held, .median, .missed: nil
        case .mean: verdict == .inconclusive ? .boundWithinInterval : nil
        case .undecided(_, _, let example): example?.reason ?? .runsUndecided
        case .agreed(let finding): finding?.reason
        }
    }
}

extension RunProblem {
    fileprivate var reason: Finding.Reason {
        switch self {
        case .exhausted: .generatorExhausted
        case .server: .serverFailed
        case .ended: .endedEarly
        case .unasked, .dryRun: .requestsFailed
        case .aborted: .aborted
        case .event: .eventNotDone
        }
    }
}

extension MissingInterval {
    fileprivate var reason: Finding.Reason {
        switch self {
        case .tooShort(let requests, let needed, _):
            requests < needed ? .tooFewRequests : .tooShort
        case .uneven: .tooFewRequests
        case .dependent: .tooShort
        case .failures: .tooManyFailed
        case .noPercentile: .invalidMetric
        }
    }
}

extension MissingPart {
    fileprivate var reason: Finding.Reason {
        switch self {
        case .noSuchPercentile, .unsupportedConfidence: .invalidMetric
        case .unknownLabel, .emptyScope, .noChecks, .nothingCounted, .unknownSegment, .noWarmUp,
            .emptyPeriod, .noServer, .unseen, .unrated, .noSearch, .noLevelHeld,
            .noOverload, .unknownEvent, .noRecoveryJudged, .missBeforeEvent:
            .notMeasured
        case .eventNotDone: .eventNotDone
        case .noPeakRate, .usersNeverTogether, .notYet, .tooShortForGrowth, .tooShortForWindow,
            .windowOutlastsRun, .noRecovery:
            .tooShort
        case .noRequests: .noRequests
        case .tooFewInWindows, .boundOfTooFew: .tooFewRequests
        case .failures: .tooManyFailed
        case .bound(_, let part): part.reason
        }
    }
}
