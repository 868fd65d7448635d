/// The last samples of a label: those that the percentiles of JMeter's dashboard are of.
///
/// `jmeter.reportgenerator.statistic_window` is 20,000 by default: percentiles of a longer run are
/// those of its end.
struct StatisticWindow: Sendable {
    static let size = 20_000

    private var times: [Int32] = []
    /// The number of samples, those that left the window included.
    private(set) var count = 0

    /// Adds a sample's time in milliseconds.
    mutating func add(_ milliseconds: Int32) {
        if times.count < Self.size {
            times.append(milliseconds)
        } else {
            times[count % Self.size] = milliseconds
        }
        count += 1
    }

    /// The percentiles in milliseconds, estimated as Apache Commons Math does (LEGACY): position
    /// p(n + 1)/100 in ascending order, with linear interpolation.
    func percentiles(_ percents: [Double]) -> [Double] {
        let sorted = times.sorted()
        return percents.map { percent in
            let position = percent / 100 * Double(sorted.count + 1)
            guard position >= 1 else { return Double(sorted.first ?? 0) }
            guard position < Double(sorted.count) else { return Double(sorted.last ?? 0) }
            let place = Int(position)
            let (lower, upper) = (Double(sorted[place - 1]), Double(sorted[place]))
            return lower + (position - Double(place)) * (upper - lower)
        }
    }
}
