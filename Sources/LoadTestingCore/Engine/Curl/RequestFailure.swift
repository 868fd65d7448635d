/// Why a request could not be made of its template and the user's slots; nothing was sent.
enum RequestFailure: Error, Hashable {
    /// A slot that it needs holds no value.
    case unfilled(slot: Int32, name: String)
    /// A value does not fit where it should stand; the text names the slot.
    case invalid(String)
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
