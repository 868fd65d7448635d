import LoadTestingMacrosFree

extension UserSegment {
    /// All problems of the segments of a shape.
    package static func problems(of segments: [UserSegment]) -> [Problem] {
        guard !segments.isEmpty else {
            return [
                Problem(
                    "there is no user segment", remedy: "say one, such as .ramp(to: 100, …)")
            ]
        }
        let each = segments.compactMap { $0.problem?.prefixed(by: "\($0)") }
        guard each.isEmpty else { return each }
        var problems = SegmentLimits.problems(
            durations: segments.map(\.duration), names: segments.compactMap(\.name))
        if segments.allSatisfy({ $0.users ?? 0 == 0 }) {
            problems.append(
                Problem(
                    "no segment has any users", remedy: "say .ramp(to:over:) or .step(to:for:)"))
        }
        return problems
    }

    private var problem: Problem? {
        if let users, !(0...SegmentLimits.maxUsers).contains(users) {
            let limit = NumberText.grouped(SegmentLimits.maxUsers)
            return Problem(
                "\(NumberText.grouped(users)) users can't be", remedy: "say 0 … \(limit)")
        }
        if case .steps(_, let count, _) = shape, !(1...SegmentLimits.maxSteps).contains(count) {
            let limit = NumberText.grouped(SegmentLimits.maxSteps)
            return Problem(
                "the number of steps is \(count)", remedy: "say 1 … \(limit)")
        }
        guard duration.wholeNanoseconds >= 1 else {
            return Problem(
                "takes no time", remedy: "say a duration of more than zero")
        }
        return nil
    }
}
