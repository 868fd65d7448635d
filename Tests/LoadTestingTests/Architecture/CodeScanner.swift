/// Blanks comments and the contents of strings, keeping lines and what is interpolated.
///
/// Works on bytes: the sources are large, and tests are debug builds.
struct CodeScanner {
    private let bytes: [UInt8]
    private var index = 0
    private var code: [UInt8] = []

    private init(_ text: String) {
        bytes = Array(text.utf8)
        code.reserveCapacity(bytes.count)
    }

    static func code(of text: String) -> String {
        var scanner = CodeScanner(text)
        while scanner.index < scanner.bytes.count { scanner.step() }
        return String(decoding: scanner.code, as: UTF8.self)
    }

    private var current: UInt8 { index < bytes.count ? bytes[index] : 0 }

    private func has(_ text: StaticString, at offset: Int = 0) -> Bool {
        guard index + offset + text.utf8CodeUnitCount <= bytes.count else { return false }
        for place in 0..<text.utf8CodeUnitCount
        where bytes[index + offset + place] != text.utf8Start[place] {
            return false
        }
        return true
    }

    /// Takes one token of code.
    private mutating func step() {
        switch current {
        case UInt8(ascii: "/") where has("//"):
            while index < bytes.count, current != UInt8(ascii: "\n") { index += 1 }
        case UInt8(ascii: "/") where has("/*"): skipBlockComment()
        case UInt8(ascii: "\""): skipLiteral(hashes: 0)
        case UInt8(ascii: "#"):
            var hashes = 1
            while has("#", at: hashes) { hashes += 1 }
            if has("\"", at: hashes) || has("/\n", at: hashes) {
                index += hashes
                skipLiteral(hashes: hashes)
            } else {
                keep(hashes)
            }
        default: keep(1)
        }
    }

    private mutating func keep(_ count: Int) {
        code += bytes[index..<index + count]
        index += count
    }

    private mutating func skipBlockComment() {
        while index < bytes.count, !has("*/") { skipKeepingLines() }
        index = min(index + 2, bytes.count)
    }

    private mutating func skipKeepingLines() {
        if current == UInt8(ascii: "\n") { code.append(current) }
        index += 1
    }

    /// A string, raw string or extended regular expression whose hashes were taken.
    private mutating func skipLiteral(hashes: Int) {
        let quote = [UInt8](repeating: current, count: has("\"\"\"\n") ? 3 : 1)
        let isOneLine = quote == [UInt8(ascii: "\"")]
        let marks = [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
        let (closing, escape) = (quote + marks, [UInt8(ascii: "\\")] + marks)
        index += quote.count
        code.append(UInt8(ascii: "\""))
        while index < bytes.count, !isAt(closing) {
            if isOneLine, current == UInt8(ascii: "\n") { return }
            guard isAt(escape) else {
                skipKeepingLines()
                continue
            }
            index += escape.count
            if current == UInt8(ascii: "(") { keepInterpolation() } else { skipKeepingLines() }
        }
        index = min(index + closing.count, bytes.count)
        code.append(UInt8(ascii: "\""))
    }

    private func isAt(_ sequence: [UInt8]) -> Bool {
        guard current == sequence[0], index + sequence.count <= bytes.count else { return false }
        return sequence.indices.allSatisfy { bytes[index + $0] == sequence[$0] }
    }

    private mutating func keepInterpolation() {
        var depth = 0
        repeat {
            if current == UInt8(ascii: "(") { depth += 1 }
            if current == UInt8(ascii: ")") { depth -= 1 }
            step()
        } while depth > 0 && index < bytes.count
    }
}
