import CLoadTesting

/// The contents of a histogram: counters that are not zero, and exact extremes and sum.
///
/// A value that can be merged, sent and stored. Merging is exact: percentiles of merged histograms
/// are those of one histogram over all values.
public struct HistogramSnapshot: Hashable, Codable, Sendable {
    /// The counters in use, ascending; their layout is `clt_histogram.h`'s.
    package private(set) var slots: [Int32] = []
    /// How many values each of them counted.
    package private(set) var counts: [UInt64] = []
    /// How many values there are.
    public private(set) var count: UInt64 = 0
    package private(set) var minimumNanoseconds = Int64.max
    package private(set) var maximumNanoseconds = Int64.min
    package private(set) var sumNanoseconds = 0.0

    /// An empty histogram.
    public init() {}

    /// What a histogram holds.
    init(_ histogram: UnsafePointer<clt_histogram>) {
        let used = Int(clt_histogram_used(histogram))
        slots = [Int32](unsafeUninitializedCapacity: used) { slots, slotCount in
            counts = [UInt64](unsafeUninitializedCapacity: used) { counts, countCount in
                if used > 0 {
                    clt_histogram_export(histogram, slots.baseAddress!, counts.baseAddress!)
                }
                countCount = used
            }
            slotCount = used
        }
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

    /// The same without its counters: how many values there are, their extremes and their sum.
    package var outline: HistogramSnapshot {
        var outline = self
        outline.slots = []
        outline.counts = []
        return outline
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
        mergeCounters(other)
        count += other.count
        minimumNanoseconds = Swift.min(minimumNanoseconds, other.minimumNanoseconds)
        maximumNanoseconds = Swift.max(maximumNanoseconds, other.maximumNanoseconds)
        sumNanoseconds += other.sumNanoseconds
    }

    /// Takes the values of a part of this histogram out.
    ///
    /// Exact, but for an extreme that both share: it becomes the end of its counter.
    ///
    /// - Parameter part: what was merged into this one before.
    package func subtracting(_ part: HistogramSnapshot) -> HistogramSnapshot {
        guard part.count > 0 else { return self }
        var rest = HistogramSnapshot()
        let taken = Dictionary(uniqueKeysWithValues: zip(part.slots, part.counts))
        for (slot, count) in zip(slots, counts) where count > taken[slot, default: 0] {
            rest.slots.append(slot)
            rest.counts.append(count - taken[slot, default: 0])
        }
        guard let first = rest.slots.first, let last = rest.slots.last else { return rest }
        rest.count = rest.counts.reduce(0, +)
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

    private mutating func mergeCounters(_ other: HistogramSnapshot) {
        let most = slots.count + other.slots.count
        var mergedCounts: [UInt64] = []
        // Written in place: sums over long runs do this tens of thousands of times.
        slots = [Int32](unsafeUninitializedCapacity: most) { mergedSlots, slotCount in
            mergedCounts = [UInt64](unsafeUninitializedCapacity: most) { counts, countCount in
                slotCount = Self.merge(self, other, mergedSlots.baseAddress, counts.baseAddress)
                countCount = slotCount
            }
        }
        counts = mergedCounts
    }

    /// Writes the counters of both, ascending, and returns how many there are.
    private static func merge(
        _ a: HistogramSnapshot, _ b: HistogramSnapshot,
        _ slots: UnsafeMutablePointer<Int32>?, _ counts: UnsafeMutablePointer<UInt64>?
    ) -> Int {
        guard let slots, let counts else { return 0 }
        return a.withCounters { aSlots, aCounts in
            b.withCounters { bSlots, bCounts in
                var (i, j, written) = (0, 0, 0)
                while i < aSlots.count || j < bSlots.count {
                    let (left, right) = (
                        i < aSlots.count ? aSlots[i] : .max, j < bSlots.count ? bSlots[j] : .max
                    )
                    var sum: UInt64 = 0
                    if left <= right {
                        sum += aCounts[i]
                        i += 1
                    }
                    if right <= left {
                        sum += bCounts[j]
                        j += 1
                    }
                    slots[written] = Swift.min(left, right)
                    counts[written] = sum
                    written += 1
                }
                return written
            }
        }
    }

    private func withCounters<Value>(
        _ body: (UnsafeBufferPointer<Int32>, UnsafeBufferPointer<UInt64>) -> Value
    ) -> Value {
        slots.withUnsafeBufferPointer { slots in
            counts.withUnsafeBufferPointer { body(slots, $0) }
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
        var seen: UInt64 = 0
        for (slot, count) in zip(slots, counts) {
            seen += count
            guard seen >= rank else { continue }
            return .nanoseconds(upperEnd(of: slot))
        }
        return maximum
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

    /// The nearest rank of a percentile in n values, at least 1; 0 for what is no percentile.
    package static func rank(of percent: Double, in count: UInt64) -> UInt64 {
        guard percent > 0, percent <= 100 else { return 0 }
        // Parts per 10^8 in integers: 99.9 % of 1,000 is rank 999, whatever binary fractions say.
        let parts = UInt64(percent * 1e6 + 0.5)
        let (high, low) = count.multipliedFullWidth(by: parts)
        let (quotient, remainder) = UInt64(100_000_000).dividingFullWidth((high, low))
        return Swift.max(1, quotient + (remainder > 0 ? 1 : 0))
    }

    /// How many values lie above a bound, or at it when `orAt`: those of counters whose upper end
    /// does.
    package func count(above bound: Duration, orAt: Bool) -> UInt64 {
        var above: UInt64 = 0
        for (slot, count) in zip(slots, counts) {
            let value = Duration.nanoseconds(upperEnd(of: slot))
            if value > bound || (orAt && value == bound) { above += count }
        }
        return above
    }
}

/// Stored as a list of numbers, since a run has thousands of histograms.
///
/// Minimum, maximum, sum; then for each counter in use its distance from the one before and what it
/// counted. Empty without values.
extension HistogramSnapshot {
    /// Reads what `encode` writes.
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
            slot = next
            slots.append(slot)
            counts.append(counted)
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
        for (slot, count) in zip(slots, counts) {
            try list.encode(slot - before)
            try list.encode(count)
            before = slot
        }
    }
}
