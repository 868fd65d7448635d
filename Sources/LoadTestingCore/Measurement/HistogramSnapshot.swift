import CLoadTesting

/// The contents of a histogram: counters that are not zero, and exact extremes and sum.
///
/// A value that can be merged, sent and stored. Merging is exact: percentiles of merged histograms
/// are those of one histogram over all values.
public struct HistogramSnapshot: Hashable, Codable, Sendable {
    /// The counters in use, packed as in `clt_counters.h`.
    package private(set) var counters: [UInt8] = []
    /// The number of values.
    public private(set) var count: UInt64 = 0
    package private(set) var minimumNanoseconds = Int64.max
    package private(set) var maximumNanoseconds = Int64.min
    package private(set) var sumNanoseconds = 0.0

    /// An empty histogram.
    public init() {}

    /// Copies the content of a histogram.
    init(_ histogram: UnsafePointer<clt_histogram>) {
        let length = clt_counters_write(histogram, nil)
        counters = Self.bytes(atMost: length) { clt_counters_write(histogram, $0) }
        count = histogram.pointee.count
        minimumNanoseconds = histogram.pointee.minimum
        maximumNanoseconds = histogram.pointee.maximum
        sumNanoseconds = histogram.pointee.sum
    }

    /// A histogram of some values in nanoseconds.
    package init(counting values: [Int64]) {
        guard !values.isEmpty, let histogram = clt_histogram_create() else {
            self.init()
            return
        }
        for value in values { clt_histogram_record(histogram, value) }
        self.init(histogram)
        clt_histogram_destroy(histogram)
    }

    /// The same without its counters: the number of values, their extremes and their sum.
    package var outline: HistogramSnapshot {
        var outline = self
        outline.counters = []
        return outline
    }

    /// Adds the values to a histogram.
    func add(to histogram: UnsafeMutablePointer<clt_histogram>) {
        clt_histogram_add(
            histogram, counters, counters.count, count, minimumNanoseconds, maximumNanoseconds,
            sumNanoseconds)
    }

    /// Bytes written in place: sums over long runs do this tens of thousands of times.
    private static func bytes(
        atMost length: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int
    ) -> [UInt8] {
        guard length > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: length) { $1 = write($0.baseAddress!) }
    }

    /// Adds the values of another histogram.
    ///
    /// - Complexity: O(counters in use in both).
    package mutating func merge(_ other: HistogramSnapshot) {
        guard other.count > 0 else { return }
        guard count > 0 else {
            self = other
            return
        }
        counters = Self.bytes(atMost: counters.count + other.counters.count) {
            clt_counters_merge(
                counters, counters.count, other.counters, other.counters.count, $0)
        }
        count += other.count
        minimumNanoseconds = Swift.min(minimumNanoseconds, other.minimumNanoseconds)
        maximumNanoseconds = Swift.max(maximumNanoseconds, other.maximumNanoseconds)
        sumNanoseconds += other.sumNanoseconds
    }

    /// Removes the values of a part of this histogram.
    ///
    /// Exact, but for an extreme that both share: it becomes the end of its counter.
    ///
    /// - Parameter part: a histogram that was merged into this one before.
    package func subtracting(_ part: HistogramSnapshot) -> HistogramSnapshot {
        guard part.count > 0 else { return self }
        var rest = HistogramSnapshot()
        rest.counters = Self.bytes(atMost: counters.count) {
            clt_counters_subtract(
                counters, counters.count, part.counters, part.counters.count, $0)
        }
        var (first, last): (Int32?, Int32) = (nil, 0)
        rest.forEachCounter { slot, count in
            first = first ?? slot
            last = slot
            rest.count += count
        }
        guard let first else { return rest }
        rest.sumNanoseconds = sumNanoseconds - part.sumNanoseconds
        rest.minimumNanoseconds =
            part.minimumNanoseconds > minimumNanoseconds
            ? minimumNanoseconds : Swift.max(minimumNanoseconds, Self.lowerEnd(of: first))
        rest.maximumNanoseconds =
            part.maximumNanoseconds < maximumNanoseconds ? maximumNanoseconds : upperEnd(of: last)
        return rest
    }

    /// The smallest value that a counter may hold, in nanoseconds.
    private static func lowerEnd(of slot: Int32) -> Int64 {
        slot > 0 ? clt_histogram_highest_of(slot - 1) * 1_000 + 1 : 0
    }

    /// Iterates over the counters in use, ascending.
    func forEachCounter(
        _ body: (_ slot: Int32, _ count: UInt64) throws -> Void
    ) rethrows {
        try counters.withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return }
            var cursor = clt_counters(
                next: start, end: start + bytes.count, slot: -1, count: 0)
            while clt_counters_advance(&cursor) { try body(cursor.slot, cursor.count) }
        }
    }
}

extension HistogramSnapshot {
    /// The smallest value, exact; `nil` without values.
    public var minimum: Duration? { count > 0 ? .nanoseconds(minimumNanoseconds) : nil }

    /// The largest value, exact; `nil` without values.
    public var maximum: Duration? { count > 0 ? .nanoseconds(maximumNanoseconds) : nil }

    /// The arithmetic mean; `nil` without values.
    public var mean: Duration? {
        count > 0 ? .nanoseconds(Int64(sumNanoseconds / Double(count))) : nil
    }

    /// The value of a rank in ascending order: the upper end of its counter, at most the maximum.
    ///
    /// - Parameter rank: 1 … `count`; `nil` outside.
    package func value(atRank rank: UInt64) -> Duration? {
        guard rank >= 1, rank <= count else { return nil }
        let slot = clt_counters_slot_at(counters, counters.count, rank)
        return slot >= 0 ? .nanoseconds(upperEnd(of: slot)) : maximum
    }

    /// The largest value that a counter may hold, in nanoseconds.
    private func upperEnd(of slot: Int32) -> Int64 {
        // The last counter has everything above an hour, too.
        guard slot < clt_histogram_slot(clt_histogram_highest) else { return maximumNanoseconds }
        return Swift.min(clt_histogram_highest_of(slot) * 1_000, maximumNanoseconds)
    }

    /// The value that a percentage of all values does not exceed, by nearest rank: ⌈p · n⌉.
    ///
    /// - Parameter percent: above 0 and up to 100; `nil` for anything else, or without values.
    public func percentile(_ percent: Double) -> Duration? {
        value(atRank: Self.rank(of: percent, in: count))
    }

    /// The nearest rank of a percentile in n values, at least 1; 0 for an invalid percentile.
    package static func rank(of percent: Double, in count: UInt64) -> UInt64 {
        guard percent > 0, percent <= 100 else { return 0 }
        // Parts per 10^8 in integers: 99.9 % of 1,000 is rank 999, despite binary fractions.
        let parts = UInt64(percent * 1e6 + 0.5)
        let (high, low) = count.multipliedFullWidth(by: parts)
        let (quotient, remainder) = UInt64(100_000_000).dividingFullWidth((high, low))
        return Swift.max(1, quotient + (remainder > 0 ? 1 : 0))
    }

    /// Counts the values above a bound, or at it when `orAt`: those of counters whose upper end is.
    package func count(above bound: Duration, orAt: Bool) -> UInt64 {
        var above: UInt64 = 0
        forEachCounter { slot, count in
            let value = Duration.nanoseconds(upperEnd(of: slot))
            if value > bound || (orAt && value == bound) { above += count }
        }
        return above
    }
}

/// Stored as a list of numbers, since a run has thousands of histograms.
///
/// Minimum, maximum, sum; then for each counter in use its distance from the previous one and its
/// count. Empty without values.
extension HistogramSnapshot {
    /// Reads the output of `encode`.
    public init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        guard !list.isAtEnd else { return }
        minimumNanoseconds = try list.decode(Int64.self)
        maximumNanoseconds = try list.decode(Int64.self)
        sumNanoseconds = try list.decode(Double.self)
        var slot: Int32 = -1
        while !list.isAtEnd {
            let step = try list.decode(Int32.self)
            let counted = try list.decode(UInt64.self)
            let (next, overflow) = slot.addingReportingOverflow(step)
            let (sum, sumOverflow) = count.addingReportingOverflow(counted)
            guard step > 0, counted > 0, !overflow, !sumOverflow, next < CLT_HISTOGRAM_SLOTS else {
                throw DecodingError.dataCorruptedError(
                    in: list, debugDescription: "no counter of a histogram")
            }
            counters += Self.bytes(atMost: 13) { start in
                clt_counters_put(start, slot, next, counted) - start
            }
            slot = next
            count = sum
        }
    }

    /// Writes the counters in use.
    public func encode(to encoder: any Encoder) throws {
        var list = encoder.unkeyedContainer()
        guard count > 0 else { return }
        try list.encode(minimumNanoseconds)
        try list.encode(maximumNanoseconds)
        try list.encode(sumNanoseconds)
        var before: Int32 = -1
        try forEachCounter { slot, count in
            try list.encode(slot - before)
            try list.encode(count)
            before = slot
        }
    }
}
