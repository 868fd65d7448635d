/// The content of a slot in a request.
package enum SlotContent: Hashable, Sendable {
    case text(String)
    /// As they were captured; not always UTF-8.
    case bytes([UInt8])

    /// The text in UTF-8, or the bytes.
    package var bytes: [UInt8] {
        switch self {
        case .text(let text): Array(text.utf8)
        case .bytes(let bytes): bytes
        }
    }
}

extension SlotContent {
    /// The text of a value: its description, but a number as JSON has it.
    package static func text(of value: some CustomStringConvertible) -> String {
        if let number = value as? Double { return text(ofNumber: number.description) }
        if let number = value as? Float { return text(ofNumber: number.description) }
        return value.description
    }

    /// A floating-point number without an exponent from 1e-20 up to 1e21, and without `.0`.
    ///
    /// - Parameter description: Swift's: the minimum digits that read back as the same number.
    private static func text(ofNumber description: String) -> String {
        let isNegative = description.hasPrefix("-")
        let parts = description.drop { $0 == "-" }.split(separator: "e")
        guard let mantissa = parts.first, mantissa.first?.isNumber == true else {
            return description
        }
        let exponent = parts.count > 1 ? Int(parts[1].drop { $0 == "+" }) ?? 0 : 0
        let sides = mantissa.split(separator: ".")
        var digits = sides.joined()
        if sides.last == "0", sides.count == 2 { digits.removeLast() }
        // The dot stands behind this many digits.
        let point = sides[0].count + exponent
        guard (-19...21).contains(point) else { return description }
        if point <= 0 {
            digits = "0." + String(repeating: "0", count: -point) + digits
        } else if point >= digits.count {
            digits += String(repeating: "0", count: point - digits.count)
        } else {
            digits.insert(".", at: digits.index(digits.startIndex, offsetBy: point))
        }
        return isNegative ? "-" + digits : digits
    }
}
