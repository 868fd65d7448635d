/// The cause of a failed exchange, and its known details.
struct ExchangeFailure: Hashable {
    var cause: FailureCause
    var reason: String
    /// The checks that were made of its reply.
    var checks = CheckCounts()
}
