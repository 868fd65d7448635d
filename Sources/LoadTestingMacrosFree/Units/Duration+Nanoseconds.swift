extension Duration {
    /// The duration in whole nanoseconds, cut off at ± 292 years.
    package var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let limit: Int64 = seconds < 0 ? .min : .max
        guard !overflow else { return limit }
        let (sum, overflowed) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
        return overflowed ? limit : sum
    }

    /// The duration in seconds, rounded up.
    package var wholeSeconds: Int64 {
        let nanoseconds = wholeNanoseconds
        return nanoseconds / 1_000_000_000 + (nanoseconds % 1_000_000_000 > 0 ? 1 : 0)
    }

    /// The duration in seconds, to the nanosecond.
    package var fractionalSeconds: Double { Double(wholeNanoseconds) / 1e9 }

    /// The duration times a count, zero for a negative one, cut off at ± 292 years.
    package func times(_ count: Int) -> Duration {
        let isTooLong = wholeNanoseconds.multipliedReportingOverflow(
            by: Int64(max(0, count))
        ).overflow
        guard isTooLong else { return self * max(0, count) }
        return .nanoseconds(self < .zero ? Int64.min : Int64.max)
    }

    /// The duration as every output of LoadTesting writes it, such as `41.8 ms`.
    package var text: String { NumberText.duration(nanoseconds: wholeNanoseconds) }
}
