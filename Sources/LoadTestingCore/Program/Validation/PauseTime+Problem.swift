import LoadTestingMacrosFree

extension PauseTime {
    /// The problem with its times, `nil` where each is zero or more.
    var problem: Problem? {
        let times: [Duration] =
            switch self {
            case .uniform(let range): [range.lowerBound, range.upperBound]
            case .gaussian(let mean, let deviation): [mean, deviation]
            case .exponential(let mean): [mean]
            }
        guard let wrong = times.first(where: { $0 < .zero || $0 > TimeLimit.max }) else {
            return nil
        }
        return Problem(
            "a pause of \(self)", remedy: TimeLimit.remedy(for: wrong, min: "zero or more"))
    }
}

extension Pace {
    /// The problem with its cycle, `nil` where that is more than zero.
    var problem: Problem? {
        guard cycle <= .zero || cycle > TimeLimit.max else { return nil }
        return Problem("a pace of \(cycle.text)", remedy: TimeLimit.remedy(for: cycle))
    }
}
