/// The begin and end instants of a group's users or arrivals: by index, in integer nanoseconds
/// since the start of the run.
///
/// Pure: every caller gets the same answer, so that any number of threads can share a schedule.
package enum GroupSchedule: Sendable {
    case ramp(RampSchedule)
    case shape(UserShape)
    case arrivals(ArrivalSchedule)

    /// The number that begin.
    package var count: Int64 {
        switch self {
        case .ramp(let ramp): Int64(ramp.users)
        case .shape(let shape): Int64(shape.count)
        case .arrivals(let arrivals): arrivals.count
        }
    }

    /// The instants at which one begins and has to end, `Int64.max` for no end of its own.
    ///
    /// - Parameter index: 0 ..< `count`; instants ascend with it.
    package func span(_ index: Int64) -> (due: Int64, end: Int64) {
        switch self {
        case .ramp(let ramp): (due: ramp.due(Int(index)), end: .max)
        case .shape(let shape): shape.span(Int(index))
        case .arrivals(let arrivals): (due: arrivals.due(index), end: .max)
        }
    }

    /// Whether work comes by the clock, whatever the server does.
    package var isOpen: Bool { if case .arrivals = self { true } else { false } }

    /// The earliest begin of the first one, in nanoseconds from the start of the run.
    package var startNanoseconds: Int64 {
        switch self {
        case .ramp(let ramp): ramp.startNanoseconds
        case .shape(let shape): shape.startNanoseconds
        case .arrivals(let arrivals): arrivals.startNanoseconds
        }
    }

    /// The end of the schedule; `nil` for users without an end of their own.
    package var endNanoseconds: Int64? {
        switch self {
        case .ramp: nil
        case .shape(let shape): shape.endNanoseconds
        case .arrivals(let arrivals): arrivals.endNanoseconds
        }
    }

    /// The time in which arrivals come at their highest rate; `nil` without a constant one, and for
    /// users, whose number is not scheduled by rate.
    package var plateau: Range<Int64>? {
        if case .arrivals(let arrivals) = self { arrivals.plateau } else { nil }
    }

    /// Named intervals.
    package var segments: [String: Range<Int64>] {
        switch self {
        case .ramp: [:]
        case .shape(let shape): shape.segments
        case .arrivals(let arrivals): arrivals.segments
        }
    }
}

extension UserShape {
    fileprivate func span(_ index: Int) -> (due: Int64, end: Int64) {
        let stay = stay(index)
        return (due: stay.due, end: stay.end)
    }
}
