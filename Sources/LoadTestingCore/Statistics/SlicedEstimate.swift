/// A figure of a run, and of each of its slices of time, whose spread says how sure it is.
package struct SlicedEstimate: Hashable, Codable, Sendable {
    /// Of the whole run: nanoseconds, a fraction, or a number a second.
    package var value: Double
    /// Of each slice, in the order of time.
    package var slices: [Double]
    /// The length of each slice, in seconds.
    package var sliceSeconds: Double

    package init(value: Double, slices: [Double], sliceSeconds: Double) {
        self.value = value
        self.slices = slices
        self.sliceSeconds = sliceSeconds
    }

    /// The same figure times a factor.
    func scaled(by factor: Double) -> SlicedEstimate {
        SlicedEstimate(
            value: value * factor, slices: slices.map { $0 * factor },
            sliceSeconds: sliceSeconds)
    }

    /// The square of the standard error: s² / n.
    var squaredError: Double {
        let deviation = slices.standardDeviation
        return slices.count > 1 ? deviation * deviation / Double(slices.count) : 0
    }
}
