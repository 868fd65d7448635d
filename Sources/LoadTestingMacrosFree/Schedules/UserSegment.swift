/// A stretch of a thread group's shape: how many users there are over some time.
///
/// Each starts from the number of users with which the one before ended, the first from none:
///
/// ```swift
/// [
///     .ramp(to: 200, over: .seconds(20)), .hold(for: .seconds(60)),
///     .step(to: 500, for: .seconds(10)), .ramp(to: 0, over: .seconds(20)),
/// ]
/// ```
public struct UserSegment: Hashable, Codable, Sendable {
    /// How the number of users runs over the segment.
    package enum Shape: Hashable, Codable, Sendable {
        case ramp(to: Int)
        case hold
        case step(to: Int)
        case steps(to: Int, count: Int, each: Duration)
    }

    package var shape: Shape
    package var duration: Duration
    package var name: String?

    /// Users start, or leave, evenly until there are `to` of them.
    public static func ramp(to users: Int, over duration: Duration) -> UserSegment {
        UserSegment(shape: .ramp(to: users), duration: duration)
    }

    /// The number of users stays.
    public static func hold(for duration: Duration) -> UserSegment {
        UserSegment(shape: .hold, duration: duration)
    }

    /// Users start, or leave, at once; then the number stays.
    public static func step(to users: Int, for duration: Duration) -> UserSegment {
        UserSegment(shape: .step(to: users), duration: duration)
    }

    /// Steps of equal height, up or down, until there are `to` users.
    ///
    /// - Parameters:
    ///   - to: the number of users in the last step.
    ///   - count: how many steps there are, 1 … 10,000.
    ///   - each: how long a step takes. Its number of users is rounded to the nearest.
    public static func steps(to users: Int, count: Int, each: Duration) -> UserSegment {
        UserSegment(
            shape: .steps(to: users, count: count, each: each), duration: each.times(count))
    }

    /// Gives the segment a name, by which budgets can be set on it alone.
    public func named(_ name: String) -> UserSegment {
        var copy = self
        copy.name = name
        return copy
    }

    /// The number of users it ends with; `nil` when that stays as it was.
    package var users: Int? {
        switch shape {
        case .ramp(let users), .step(let users), .steps(let users, _, _): users
        case .hold: nil
        }
    }
}

extension UserSegment: CustomStringConvertible {
    /// The segment in one line, such as `ramp to 200 users over 20 s`.
    public var description: String {
        let text =
            switch shape {
            case .ramp(let users):
                "ramp to \(NumberText.counted(users, "user")) over \(duration.text)"
            case .hold: "hold for \(duration.text)"
            case .step(let users): "\(NumberText.counted(users, "user")) for \(duration.text)"
            case .steps(let users, let count, let each):
                "\(NumberText.counted(count, "step")) of \(each.text) to"
                    + " \(NumberText.counted(users, "user"))"
            }
        return name.map { "\(text) (\"\($0.printable)\")" } ?? text
    }
}

extension UserSegment {
    /// What is wrong with the segments of a shape: each with what helps.
    package static func problems(
        of segments: [UserSegment]
    ) -> [(message: String, remedy: String)] {
        guard !segments.isEmpty else {
            return [("there is no user segment", "say one, such as .ramp(to: 100, …)")]
        }
        let each = segments.compactMap { segment in
            segment.problem.map { ("\(segment): \($0.message)", $0.remedy) }
        }
        guard each.isEmpty else { return each }
        var problems = SegmentLimits.problems(
            durations: segments.map(\.duration), names: segments.compactMap(\.name))
        if segments.allSatisfy({ $0.users ?? 0 == 0 }) {
            problems.append(("no segment has any users", "say .ramp(to:over:) or .step(to:for:)"))
        }
        return problems
    }

    private var problem: (message: String, remedy: String)? {
        if let users, !(0...SegmentLimits.mostUsers).contains(users) {
            let most = NumberText.grouped(SegmentLimits.mostUsers)
            return ("\(NumberText.grouped(users)) users can't be", "say 0 … \(most)")
        }
        if case .steps(_, let count, _) = shape, !(1...SegmentLimits.mostSteps).contains(count) {
            let most = NumberText.grouped(SegmentLimits.mostSteps)
            return ("the number of steps is \(count)", "say 1 … \(most)")
        }
        guard duration.wholeNanoseconds >= 1 else {
            return ("takes no time", "say a duration of more than zero")
        }
        return nil
    }
}
