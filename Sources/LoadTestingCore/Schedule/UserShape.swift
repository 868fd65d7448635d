package import LoadTestingMacrosFree

/// The starts and ends of the users of a group whose number goes up and down over time.
///
/// U(t) runs through the segments' numbers in straight lines and jumps. At each instant ⌈U(t)⌉
/// users are active: user number k of them starts when U rises above k and ends when it first falls
/// to k or below, so the last to start is the first to end. A number that comes up again is a new
/// user. All end with the last segment.
package struct UserShape: Sendable {
    /// A user's time, in nanoseconds from the start of the run.
    package struct Stay: Hashable, Sendable {
        package var due: Int64
        package var end: Int64
    }

    /// A change of the number: at once where it takes no time.
    private struct Change: Sendable {
        var start: Int64
        var nanoseconds: Int64
        var from: Int
        var to: Int
        /// The number of users that started before.
        var startedBefore: Int

        /// The instant at which the number passes a level that is `steps` away from its begin.
        func time(after steps: Int) -> Int64 {
            let product = UInt64(steps).multipliedFullWidth(by: UInt64(nanoseconds))
            let height = UInt64((to - from).magnitude)
            return start + Int64(height.dividingFullWidth(product).quotient)
        }
    }

    /// The total number of users that start.
    package let count: Int
    /// The maximum users active at once.
    package let peak: Int
    /// The start of the first segment, in nanoseconds from the start of the run.
    package let startNanoseconds: Int64
    /// The end of the last segment, in nanoseconds from the start of the run.
    package let endNanoseconds: Int64
    /// Named intervals, in nanoseconds from the start of the run.
    package let segments: [String: Range<Int64>]
    private let rises: [Change]
    private let falls: [Change]

    /// Makes a shape from segments without problems.
    ///
    /// - Parameters:
    ///   - segments: at least one; none with a problem that the validation of plans finds.
    ///   - startNanoseconds: from the start of the run to the first segment.
    package init(_ segments: [UserSegment], startNanoseconds: Int64 = 0) {
        var (time, level, started, top) = (startNanoseconds, 0, 0, 0)
        var changes: [Change] = []
        var named: [String: Range<Int64>] = [:]
        for segment in segments {
            let start = time
            for (target, ramp, hold) in Self.parts(of: segment, from: level) {
                if target != level {
                    changes.append(
                        Change(
                            start: time, nanoseconds: ramp, from: level, to: target,
                            startedBefore: started))
                    started += max(0, target - level)
                }
                level = target
                top = max(top, level)
                time += ramp + hold
            }
            if let name = segment.name { named[name] = start..<time }
        }
        count = started
        peak = top
        self.startNanoseconds = startNanoseconds
        endNanoseconds = time
        self.segments = named
        rises = changes.filter { $0.to > $0.from }
        falls = changes.filter { $0.to < $0.from }
    }

    /// The start and end of a user.
    ///
    /// - Parameter index: its number in the order of starts, 0 ..< `count`.
    package func stay(_ index: Int) -> Stay {
        var (low, high) = (0, rises.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if rises[middle].startedBefore <= index { low = middle } else { high = middle }
        }
        let rise = rises[low]
        let steps = index - rise.startedBefore
        let level = rise.from + steps
        let fall = falls.first { $0.start >= rise.start + rise.nanoseconds && $0.to <= level }
        return Stay(
            due: rise.time(after: steps),
            end: fall.map { $0.time(after: $0.from - level) } ?? endNanoseconds)
    }

    /// The number of users planned to be active at an instant, from the start of the run.
    package func users(at instant: Int64) -> Int {
        guard instant < endNanoseconds else { return 0 }
        let passed = [rises, falls].compactMap { changes in
            changes.last { $0.start <= instant }
        }
        guard let last = passed.max(by: { $0.start < $1.start }) else { return 0 }
        guard instant < last.start + last.nanoseconds else { return last.to }
        let share = Double(instant - last.start) / Double(last.nanoseconds)
        let steps = Int(Double((last.to - last.from).magnitude) * share)
        return last.to > last.from ? min(last.to, last.from + steps + 1) : last.from - steps
    }

    /// The parts of a segment: the number it goes to, the time that takes, the time it stays.
    private static func parts(
        of segment: UserSegment, from level: Int
    ) -> [(target: Int, ramp: Int64, hold: Int64)] {
        let length = segment.duration.wholeNanoseconds
        switch segment.shape {
        case .ramp(let users): return [(users, length, 0)]
        case .hold: return [(level, 0, length)]
        case .step(let users): return [(users, 0, length)]
        case .steps(let users, let count, let each):
            return (1...max(1, count)).map { step in
                let part = Double(users - level) * Double(step) / Double(max(1, count))
                return (level + Int(part.rounded()), 0, each.wholeNanoseconds)
            }
        }
    }
}
