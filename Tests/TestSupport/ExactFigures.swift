package import LoadTestingCore

/// A percentile by exact sorting, at rank ⌈p · n⌉, in the unit of the values.
///
/// - Parameter percent: up to three decimal places; in whole numbers, since 99.9 % of 2,000 is a
///   little more than 1,998 in binary fractions, and the rank would be the next one.
package func exact(_ percent: Double, of values: [Double]) -> Double {
    let sorted = values.sorted()
    let rank = (Int((percent * 1_000).rounded()) * sorted.count + 99_999) / 100_000
    return sorted[max(1, rank) - 1]
}

extension LoadTestResult {
    /// Requests that ended a second, and their mean response time in seconds, over whole seconds
    /// inside the run.
    package func steady(_ seconds: Range<Int>) -> (rate: Double, response: Double) {
        let inside = snapshot.intervals.filter {
            seconds.contains($0.startSecond) && $0.seconds == 1
        }
        let total = snapshot.total(of: .everything, in: inside)
        let mean = total?.okResponse.mean.map { $0 / .seconds(1) } ?? .nan
        return (Double(total?.succeeded ?? 0) / Double(max(1, inside.count)), mean)
    }
}
