/// A value that a scenario hands over by name.
package enum CustomValue: Sendable {
    case counter(String, by: Int)
    /// Finite.
    case gauge(String, Double)

    package var name: String {
        switch self {
        case .counter(let name, _), .gauge(let name, _): name
        }
    }

    /// The same value under another name.
    package func named(_ name: String) -> CustomValue {
        switch self {
        case .counter(_, let amount): .counter(name, by: amount)
        case .gauge(_, let value): .gauge(name, value)
        }
    }
}
