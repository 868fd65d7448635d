import LoadTestingMacrosFree

/// The time that rates are over: that of the load, never that of the requests themselves.
///
/// Five arrivals a second apart span four gaps, a label seen once spans its own latency, and one
/// late answer would divide the rate of all others.
extension RunSnapshot {
    /// From the start of the first to the end of the last of some groups, in nanoseconds since the
    /// start of the run; while they run the end is the planned one.
    ///
    /// - Parameter groups: those that sent the requests of the rate; all where that is not known.
    func loadTime(of groups: GroupMask) -> Range<Int64> {
        let loads = self.groups.enumerated().filter { index, load in
            (groups.isEmpty || groups.contains(GroupMask(Int32(index))))
                && load.startNanoseconds < load.endNanoseconds
        }.map(\.element)
        guard let start = loads.map(\.startNanoseconds).min(),
            let end = loads.map(\.endNanoseconds).max()
        else { return 0..<(durationNanoseconds > 0 ? durationNanoseconds : .max) }
        return start..<end
    }

    /// The part of the load's time that lies in some of the run, in seconds; `nil` where that is
    /// none, or where it is the time of a single request and the plan does not state it.
    ///
    /// - Parameters:
    ///   - groups: see `loadTime(of:)`.
    ///   - seconds: since the start of the run. Default: all judged ones.
    func loadSeconds(of groups: GroupMask, in seconds: Range<Int>? = nil) -> Double? {
        guard !isOfOneRequest(groups) else { return nil }
        let time = loadTime(of: groups)
        let part = seconds ?? facts.warmUpSeconds..<Int(Int32.max)
        let start = max(time.lowerBound, Int64(part.lowerBound) * 1_000_000_000)
        let end = min(time.upperBound, Int64(part.upperBound) * 1_000_000_000)
        return start < end ? Double(end - start) / 1e9 : nil
    }

    /// Whether loops alone end the load, so that the number of requests is fixed however long it
    /// takes.
    var isCounted: Bool { !groups.isEmpty && groups.allSatisfy { !$0.isTimed } }

    private func isOfOneRequest(_ groups: GroupMask) -> Bool {
        let loads = self.groups.enumerated().filter { index, _ in
            groups.isEmpty || groups.contains(GroupMask(Int32(index)))
        }.map(\.element)
        return !loads.isEmpty && loads.allSatisfy { !$0.isTimed }
            && loads.reduce(0) { $0 + $1.users.requests } == 1
    }

    /// All judged requests of one label, or of all, with the time that their rates are over.
    package func wholePart(_ measured: LabelSnapshot, isAll: Bool) -> MeasuredPart {
        let seconds = measured.requests > 0 ? loadSeconds(of: isAll ? [] : measured.groups) : nil
        return MeasuredPart(measured: measured, length: seconds)
    }
}
