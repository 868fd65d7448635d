import LoadTestingMacrosFree

/// The reason that a percentile has no confidence interval.
package enum MissingInterval: Error, Hashable, Codable, Sendable {
    /// Too few requests, or less than 10 s.
    case tooShort(requests: UInt64, needed: UInt64, seconds: Int)
    /// Enough requests, but in a tenth of the time too few of them.
    case uneven(requests: UInt64, needed: UInt64)
    /// Enough requests, but they were slow together: worth only so few independent ones.
    case dependent(independent: Int, seconds: Int)
    /// In a part of the run so many failed that the percentile has no value there.
    case failures
    /// For example p100, which is one request.
    case noPercentile

    /// The length that a run at the same rate needs, in seconds; `nil` where length is not the
    /// problem.
    package var secondsNeeded: Int? {
        if case .dependent(let independent, let seconds) = self {
            let factor = Double(TimeSlices.minIndependent) / Double(max(1, independent))
            return Int((Double(seconds) * max(2, factor)).rounded(.up))
        }
        guard case .tooShort(let requests, let needed, let seconds) = self else { return nil }
        guard requests > 0, requests < needed else { return TimeSlices.minCount }
        let factor = Double(needed) / Double(requests)
        return max(TimeSlices.minCount, Int((Double(max(1, seconds)) * factor).rounded(.up)))
    }
}

extension MissingInterval: CustomStringConvertible {
    /// The reason in words, with numbers.
    package var description: String {
        switch self {
        case .tooShort(let requests, let needed, _) where requests < needed:
            "too short: needs \(NumberText.grouped(needed)) requests, has"
                + " \(NumberText.grouped(requests))"
        case .tooShort(_, _, let seconds):
            "too short: needs \(TimeSlices.minCount) whole seconds, has \(seconds)"
        case .uneven(let requests, let needed):
            "too uneven: a part of the run has \(NumberText.grouped(requests)) requests, needs"
                + " \(NumberText.grouped(needed))"
        case .dependent(let independent, _):
            "too short: slow requests came together, as if \(NumberText.grouped(independent)) were"
                + " independent; needs \(TimeSlices.minIndependent)"
        case .failures: "too many requests failed in a part of the run"
        case .noPercentile: "no interval for this percentile"
        }
    }
}
