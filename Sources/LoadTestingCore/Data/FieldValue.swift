import Foundation

/// A value that one field of CSV holds as a whole.
protocol FieldValue {
    /// The value of a field's text; `nil` when the text is no value.
    init?(field: String)
}

extension String: FieldValue {
    init?(field: String) { self = field }
}

extension Bool: FieldValue {
    init?(field: String) {
        switch field.trimmed.lowercased() {
        case "true", "yes", "1": self = true
        case "false", "no", "0": self = false
        default: return nil
        }
    }
}

// Spaces around numbers are dropped: they often stand behind the delimiter.
extension FieldValue where Self: LosslessStringConvertible {
    init?(field: String) { self.init(field.trimmed) }
}

extension Int: FieldValue {}
extension Int8: FieldValue {}
extension Int16: FieldValue {}
extension Int32: FieldValue {}
extension Int64: FieldValue {}
extension Int128: FieldValue {}
extension UInt: FieldValue {}
extension UInt8: FieldValue {}
extension UInt16: FieldValue {}
extension UInt32: FieldValue {}
extension UInt64: FieldValue {}
extension UInt128: FieldValue {}
extension Float: FieldValue {}
extension Double: FieldValue {}

// Foundation's decode from more than one value, or say less when they fail.

extension UUID: FieldValue {
    init?(field: String) { self.init(uuidString: field.trimmed) }
}

extension URL: FieldValue {
    init?(field: String) { self.init(string: field.trimmed) }
}

extension Decimal: FieldValue {
    init?(field: String) {
        let text = field.trimmed
        // Decimal alone would take the 12 of "12 apples".
        guard Double(text) != nil, text.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) })
        else { return nil }
        self.init(string: text)
    }
}
