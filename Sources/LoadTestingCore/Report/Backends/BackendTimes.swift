/// Response times of an interval in milliseconds.
struct BackendTimes {
    let count: UInt64
    let mean: Double
    let minimum: Double
    let maximum: Double
    /// By the percent of each, such as `99.0`.
    let percentiles: [(percent: Double, value: Double)]

    private static let percents = [50.0, 90.0, 95.0, 99.0]

    /// `nil` without values.
    init?(_ times: HistogramSnapshot) {
        guard times.count > 0 else { return nil }
        count = times.count
        mean = times.sumNanoseconds / Double(times.count) / 1e6
        minimum = Double(times.minimumNanoseconds) / 1e6
        maximum = Double(times.maximumNanoseconds) / 1e6
        percentiles = Self.percents.compactMap { percent in
            times.percentile(percent).map { (percent, Double($0.wholeNanoseconds) / 1e6) }
        }
    }
}

extension LabelSnapshot {
    /// Response times of all requests, failed ones too.
    var allResponse: HistogramSnapshot {
        var all = okResponse
        all.merge(failedResponse)
        return all
    }
}
