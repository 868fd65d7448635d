/// One measured exchange, of fixed size: numbers instead of texts.
///
/// Times are nanoseconds since the start of the run.
package struct Sample: Sendable, BitwiseCopyable {
    /// The number of its row, by which its label is known.
    package var label: Int32
    /// The number of its group.
    package var group: Int32
    /// The user's number over the whole run.
    package var user: Int64
    /// The number of the user's pass, from 0.
    package var iteration: Int64
    /// The instant at which the request should have started.
    package var due: Int64
    /// The instant at which it was passed to its transport.
    package var start: Int64
    /// The instant at which its last byte had arrived, or it had failed.
    package var end: Int64
    /// Bytes of heads and bodies.
    package var received: Int64
    package var sent: Int64
    /// 0 when there was none.
    package var status: Int16
    /// 0 for success, else the code of a `FailureCause`.
    package var cause: Int16
    /// A connection had to be opened for it.
    package var openedConnection: Bool
    /// The kept connection ended before the server can have read the request, and it was sent
    /// again.
    package var resent: Bool
    /// The first request of an arrival, due by the schedule.
    package var isArrival = false
    /// It ended after the load of its group had: a request, but none that a rate counts.
    package var endedInDrain = false
    /// The part of its time that the generator caused.
    package var own = OwnDelay()
    /// The number of its request; -1 for what is no exchange.
    package var request: Int32 = -1
    /// The number of its URL among the recorder's texts; -1 where that is the request's own.
    package var url: Int32 = -1
    /// The active users of its group, and of all groups, in its loop when it ended.
    package var groupUsers: Int32 = 0
    package var allUsers: Int32 = 0
    /// The number of samples in a transaction, and of those that failed.
    package var parts: Int32 = 0
    package var failedParts: Int32 = 0
    /// The time by phases; `nil` without an exchange, or for one that was never sent.
    package var times: ExchangeTimes?
    /// Checks that held and that did not; last, where they fit into the padding behind `times`.
    package var passedChecks: UInt16 = 0
    package var failedChecks: UInt16 = 0

    /// States the checks of its reply.
    package mutating func count(_ checks: CheckCounts) {
        passedChecks = UInt16(clamping: checks.passed)
        failedChecks = UInt16(clamping: checks.failed)
    }
}
