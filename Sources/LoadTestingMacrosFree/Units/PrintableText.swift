extension StringProtocol {
    /// Whether the text holds line breaks or terminal controls.
    package var holdsControls: Bool { unicodeScalars.contains(where: \.isControl) }

    /// The beginning of the text on one line, control characters spelled out.
    ///
    /// The length of a text from elsewhere is unknown.
    package var printable: String { printable(upTo: 4_096) }

    /// The beginning of the text on one line, control characters spelled out, `…` where it was cut
    /// off.
    ///
    /// - Parameter count: the maximum scalars shown. Characters are not counted: a single one may
    ///   hold any number of them.
    package func printable(upTo count: Int) -> String {
        let start = unicodeScalars.prefix(count)
        let end = start.endIndex < endIndex ? "…" : ""
        guard start.contains(where: \.isControl) else {
            return String(self[..<start.endIndex]) + end
        }
        return start.reduce(into: "") { text, scalar in
            if scalar.isControl {
                text += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                text.unicodeScalars.append(scalar)
            }
        } + end
    }
}

extension Unicode.Scalar {
    /// C0, DEL and C1 controls, line and paragraph separator, and marks of the direction of
    /// writing.
    fileprivate var isControl: Bool {
        value < 0x20 || (0x7f...0x9f).contains(value) || (0x200e...0x200f).contains(value)
            || (0x2028...0x202e).contains(value) || (0x2066...0x2069).contains(value)
    }
}
