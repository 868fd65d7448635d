/// The reason that a request could not be made of its template and the user's slots; nothing was
/// sent.
enum RequestFailure: Error, Hashable {
    /// A required slot holds no value.
    case unfilled(slot: Int32, name: String)
    /// A value is invalid in its place; the text names the slot.
    case invalid(String)
}

extension RequestFailure {
    /// A text of the program differs from the received bytes.
    static let replaced = RequestFailure.invalid(
        "a value holds U+FFFD in place of bytes of a reply that are no UTF-8: capture the header,"
            + " cookie or part of the body into a slot, which keeps its bytes")
}

extension RequestFailure {
    /// The failure by which the sample is counted.
    var asExchangeFailure: ExchangeFailure {
        switch self {
        case .unfilled(_, let name):
            ExchangeFailure(cause: .unfilled(name), reason: description)
        case .invalid(let reason):
            ExchangeFailure(cause: .invalidRequest, reason: reason)
        }
    }
}

extension RequestFailure: CustomStringConvertible {
    /// The text for reports.
    var description: String {
        switch self {
        case .unfilled(_, let name): "the slot \(name) is empty"
        case .invalid(let reason): reason
        }
    }
}
