/// Why an exchange has failed, and what is known beside it.
struct ExchangeFailure: Hashable {
    var cause: FailureCause
    var reason: String
}
