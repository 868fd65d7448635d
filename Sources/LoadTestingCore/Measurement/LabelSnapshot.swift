/// The measurements of the requests with one label: mergeable, exact, of bounded size.
package struct LabelSnapshot: Hashable, Codable, Sendable {
    /// From due to end, of requests that succeeded.
    package var okResponse = HistogramSnapshot()
    /// From start to end, of requests that succeeded.
    package var okService = HistogramSnapshot()
    /// From the first byte written to the last one read, of requests that succeeded: the set-up of
    /// a connection is not in it.
    package var okExchange = HistogramSnapshot()
    /// From due to end, of requests that succeeded and for which a connection was opened.
    package var okNewConnections = HistogramSnapshot()
    package var phases = PhaseTimes()
    /// The part of the times of successful requests that the generator caused.
    package var responseCharges = ChargedTimes()
    package var serviceCharges = ChargedTimes()
    package var exchangeCharges = ChargedTimes()
    package var failedResponse = HistogramSnapshot()
    package var failedService = HistogramSnapshot()
    /// From due to end, of requests that timed out after the generator had not polled for a
    /// significant part of their time: an answer may have been there.
    package var unseenTimeouts = HistogramSnapshot()
    package var statuses: [Int: UInt64] = [:]
    package var causes: [FailureCause: UInt64] = [:]
    package var receivedBytes: Int64 = 0
    package var sentBytes: Int64 = 0
    /// Requests for which a connection was opened.
    package var openedConnections: UInt64 = 0
    /// Requests that were sent again, since the server can't have read them.
    package var resent: UInt64 = 0
    /// Iterations of scenarios that ended with an error although no sample in them had failed: no
    /// requests, but errors.
    package var brokenIterations: UInt64 = 0
    /// Checks of their replies.
    package var checks = CheckCounts()
    /// The groups that sent them.
    package var groups: GroupMask = []
    /// The number of these that ended after the load of their group had: no rate counts them.
    package var succeededInDrain: UInt64 = 0
    package var failedInDrain: UInt64 = 0
    package var firstDueNanoseconds = Int64.max
    package var lastEndNanoseconds = Int64.min

    package init() {}

    package var succeeded: UInt64 { okResponse.count }
    package var failed: UInt64 { failedResponse.count }
    package var requests: UInt64 { succeeded + failed }
    /// Failed requests, and iterations that broke without one.
    package var errors: UInt64 { failed + brokenIterations }

    /// Those that ended after the load of their group had.
    package var inDrain: UInt64 { succeededInDrain + failedInDrain }

    /// Whether nothing was measured.
    var isEmpty: Bool { requests == 0 && brokenIterations == 0 }

    package mutating func merge(_ other: LabelSnapshot) {
        guard !other.isEmpty else { return }
        okResponse.merge(other.okResponse)
        okService.merge(other.okService)
        okExchange.merge(other.okExchange)
        okNewConnections.merge(other.okNewConnections)
        phases.merge(other.phases)
        responseCharges.merge(other.responseCharges)
        serviceCharges.merge(other.serviceCharges)
        exchangeCharges.merge(other.exchangeCharges)
        failedResponse.merge(other.failedResponse)
        failedService.merge(other.failedService)
        unseenTimeouts.merge(other.unseenTimeouts)
        mergeCounts(other)
    }

    /// Merges everything except the histograms.
    mutating func mergeCounts(_ other: LabelSnapshot) {
        statuses.merge(other.statuses, uniquingKeysWith: +)
        causes.merge(other.causes, uniquingKeysWith: +)
        receivedBytes += other.receivedBytes
        sentBytes += other.sentBytes
        openedConnections += other.openedConnections
        resent += other.resent
        brokenIterations += other.brokenIterations
        checks.merge(other.checks)
        groups.formUnion(other.groups)
        succeededInDrain += other.succeededInDrain
        failedInDrain += other.failedInDrain
        firstDueNanoseconds = min(firstDueNanoseconds, other.firstDueNanoseconds)
        lastEndNanoseconds = max(lastEndNanoseconds, other.lastEndNanoseconds)
    }
}
