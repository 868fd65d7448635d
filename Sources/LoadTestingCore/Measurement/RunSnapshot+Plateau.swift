extension RunSnapshot {
    /// Finds the plateau: the longest run of whole seconds in which all users were active.
    ///
    /// - Parameter windows: the times of arrivals' highest rate, in nanoseconds; seconds outside of
    ///   one are no part of it.
    package mutating func findPlateau(within windows: [Range<Int64>]) {
        var longest: Range<Int>?
        var current: Range<Int>?
        for interval in judgedIntervals {
            let seconds = interval.startSecond..<interval.startSecond + interval.seconds
            guard isFull(interval, seconds, windows) else {
                current = nil
                continue
            }
            let start = current?.upperBound == seconds.lowerBound ? current?.lowerBound : nil
            current = (start ?? seconds.lowerBound)..<seconds.upperBound
            if current?.count ?? 0 > longest?.count ?? 0 { longest = current }
        }
        plateau = longest
    }

    private func isFull(
        _ interval: IntervalSnapshot, _ seconds: Range<Int>, _ windows: [Range<Int64>]
    ) -> Bool {
        let start = Int64(seconds.lowerBound) * 1_000_000_000
        let end = Int64(seconds.upperBound) * 1_000_000_000
        return interval.minActiveUsers >= facts.plannedUsers
            && windows.allSatisfy { $0.lowerBound <= start && end <= $0.upperBound }
            && end <= durationNanoseconds
    }
}

extension Range<Int64> {
    /// The whole seconds inside a range of nanoseconds; `nil` when there is none.
    package var wholeSeconds: Range<Int>? {
        let start = (lowerBound + 999_999_999) / 1_000_000_000
        let end = upperBound / 1_000_000_000
        return start < end ? Int(start)..<Int(end) : nil
    }
}
