extension ArrivalSegment {
    /// How many arrivals it adds, not rounded; a sine counts as its mean.
    package var arrivals: Double {
        let seconds = duration / .seconds(1)
        return switch shape {
        case .hold(let rate): rate.perSecond * seconds
        case .ramp(let from, let to), .spike(let from, let to):
            (from.perSecond + to.perSecond) / 2 * seconds
        case .steps(let from, let by, let count, _):
            (from.perSecond + by.perSecond * Double(count - 1) / 2) * seconds
        case .sine(let around, _, _): around.perSecond * seconds
        case .silence: 0
        }
    }

    /// What is wrong with the segments of a schedule: each with what helps.
    package static func problems(
        of segments: [ArrivalSegment]
    ) -> [(message: String, remedy: String)] {
        guard !segments.isEmpty else {
            return [("there is no arrival segment", "say one, such as .hold(.perSecond(100), …)")]
        }
        let each = segments.compactMap { segment in
            segment.problem.map { ("\(segment): \($0.message)", $0.remedy) }
        }
        guard each.isEmpty else { return each }
        var problems = SegmentLimits.problems(
            durations: segments.map(\.duration), names: segments.compactMap(\.name))
        let arrivals = segments.reduce(0) { $0 + $1.arrivals }
        if arrivals <= 0 {
            problems.append(("no segment has any arrivals", "say a rate of more than zero"))
        }
        if arrivals > SegmentLimits.mostArrivals {
            let count = NumberText.decimal(arrivals, places: 0)
            problems.append(
                (
                    "the segments have \(count) arrivals, at most 10^12 can be counted",
                    "say lower rates, or shorter times"
                ))
        }
        return problems
    }

    private var problem: (message: String, remedy: String)? {
        let durations = [duration] + innerDurations
        if let wrong = rates.first(where: { !$0.perSecond.isFinite }) {
            return ("\(wrong.perSecond) is no rate", "say a number")
        }
        if case .steps(_, _, let count, _) = shape,
            !(1...SegmentLimits.mostSteps).contains(count)
        {
            let most = NumberText.grouped(SegmentLimits.mostSteps)
            return ("the number of steps is \(count)", "say 1 … \(most)")
        }
        if durations.contains(where: { $0.wholeNanoseconds < 1 }) {
            return ("takes no time", "say a duration of more than zero")
        }
        return rateProblem
    }

    private var rateProblem: (message: String, remedy: String)? {
        switch shape {
        case .hold(let rate) where rate.perSecond == 0:
            ("the rate is zero", "write .silence(for:)")
        case .hold(let rate) where rate.perSecond < 0:
            ("the rate is below zero", "say more than zero")
        case .sine(let around, _, _) where around.perSecond < 0:
            ("the rate is below zero", "let it swing around more than zero")
        case .steps(let from, _, _, _) where from.perSecond < 0:
            ("the rate is below zero", "begin at zero or more")
        case .sine(let around, let by, _) where by.perSecond.magnitude > around.perSecond:
            ("the rate falls below zero", "let it swing by at most \(around)")
        case .steps(let from, let by, let count, _)
        where min(from.perSecond, from.perSecond + by.perSecond * Double(count - 1)) < -1e-9:
            ("the rate falls below zero", "say fewer steps, or smaller ones")
        case .ramp(let from, let to) where min(from, to).perSecond < 0,
            .spike(let from, let to) where min(from, to).perSecond < 0:
            ("the rate is below zero", "say zero or more")
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
