import LoadTestingMacrosFree

extension ArrivalSegment {
    /// All problems of the segments of a schedule.
    package static func problems(
        of segments: [ArrivalSegment]
    ) -> [Problem] {
        guard !segments.isEmpty else {
            return [
                Problem(
                    "there is no arrival segment",
                    remedy: "say one, such as .hold(.perSecond(100), …)")
            ]
        }
        let each = segments.compactMap { $0.problem?.prefixed(by: "\($0)") }
        guard each.isEmpty else { return each }
        var problems = SegmentLimits.problems(
            durations: segments.map(\.duration), names: segments.compactMap(\.name))
        let arrivals = segments.reduce(0) { $0 + $1.arrivals }
        if arrivals <= 0 {
            problems.append(
                Problem(
                    "no segment has any arrivals", remedy: "say a rate of more than zero"))
        }
        if arrivals > SegmentLimits.maxArrivals {
            let count = NumberText.decimal(arrivals, places: 0)
            problems.append(
                Problem(
                    "the segments have \(count) arrivals, at most 10^12 can be counted",
                    remedy: "say lower rates, or shorter times"))
        }
        return problems
    }

    private var problem: Problem? {
        let durations = [duration] + innerDurations
        if let wrong = rates.first(where: { !$0.perSecond.isFinite }) {
            return Problem("\(wrong.perSecond) is no rate", remedy: "say a number")
        }
        if case .steps(_, _, let count, _) = shape,
            !(1...SegmentLimits.maxSteps).contains(count)
        {
            let limit = NumberText.grouped(SegmentLimits.maxSteps)
            return Problem("the number of steps is \(count)", remedy: "say 1 … \(limit)")
        }
        if durations.contains(where: { $0.wholeNanoseconds < 1 }) {
            return Problem("takes no time", remedy: "say a duration of more than zero")
        }
        return rateProblem
    }

    private var rateProblem: Problem? {
        switch shape {
        case .hold(let rate) where rate.perSecond == 0:
            Problem("the rate is zero", remedy: "write .silence(for:)")
        case .hold(let rate) where rate.perSecond < 0:
            Problem("the rate is below zero", remedy: "say more than zero")
        case .sine(let around, _, _) where around.perSecond < 0:
            Problem("the rate is below zero", remedy: "let it swing around more than zero")
        case .steps(let from, _, _, _) where from.perSecond < 0:
            Problem("the rate is below zero", remedy: "begin at zero or more")
        case .sine(let around, let by, _) where by.perSecond.magnitude > around.perSecond:
            Problem("the rate falls below zero", remedy: "let it swing by at most \(around)")
        case .steps(let from, let by, let count, _)
        where min(from.perSecond, from.perSecond + by.perSecond * Double(count - 1)) < -1e-9:
            Problem("the rate falls below zero", remedy: "say fewer steps, or smaller ones")
        case .ramp(let from, let to) where min(from, to).perSecond < 0,
            .spike(let from, let to) where min(from, to).perSecond < 0:
            Problem("the rate is below zero", remedy: "say zero or more")
        default: nil
        }
    }

    private var rates: [Rate] {
        switch shape {
        case .hold(let rate): [rate]
        case .ramp(let from, let to), .spike(let from, let to): [from, to]
        case .steps(let from, let by, _, _): [from, by]
        case .sine(let around, let by, _): [around, by]
        case .silence: []
        }
    }

    private var innerDurations: [Duration] {
        switch shape {
        case .steps(_, _, _, let each): [each]
        case .sine(_, _, let period): [period]
        default: []
        }
    }
}
