import CLoadTesting

/// The state of a group's load as one loop knows it.
package struct LoopLoad: Sendable {
    /// The instant at which the load was ended early, `Int64.max` when it was not.
    package var cut = Int64.max
    /// The instant at which its last user ended; with a ramp at least the ramp's end, `Int64.min`
    /// where it ends by a schedule.
    package private(set) var lastEnd: Int64
    private var users = 0
    private var requests: Int64 = 0
    private var unansweredRequests: Int64 = 0
    /// The longest waits without an answer, in nanoseconds, by the number of the row.
    private var waits: [Int32: [Int64]] = [:]

    init(_ group: ProgramGroup) {
        lastEnd = if case .ramp(let ramp) = group.schedule { ramp.endNanoseconds } else { .min }
    }

    /// A user of the closed kind makes no load any more.
    mutating func add(_ answers: AnswerWatch, requests: Int64, until end: Int64) {
        if lastEnd != .min { lastEnd = max(lastEnd, end) }
        users += 1
        self.requests += requests
        guard let wait = answers.unanswered(until: end) else { return }
        unansweredRequests += requests
        waits[wait.label, default: []].append(wait.nanoseconds)
    }

    /// Counts the users and their answers.
    package func counts(_ names: SampleNames) -> UserCounts {
        var counts = UserCounts()
        counts.users = users
        counts.requests = UInt64(requests)
        counts.unansweredRequests = UInt64(unansweredRequests)
        let labels = names.labels
        for (label, waits) in waits {
            counts.unanswered[labels[Int(label)], default: HistogramSnapshot()]
                .merge(HistogramSnapshot(counting: waits))
        }
        return counts
    }
}
