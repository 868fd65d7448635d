/// Takes secrets out of a text in one pass over its bytes.
///
/// By hand, since a regular expression that looks for a name before its value goes back over a long
/// word at each byte of it. Here each byte is looked at a bounded number of times, whatever the
/// text.
struct SecretScanner {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var output: [UInt8] = []
    private var position = 0
    /// What stands before is written.
    private var written = 0
    /// The end of the tag that the position is in, and whether it names a secret: that of its
    /// content, or the value of another attribute.
    private var tag = (end: -1, holdsSecret: false, isAboutSecret: false)

    /// Up to there no empty line was found: names of parts in a row look for it once.
    private var soughtEmptyLine = 0

    /// The text with each secret replaced by `…`.
    static func redacted(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var scanner = SecretScanner(bytes: bytes)
        scanner.scan()
        return scanner.output
    }

    private init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        output.reserveCapacity(bytes.count)
    }

    private mutating func scan() {
        while position < bytes.count {
            let byte = bytes[position]
            if byte.isNameByte {
                passWord()
            } else if byte == UInt8(ascii: "/") {
                passSlash()
            } else if byte == UInt8(ascii: "<") {
                openTag()
            } else if byte == UInt8(ascii: ">"), position == tag.end, tag.holdsSecret {
                position += 1
                hide(to: end(from: position) { $0 == UInt8(ascii: "<") })
            } else {
                position += 1
            }
        }
        output.append(contentsOf: bytes[written...])
    }

    /// Replaces what stands from the position to an end.
    private mutating func hide(to end: Int) {
        output.append(contentsOf: bytes[written..<position])
        output.append(contentsOf: Self.ellipsis)
        written = end
        position = end
    }

    private static let ellipsis = Array("…".utf8)

    /// The first place at or behind an index where a byte ends something.
    private func end(from index: Int, _ ends: (UInt8) -> Bool) -> Int {
        var index = index
        while index < bytes.count, !ends(bytes[index]) { index += 1 }
        return index
    }

    private func part(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[range])
    }

    private func stands(_ text: StaticString, at index: Int) -> Bool {
        guard index + text.utf8CodeUnitCount <= bytes.count else { return false }
        for offset in 0..<text.utf8CodeUnitCount {
            let wanted = text.utf8Start[offset]
            let found = bytes[index + offset]
            guard found == wanted || (found | 0x20 == wanted && wanted.isLetter) else {
                return false
            }
        }
        return true
    }
}

// MARK: - Names and their values

extension SecretScanner {
    /// What stands between a name and its value.
    private struct Separator {
        var valueStart: Int
        /// The name ends with a quote.
        var isQuoted = false
        var isColon = false
        var isPercentEncoded = false
    }

    /// A word: the name of a secret, or one itself.
    private mutating func passWord() {
        let start = position
        let end = end(from: start) { !$0.isNameByte }
        position = end
        if isWebToken(start..<end) {
            position = start
            return hide(to: end)
        }
        guard let separator = separator(from: end) else { return passScheme(start..<end) }
        let name = part(start..<end)
        if start > 0, bytes[start - 1] == UInt8(ascii: "?") || bytes[start - 1] == UInt8(ascii: "&")
        {
            guard SecretNames.isSecret(query: name) else { return }
        } else if isValueOfSecretTag(start..<end) {
            // Named by another attribute.
        } else if isNamedBySecretField(start..<end, separator) {
            return passPart(separator)
        } else {
            guard let kind = SecretNames.kind(of: name) else { return }
            if kind == .likely, isProse(behind: separator) { return }
        }
        position = separator.valueStart
        hide(to: endOfValue(separator, of: start..<end))
    }

    /// Goes over quotes, spaces and one of `:`, `=`, `=>`, each also percent-encoded.
    private func separator(from end: Int) -> Separator? {
        var separator = Separator(valueStart: end)
        var index = end
        // Bounded, since encoded quotes are words as well, and each of them looks ahead.
        let limit = min(bytes.count, end + Self.longestGap)
        while index < limit {
            if bytes[index].isQuote || bytes[index] == UInt8(ascii: "\\") {
                separator.isQuoted = true
                index += 1
            } else if stands("%22", at: index) || stands("%5c", at: index) {
                separator.isQuoted = true
                separator.isPercentEncoded = true
                index += 3
            } else if bytes[index].isBlank {
                index += 1
            } else {
                break
            }
        }
        guard index < limit else { return nil }
        separator.isColon = bytes[index] == UInt8(ascii: ":") || stands("%3a", at: index)
        if bytes[index] == UInt8(ascii: ":") || bytes[index] == UInt8(ascii: "=") {
            index += 1
        } else if stands("%3a", at: index) || stands("%3d", at: index) {
            separator.isPercentEncoded = true
            index += 3
        } else if index > end, stands("is \"", at: index) {
            index += 3
        } else {
            return nil
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: ">") { index += 1 }
        separator.valueStart = self.end(from: index) { !$0.isBlank }
        return separator
    }

    private func endOfValue(_ separator: Separator, of name: Range<Int>) -> Int {
        let start = separator.valueStart
        guard start < bytes.count else { return start }
        if separator.isPercentEncoded {
            return end(from: start) { $0 == UInt8(ascii: "&") || $0.isBlank }
        }
        switch bytes[start] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return endOfString(from: start)
        case UInt8(ascii: "["), UInt8(ascii: "{"): return endOfBrackets(from: start)
        case UInt8(ascii: "\\") where stands("\\\"", at: start): return endOfEscaped(from: start)
        default: break
        }
        if isLine(name) { return end(from: start, \.isLineEnd) }
        let isField = separator.isColon && !separator.isQuoted
        return end(from: afterScheme(start)) { isField ? $0.endsField : $0.endsItem }
    }

    /// Whether a header's value is all of its line.
    private func isLine(_ name: Range<Int>) -> Bool {
        let name = String(decoding: bytes[name].prefix(64), as: UTF8.self).lowercased()
        return name.contains("authori") || name.contains("cookie")
    }

    /// Behind the quote that ends a string; the end of the text when it was cut off.
    private func endOfString(from start: Int) -> Int {
        var index = start + 1
        while index < bytes.count, bytes[index] != bytes[start] {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return min(index + 1, bytes.count)
    }

    /// Behind a string within a string.
    private func endOfEscaped(from start: Int) -> Int {
        var index = start + 2
        while index < bytes.count {
            if stands("\\\"", at: index) { return index + 2 }
            index += 1
        }
        return bytes.count
    }

    /// Behind a list or object; the end of the text when it was cut off.
    private func endOfBrackets(from start: Int) -> Int {
        var (index, depth) = (start, 0)
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""): index = endOfString(from: index) - 1
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            default: break
            }
            index += 1
            if depth == 0 { return index }
        }
        return bytes.count
    }

    /// Whether what follows a name is a word of a sentence.
    private func isProse(behind separator: Separator) -> Bool {
        guard separator.isColon, !separator.isQuoted else { return false }
        let start = separator.valueStart
        let end = end(from: start) { !$0.isSmallLetter }
        return end > start && end - start <= 16 && (end == bytes.count || !bytes[end].isNameByte)
    }
}

// MARK: - Secrets without a name

extension SecretScanner {
    /// A JSON web token, which begins with an encoded `{"`.
    private func isWebToken(_ word: Range<Int>) -> Bool {
        word.count >= 20 && stands("eyj", at: word.lowerBound) && bytes[word].contains(0x2e)
    }

    /// `Bearer` or `Basic` with what follows it, but for a word of a sentence.
    private mutating func passScheme(_ word: Range<Int>) {
        let start = afterScheme(word.lowerBound)
        guard start > word.upperBound else { return }
        let end = end(from: start) { $0.endsItem }
        // `Bearer realm="…"` says what is asked for, `Basic authentication` is a sentence.
        var core = bytes[start..<end]
        while core.last == UInt8(ascii: "=") { core = core.dropLast() }
        let isPlain = core.allSatisfy { $0.isSmallLetter } || core.contains(UInt8(ascii: "="))
        guard !isPlain else { return }
        position = start
        hide(to: end)
    }

    /// Behind the word for a kind of credentials and its spaces.
    private func afterScheme(_ start: Int) -> Int {
        let length = stands("bearer ", at: start) ? 6 : stands("basic ", at: start) ? 5 : 0
        return length == 0 ? start : end(from: start + length) { !$0.isBlank }
    }

    /// User name and password of a URL, written with `//` or `\/\/`.
    private mutating func passSlash() {
        position += 1
        if stands("\\/", at: position) {
            position += 2
        } else if stands("/", at: position) {
            position += 1
        } else {
            return
        }
        var at: Int?
        var index = position
        while index < bytes.count, !bytes[index].endsAuthority {
            if bytes[index] == UInt8(ascii: "@") { at = index }
            index += 1
        }
        if let at { hide(to: at) }
    }
}

// MARK: - Markup and forms in parts

extension SecretScanner {
    /// Looks over a tag before its words are passed.
    private mutating func openTag() {
        position += 1
        let start = position
        let end = end(from: start) { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") }
        let nameEnd = self.end(from: start) { !$0.isNameByte && $0 != UInt8(ascii: ":") }
        let isNamed = nameEnd > start && SecretNames.kind(of: part(start..<nameEnd)) != nil
        let isClosed = end > start && bytes[end - 1] == UInt8(ascii: "/")
        tag = (
            end: end, holdsSecret: isNamed && !isClosed,
            isAboutSecret: isNamed || namesSecret(start..<end)
        )
    }

    /// Whether an attribute of a tag names a secret: `<input name="csrf_token" value="…">`.
    private func namesSecret(_ tag: Range<Int>) -> Bool {
        var index = tag.lowerBound
        while index < tag.upperBound {
            let start = index
            while index < tag.upperBound, bytes[index].isNameByte { index += 1 }
            let isName = index - start == 4 && stands("name", at: start)
            if isName || (index - start == 2 && stands("id", at: start)),
                let separator = separator(from: index), separator.valueStart < tag.upperBound
            {
                let value = quoted(from: separator.valueStart)
                if SecretNames.kind(of: part(value)) != nil { return true }
            }
            index += 1
        }
        return false
    }

    private func isValueOfSecretTag(_ word: Range<Int>) -> Bool {
        guard word.lowerBound < tag.end, tag.isAboutSecret else { return false }
        return (word.count == 5 && stands("value", at: word.lowerBound))
            || (word.count == 7 && stands("content", at: word.lowerBound))
    }

    /// Whether this is the `name="password"` of a part of a form.
    private func isNamedBySecretField(_ word: Range<Int>, _ separator: Separator) -> Bool {
        guard word.count == 4, !separator.isColon, stands("name", at: word.lowerBound),
            position > tag.end
        else { return false }
        return SecretNames.kind(of: part(quoted(from: separator.valueStart))) != nil
    }

    /// Takes out the content of a form's part, to the line that begins with `--`.
    private mutating func passPart(_ separator: Separator) {
        var index = quoted(from: separator.valueStart).upperBound
        let limit = min(bytes.count, index + Self.longestHead)
        index = max(index, soughtEmptyLine)
        while index < limit, !isEmptyLine(at: index) { index += 1 }
        soughtEmptyLine = index
        guard index < limit else { return }
        position = end(from: index) { !$0.isLineEnd }
        index = position
        while index < bytes.count, !isBoundary(at: index) { index += 1 }
        hide(to: index)
    }

    private func isEmptyLine(at index: Int) -> Bool {
        bytes[index] == 10 && (stands("\n\r\n", at: index) || stands("\n\n", at: index))
    }

    private func isBoundary(at index: Int) -> Bool {
        bytes[index].isLineEnd && (stands("\r\n--", at: index) || stands("\n--", at: index))
    }

    /// How far behind a name the sign may stand that gives it a value.
    private static let longestGap = 64
    /// How far behind the name of a form's part its content may begin.
    private static let longestHead = 512
    private static let longestName = 128

    /// What stands in quotes, or a word; the beginning of a long one.
    private func quoted(from start: Int) -> Range<Int> {
        guard start < bytes.count else { return start..<start }
        let isQuoted = bytes[start].isQuote
        let first = isQuoted ? start + 1 : start
        var end = first
        while end < min(bytes.count, first + Self.longestName),
            isQuoted ? bytes[end] != bytes[start] : bytes[end].isNameByte
        {
            end += 1
        }
        return first..<end
    }
}

extension UInt8 {
    fileprivate var isSmallLetter: Bool { self >= 0x61 && self <= 0x7a }
    fileprivate var isLetter: Bool { (self | 0x20).isSmallLetter }
    fileprivate var isBlank: Bool { self == 0x20 || (self >= 9 && self <= 13) }
    fileprivate var isLineEnd: Bool { self == 10 || self == 13 }
    fileprivate var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }

    /// Letters, digits, `_`, `-`, `.` and what is beyond ASCII.
    fileprivate var isNameByte: Bool {
        isLetter || (self >= 0x30 && self <= 0x39) || self == UInt8(ascii: "_")
            || self == UInt8(ascii: "-") || self == UInt8(ascii: ".") || self >= 0x80
    }

    /// Whether a value of `name: value` ends here.
    fileprivate var endsField: Bool {
        isBlank || isQuote || self == UInt8(ascii: "<") || self == UInt8(ascii: "}")
            || self == UInt8(ascii: "]")
    }

    /// Whether a value of `name=value` or of JSON ends here.
    fileprivate var endsItem: Bool {
        endsField || self == UInt8(ascii: ",") || self == UInt8(ascii: ";")
            || self == UInt8(ascii: "&")
    }

    /// Whether host and port of a URL end here.
    fileprivate var endsAuthority: Bool {
        endsField || self == UInt8(ascii: "/") || self == UInt8(ascii: "?")
            || self == UInt8(ascii: "#") || self == UInt8(ascii: "\\") || self == UInt8(ascii: ">")
            || self == UInt8(ascii: ",")
    }
}
