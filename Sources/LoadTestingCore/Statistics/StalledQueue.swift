/// The times that arrivals would have seen of a server that stalled: a queue with one server in
/// virtual time, fed at a constant rate.
///
/// Each arrival waits for the end of a stall and for the backlog before it. With one stall of S and
/// an arrival rate λ below the capacity C the p-quantile is S − (1 − p) · T · (1 − λ / C):
/// G. Tene's coordinated omission, with the backlog that a stall leaves.
package struct StalledQueue {
    /// From the start of the load, in seconds, in their order; they do not overlap.
    package var stalls: [Range<Double>]
    /// The length of the load, in seconds.
    package var seconds: Double
    /// Arrivals a second, and the server's answers a second while it does not stall.
    package var rate: Double
    package var capacity: Double

    package init(stalls: [Range<Double>], seconds: Double, rate: Double, capacity: Double) {
        self.stalls = stalls
        self.seconds = seconds
        self.rate = rate
        self.capacity = capacity
    }

    /// The maximum arrivals simulated; more would not change a percentile.
    private static let maxCount = 20_000.0

    /// The wait that a percentage of the arrivals does not exceed, in seconds; `nil` without any.
    package func wait(_ percent: Double) -> Double? {
        let count = min(Self.maxCount, (rate * seconds).rounded())
        guard count >= 1, capacity > 0 else { return nil }
        let service = rate * seconds / count / capacity
        var waits: [Double] = []
        var (free, next) = (0.0, 0)
        for number in 0..<Int(count) {
            let arrival = Double(number) * seconds / count
            free = max(free, arrival)
            var left = service
            // Served piece by piece between stalls.
            while next < stalls.count, stalls[next].lowerBound <= free + left {
                left -= max(0, stalls[next].lowerBound - free)
                free = max(free, stalls[next].upperBound)
                next += 1
            }
            free += left
            waits.append(max(0, free - arrival - service))
        }
        waits.sort()
        let rank = HistogramSnapshot.rank(of: percent, in: UInt64(waits.count))
        return rank > 0 ? waits[Int(rank) - 1] : nil
    }
}
