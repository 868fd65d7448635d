import CLoadTesting

/// A label as bytes: a bit for each histogram that it has and one for checks, the histograms,
/// numbers, statuses, causes.
extension LabelRecorder {
    /// The bit behind those of histograms: there are counts of checks.
    private static let checks: UInt64 = 1 << UInt64(HistogramKind.allCases.count)

    /// Empties the recorder and appends its content to the bytes.
    func pack(behind bytes: inout [UInt8]) {
        var present: UInt64 = 0
        var capacity = 10
        for (place, histogram) in histograms.enumerated() {
            guard let histogram, histogram.pointee.count > 0 else { continue }
            present |= 1 << UInt64(place)
            capacity += clt_histogram_packed_capacity(histogram)
        }
        let counts = takeCounts()
        if counts.checks.all > 0 { present |= Self.checks }
        capacity += counts.packedCapacity
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { buffer in
            guard let start = buffer.baseAddress else { return }
            var end = clt_number_put(start, present)
            for histogram in histograms {
                guard let histogram, histogram.pointee.count > 0 else { continue }
                end = clt_histogram_pack(histogram, end)
                clt_histogram_reset(histogram)
            }
            end = counts.packCounts(to: end)
            bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: end - start))
        }
    }

    /// Adds the output of `pack`.
    ///
    /// - Parameters:
    ///   - start: the begin of that output.
    ///   - kinds: the histograms whose counters are wanted; of the others number, extremes and sum
    ///     are added, which give no percentile.
    func add(packed start: UnsafePointer<UInt8>, counters kinds: HistogramKinds) {
        var next = start
        var present = clt_number_take(&next)
        let hasChecks = present & Self.checks != 0
        present &= ~Self.checks
        while present != 0 {
            let place = present.trailingZeroBitCount
            present &= present - 1
            guard let kind = HistogramKind(rawValue: place) else { return }
            next = clt_histogram_add_packed(
                histogram(kind), next, kinds.rawValue & (1 << UInt32(place)) != 0)
        }
        if hasChecks {
            counts.checks.passed += Int(clt_number_take(&next))
            counts.checks.failed += Int(clt_number_take(&next))
        }
        addCounts(packed: next)
    }

    private func addCounts(packed start: UnsafePointer<UInt8>) {
        var next = start
        counts.receivedBytes += clt_number_unfolded(clt_number_take(&next))
        counts.sentBytes += clt_number_unfolded(clt_number_take(&next))
        counts.openedConnections += clt_number_take(&next)
        counts.resent += clt_number_take(&next)
        counts.brokenIterations += clt_number_take(&next)
        counts.groups.formUnion(GroupMask(rawValue: clt_number_take(&next)))
        counts.succeededInDrain += clt_number_take(&next)
        counts.failedInDrain += clt_number_take(&next)
        let firstDue = clt_number_unfolded(clt_number_take(&next))
        let lastEnd = firstDue &+ clt_number_unfolded(clt_number_take(&next))
        counts.firstDueNanoseconds = min(counts.firstDueNanoseconds, firstDue)
        counts.lastEndNanoseconds = max(counts.lastEndNanoseconds, lastEnd)
        for _ in 0..<clt_number_take(&next) {
            let status = Int(clt_number_take(&next))
            count(clt_number_take(&next), status: status)
        }
        for _ in 0..<clt_number_take(&next) {
            let length = Int(clt_number_take(&next))
            let text = UnsafeBufferPointer(start: next, count: length)
            next += length
            let failures = clt_number_take(&next)
            guard let cause = FailureCause(String(decoding: text, as: UTF8.self)) else { continue }
            counts.causes[cause, default: 0] += failures
        }
    }
}

extension LabelSnapshot {
    /// The maximum bytes that `packCounts` writes.
    fileprivate var packedCapacity: Int {
        causes.keys.reduce(140 + statuses.count * 20) { $0 + 20 + $1.description.utf8.count }
    }

    /// Writes all but the histograms and returns where it ends.
    fileprivate func packCounts(
        to start: UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        var end = start
        func put(_ number: UInt64) { end = clt_number_put(end, number) }
        if checks.all > 0 {
            put(UInt64(clamping: checks.passed))
            put(UInt64(clamping: checks.failed))
        }
        put(clt_number_folded(receivedBytes))
        put(clt_number_folded(sentBytes))
        put(openedConnections)
        put(resent)
        put(brokenIterations)
        put(groups.rawValue)
        put(succeededInDrain)
        put(failedInDrain)
        put(clt_number_folded(firstDueNanoseconds))
        put(clt_number_folded(lastEndNanoseconds &- firstDueNanoseconds))
        put(UInt64(statuses.count))
        for (status, count) in statuses {
            put(UInt64(status))
            put(count)
        }
        put(UInt64(causes.count))
        for (cause, count) in causes {
            let text = Array(cause.description.utf8)
            put(UInt64(text.count))
            end.update(from: text, count: text.count)
            end += text.count
            put(count)
        }
        return end
    }
}
