/// A segment of a thread group's shape: a number of users over some time.
///
/// Each starts from the number of users with which the previous one ended, the first from none:
///
/// ```swift
/// [
///     .ramp(to: 200, over: .seconds(20)), .hold(for: .seconds(60)),
///     .step(to: 500, for: .seconds(10)), .ramp(to: 0, over: .seconds(20)),
/// ]
/// ```
public struct UserSegment: Hashable, Sendable {
    /// The course of the number of users over the segment.
    package enum Shape: Hashable, Sendable {
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
    ///   - count: the number of steps, 1 … 10,000.
    ///   - each: the time of a step. Its number of users is rounded to the nearest.
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

    /// The number of users at its end; `nil` when it stays unchanged.
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
