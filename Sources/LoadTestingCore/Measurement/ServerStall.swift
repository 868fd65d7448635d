/// A time in which requests were under way and no answer came, which a closed group can't show in
/// its percentiles.
package struct ServerStall: Hashable, Codable, Sendable {
    /// From the start of the run.
    package var startNanoseconds: Int64
    package var nanoseconds: Int64
    /// The number of users that waited for an answer.
    package var waiting: Int

    package init(startNanoseconds: Int64, nanoseconds: Int64, waiting: Int) {
        self.startNanoseconds = startNanoseconds
        self.nanoseconds = nanoseconds
        self.waiting = waiting
    }

    package var endNanoseconds: Int64 { startNanoseconds + nanoseconds }

    /// The maximum kept of an interval of a run: the longest.
    private static let maxCount = 100

    /// Stalls in the order of their begin; of those at the same time, seen by several loops or
    /// shards, the longest.
    package static func merging(_ a: [ServerStall], _ b: [ServerStall]) -> [ServerStall] {
        guard !a.isEmpty, !b.isEmpty else { return a + b }
        var kept: [ServerStall] = []
        for stall in (a + b).sorted(by: { $0.nanoseconds > $1.nanoseconds })
        where kept.count < maxCount
            && !kept.contains(where: {
                $0.startNanoseconds < stall.endNanoseconds
                    && stall.startNanoseconds < $0.endNanoseconds
            })
        { kept.append(stall) }
        return kept.sorted { $0.startNanoseconds < $1.startNanoseconds }
    }
}
