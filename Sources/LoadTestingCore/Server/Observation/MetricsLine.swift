import Foundation

/// Parses a line of a metrics text from the left, byte by byte: there are thousands of them a
/// second.
struct MetricsLine {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var index = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skip(_ isSkipped: (UInt8) -> Bool) {
        while index < bytes.count, isSkipped(bytes[index]) { index += 1 }
    }

    private func text(from start: Int) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<index]), as: UTF8.self)
    }

    /// Whether it begins with exactly this name, which is then skipped.
    mutating func takes(_ name: [UInt8]) -> Bool {
        guard let start = bytes.baseAddress, bytes.count >= name.count,
            memcmp(start, name, name.count) == 0,
            bytes.count == name.count || Self.endsName(bytes[name.count])
        else { return false }
        index = name.count
        return true
    }

    /// The name that it begins with.
    mutating func name() -> String {
        let start = index
        skip { !Self.endsName($0) }
        return text(from: start)
    }

    /// The labels behind the name, none where there is no `{`; `nil` when they are invalid.
    mutating func labels() -> [String: String]? {
        var labels: [String: String] = [:]
        let isWhole = eachLabel { label, value in labels[label()] = value() }
        return isWhole ? labels : nil
    }

    /// Skips the labels; `false` when they are invalid.
    mutating func passesLabels() -> Bool { eachLabel { _, _ in } }

    /// The number behind name and labels, as Go spells it: `+Inf`, `NaN`, `1e-3`.
    ///
    /// The value; a timestamp may follow it, and in OpenMetrics an exemplar.
    mutating func number() -> Double? {
        skip(Self.isBlank)
        let start = index
        skip { !Self.isBlank($0) }
        return Double(text(from: start))
    }

    // MARK: - Labels

    private mutating func eachLabel(
        _ take: (_ label: () -> String, _ value: () -> String) -> Void
    ) -> Bool {
        guard byte == UInt8(ascii: "{") else { return true }
        index += 1
        while true {
            skip { Self.isBlank($0) || $0 == UInt8(ascii: ",") }
            if byte == UInt8(ascii: "}") { break }
            let label = index
            skip { !Self.isBlank($0) && $0 != UInt8(ascii: "=") }
            let labelEnd = index
            skip { Self.isBlank($0) || $0 == UInt8(ascii: "=") }
            guard byte == UInt8(ascii: "\""), labelEnd > label else { return false }
            index += 1
            let value = index
            passQuoted()
            guard byte != nil else { return false }
            let valueEnd = index
            index += 1
            take(
                { String(decoding: bytes[label..<labelEnd], as: UTF8.self) },
                { Self.unescaped(bytes[value..<valueEnd]) })
        }
        index += 1
        return true
    }

    /// Advances to the quotation mark that ends a value.
    private mutating func passQuoted() {
        while let byte, byte != UInt8(ascii: "\"") {
            index += byte == UInt8(ascii: "\\") ? 2 : 1
        }
    }

    /// A value in which `\\`, `\"` and `\n` stand for one character.
    private static func unescaped(_ value: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        var plain: [UInt8] = []
        var isEscaped = false
        for byte in value {
            if !isEscaped, byte == UInt8(ascii: "\\") {
                isEscaped = true
                continue
            }
            plain.append(isEscaped && byte == UInt8(ascii: "n") ? UInt8(ascii: "\n") : byte)
            isEscaped = false
        }
        return String(decoding: plain, as: UTF8.self)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }

    private static func endsName(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "{") || isBlank(byte)
    }
}
