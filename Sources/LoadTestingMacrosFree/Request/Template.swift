/// The text of a path, header, query value or body.
///
/// A string literal is a template; a string of the program becomes one of that text alone.
public struct Template: Hashable, Sendable {
    package var text: String

    /// Creates a template of a fixed text.
    public init(_ text: some StringProtocol) { self.text = String(text) }
}

extension Template: ExpressibleByStringInterpolation {
    /// Creates the value from a literal.
    public init(stringLiteral value: String) { text = value }

    /// Creates the value from an interpolated literal.
    public init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

    /// Collects the parts of an interpolated literal.
    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        package var text = ""

        /// Begins with no text.
        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity)
        }

        /// Takes text of the literal.
        public mutating func appendLiteral(_ literal: String) { text += literal }

        /// A value of the program, as text.
        public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            text += value.description
        }
    }
}
