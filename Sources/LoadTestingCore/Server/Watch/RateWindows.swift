import LoadTestingMacrosFree

/// Finds the peaks of rates: the highest mean over a time that is long enough to be one; pure.
struct RateWindows {
    /// A rate over a shorter time makes no peak: a single tick of the processor's clock, 10 ms, is
    /// all of a core for so long.
    static let shortest: Int64 = 500_000_000

    private var recent: [ServerSeries: [(stretch: Stretch, amount: Double)]] = [:]

    /// Adds what was used over a time.
    ///
    /// - Returns: the rate over the last stretches that together are long enough; `nil` when they
    ///   are not yet.
    mutating func add(
        _ amount: Double, to series: ServerSeries, over stretch: Stretch
    ) -> Double? {
        var stretches = recent[series] ?? []
        if let last = stretches.last, last.stretch.end != stretch.start { stretches = [] }
        stretches.append((stretch, amount))
        while let second = stretches.dropFirst().first,
            stretch.end - second.stretch.start >= Self.shortest
        {
            stretches.removeFirst()
        }
        recent[series] = stretches
        let length = stretch.end - stretches[0].stretch.start
        guard length >= Self.shortest else { return nil }
        return stretches.reduce(0) { $0 + $1.amount } / (Double(length) / 1e9)
    }
}
