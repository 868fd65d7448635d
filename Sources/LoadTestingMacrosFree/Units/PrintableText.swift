extension StringProtocol {
    /// Whether the text holds what breaks a line or steers a terminal.
    package var holdsControls: Bool { unicodeScalars.contains(where: \.isControl) }

    /// The text with control characters spelled out, so that it stays on one line of a message.
    package var printable: String {
        unicodeScalars.map { $0.isControl ? "\\u{\(String($0.value, radix: 16))}" : String($0) }
            .joined()
    }
}

extension Unicode.Scalar {
    /// C0, DEL and C1 controls, line and paragraph separator.
    fileprivate var isControl: Bool {
        value < 0x20 || (0x7f...0x9f).contains(value) || value == 0x2028 || value == 0x2029
    }
}
