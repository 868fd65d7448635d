/// A segment of an open load: a rate of arrivals over some time.
///
/// Several in a row are a schedule:
///
/// ```swift
/// [
///     .ramp(from: .perSecond(0), to: .perSecond(200), over: .seconds(10)),
///     .hold(.perSecond(200), for: .seconds(60)),
///     .spike(from: .perSecond(200), to: .perSecond(1_000), over: .seconds(4)).named("spike"),
/// ]
/// ```
public struct ArrivalSegment: Hashable, Sendable {
    /// The course of the rate over the segment.
    package enum Shape: Hashable, Sendable {
        case hold(Rate)
        case ramp(from: Rate, to: Rate)
        case steps(from: Rate, by: Rate, count: Int, each: Duration)
        case spike(from: Rate, to: Rate)
        case sine(around: Rate, by: Rate, period: Duration)
        case silence
    }

    package var shape: Shape
    package var duration: Duration
    package var name: String?

    /// A constant rate, more than zero.
    public static func hold(_ rate: Rate, for duration: Duration) -> ArrivalSegment {
        ArrivalSegment(shape: .hold(rate), duration: duration)
    }

    /// A rate that changes evenly from one value to another.
    public static func ramp(
        from: Rate, to: Rate, over duration: Duration
    ) -> ArrivalSegment {
        ArrivalSegment(shape: .ramp(from: from, to: to), duration: duration)
    }

    /// Constant rates one after the other, such as 100, 150, 200 a second.
    ///
    /// - Parameters:
    ///   - from: the first rate, zero or more.
    ///   - by: the increase at each step; below zero it goes down.
    ///   - count: the number of steps, the first one included: 1 … 10,000.
    ///   - each: the time of a step.
    public static func steps(
        from: Rate, by: Rate, count: Int, each: Duration
    ) -> ArrivalSegment {
        ArrivalSegment(
            shape: .steps(from: from, by: by, count: count, each: each),
            duration: each.times(count))
    }

    /// A rate that goes up evenly and down again, with its peak in the middle.
    ///
    /// - Parameters:
    ///   - from: the rate at both ends. Default: none.
    ///   - to: the rate at the peak.
    ///   - duration: the time of up and down together.
    public static func spike(
        from: Rate = .perSecond(0), to: Rate, over duration: Duration
    ) -> ArrivalSegment {
        ArrivalSegment(shape: .spike(from: from, to: to), duration: duration)
    }

    /// A rate that swings: `around` + `by` · sin(2π · t / `period`).
    ///
    /// - Parameters:
    ///   - around: the mean of a period.
    ///   - by: the amplitude, at most `around`; below zero it goes down first.
    ///   - period: the time of one swing up and down.
    ///   - duration: the time of the segment; need not be whole periods.
    public static func sine(
        around: Rate, by: Rate, period: Duration, for duration: Duration
    ) -> ArrivalSegment {
        ArrivalSegment(shape: .sine(around: around, by: by, period: period), duration: duration)
    }

    /// No arrivals for some time.
    public static func silence(for duration: Duration) -> ArrivalSegment {
        ArrivalSegment(shape: .silence, duration: duration)
    }

    /// Gives the segment a name, by which budgets can be set on it alone.
    public func named(_ name: String) -> ArrivalSegment {
        var copy = self
        copy.name = name
        return copy
    }

    /// The number of arrivals that it adds, not rounded; a sine counts as its mean.
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
}

extension ArrivalSegment: CustomStringConvertible {
    /// The segment in one line, such as `ramp 0/s → 200/s over 2 s`.
    public var description: String {
        let text =
            switch shape {
            case .hold(let rate): "hold \(rate) for \(duration.text)"
            case .ramp(let from, let to): "ramp \(from) → \(to) over \(duration.text)"
            case .steps(let from, let by, let count, let each):
                "\(NumberText.counted(count, "step")) of \(each.text) from \(from) by \(by)"
            case .spike(let from, let to):
                "spike \(from) → \(to) → \(from) over \(duration.text)"
            case .sine(let around, let by, let period):
                "sine \(around) ± \(by), period \(period.text), for \(duration.text)"
            case .silence: "silence for \(duration.text)"
            }
        return name.map { "\(text) (\"\($0.printable)\")" } ?? text
    }
}
