import LoadTestingMacrosFree

/// A slot in the text of a request.
package struct ProgramSlotText: Sendable {
    /// The form of its value on the wire.
    package enum Encoding: Sendable {
        /// As it is: in a body.
        case plain
        /// Percent-encoded but for the unreserved characters of RFC 3986: in a path, query or form.
        case percent
        /// One line of text: in a header; another value is no header.
        case headerValue
        /// A path or a whole URL of this origin, such as `http://127.0.0.1:8000`: at the start of a
        /// path. A path is appended to the base, which is origin and base path.
        case location(origin: String, base: String)
    }

    /// The slot's number.
    package var slot: Int32
    package var name: String
    package var encoding: Encoding
    /// `nil` when the value is not of the slot's type.
    package var content: @Sendable (any Sendable) -> SlotContent?
}
