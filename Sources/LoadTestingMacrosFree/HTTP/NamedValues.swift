/// Names with values in the order written, such as headers or query items; names may repeat.
public struct NamedValues: Sendable, ExpressibleByDictionaryLiteral {
    package var list: [(name: String, value: Template)]

    package init(_ list: [(name: String, value: Template)]) { self.list = list }

    /// `["Accept": "text/html"]`; a string of the program is written `"\(value)"`.
    public init(dictionaryLiteral elements: (String, Template)...) {
        list = elements.map { (name: $0.0, value: $0.1) }
    }

    /// Whether a name is there, in any case.
    package func contains(_ name: String) -> Bool {
        list.contains { $0.name.lowercased() == name.lowercased() }
    }
}
