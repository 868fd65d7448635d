/// Distinguishes a counter that was reset from several of one name that alternate; pure.
///
/// A reset count falls once, to the little counted since, and rises from there. Several processes
/// behind one address have a count each: the value read falls to another one's and is back above
/// its former value, in one step.
struct CounterHistory {
    enum Change: Equatable {
        /// The first value, or one that gives no rise.
        case start
        case rise(Double)
        /// Several processes answer.
        case ofSeveral
    }

    private var last: (value: Double, nanoseconds: Int64)?
    /// The highest value before the count fell.
    private var peak: Double?
    private var hasReturned = false
    /// The highest rate of steps that only one process explains.
    private var rate = 0.0
    private var isOfSeveral = false

    /// The maximum factor by which a usual step may be faster than the others.
    private static let tolerance = 3.0

    /// - Parameter nanoseconds: the instant at which it was read.
    mutating func add(_ value: Double, at nanoseconds: Int64) -> Change {
        guard !isOfSeveral else { return .ofSeveral }
        guard let last else {
            self.last = (value, nanoseconds)
            return .start
        }
        let seconds = Double(nanoseconds - last.nanoseconds) / 1e9
        guard seconds > 0 else { return .start }
        self.last = (value, nanoseconds)
        let step =
            value < last.value
            ? fall(from: last.value, to: value, in: seconds)
            : rise(from: last.value, to: value, in: seconds)
        isOfSeveral = step == .ofSeveral
        return step
    }

    private mutating func fall(from old: Double, to new: Double, in seconds: Double) -> Change {
        let isLikely = new <= rate * seconds * Self.tolerance || peak == nil && new <= old / 10
        if !isLikely || hasReturned { return .ofSeveral }
        peak = max(peak ?? old, old)
        // Counted since the reset, in an unknown part of the time.
        return new <= rate * seconds ? .rise(new) : .start
    }

    private mutating func rise(from old: Double, to new: Double, in seconds: Double) -> Change {
        let own = (new - old) / seconds
        if let peak, old < peak, new >= peak {
            if own > rate * Self.tolerance { return .ofSeveral }
            hasReturned = true
        }
        rate = max(rate, own)
        return .rise(new - old)
    }
}
