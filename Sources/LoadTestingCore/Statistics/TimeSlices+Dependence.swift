import LoadTestingMacrosFree

/// The worth of a run's slow requests: those that queue behind one another are slow together.
extension TimeSlices {
    /// With fewer independent ones the interval would hold the true value far too seldom.
    ///
    /// From simulated queues: where it held it in 60 % of runs (p99 at ρ = 0.8 and 20,000
    /// requests), one run of a hundred has so many, with 40 a third; where it held it in 92 % and
    /// more, nearly all have.
    package static let minIndependent = 80

    /// The number of independent requests that are worth as much as the slow ones of this run.
    ///
    /// The number of slow requests in a second varies by more than chance makes it where they come
    /// in spells; divided by how much more (Pearson's dispersion), it is that of independent ones.
    /// Spells may last, so that two and four seconds are tested, too; and ten times as many
    /// requests as lie beyond the percentile, a quarter at most, since of those there are too few.
    ///
    /// - Parameter percent: the percentile, above 0 and below 100.
    func independentRequests(for percent: Double) -> Double {
        guard let all = Self.joined(intervals), all.requests > 0 else { return 0 }
        let outside = min(percent, 100 - percent)
        let level = 100 - max(outside, min(25, 10 * outside))
        guard let bound = all.percentile(level) else { return 0 }
        let counts = intervals.map {
            SlowCount(all: $0.requests, slow: $0.failed + $0.ok.count(above: bound, orAt: false))
        }
        let dispersion = [1, 2, 4].compactMap { Self.dispersion(of: counts, joining: $0) }.max()
        return Double(all.requests) * (100 - level) / 100 / max(1, dispersion ?? 1)
    }

    /// The variance of numbers of slow requests, divided by the one expected by chance; `nil` for
    /// fewer than eight numbers, or where none is slow.
    private static func dispersion(of counts: [SlowCount], joining width: Int) -> Double? {
        let joined = stride(from: 0, to: counts.count, by: width)
            .map { SlowCount(sumOf: counts[$0..<min($0 + width, counts.count)]) }
            .filter { $0.all > 0 }
        let share = SlowCount(sumOf: joined[...]).share
        guard joined.count >= 8, share > 0, share < 1 else { return nil }
        let squares = joined.reduce(0.0) { $0 + $1.squaredDistance(from: share) }
        return squares / Double(joined.count - 1)
    }
}

/// The number of some requests, and of the slow ones among them.
private struct SlowCount {
    private(set) var all = 0.0
    private(set) var slow = 0.0

    init(all: UInt64, slow: UInt64) {
        self.all = Double(all)
        self.slow = Double(slow)
    }

    init(sumOf counts: ArraySlice<SlowCount>) {
        for count in counts {
            all += count.all
            slow += count.slow
        }
    }

    var share: Double { all > 0 ? slow / all : 0 }

    /// (slow − all · share)², over the variance of a binomial number, all · share · (1 − share).
    func squaredDistance(from share: Double) -> Double {
        let distance = slow - all * share
        return distance * distance / (all * share * (1 - share))
    }
}
