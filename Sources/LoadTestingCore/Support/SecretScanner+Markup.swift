/// Markup, and forms in parts.
extension SecretScanner {
    /// Inspects a tag before its words are passed.
    mutating func openTag() {
        position += 1
        before = UInt8(ascii: "<")
        let start = position
        let end = end(from: start) { $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "<") }
        let nameEnd = self.end(from: start) { !$0.isNameByte && $0 != UInt8(ascii: ":") }
        let isNamed = nameEnd > start + 2 && SecretNames.kind(of: part(start..<nameEnd)) != nil
        let isClosed = end > start && bytes[end - 1] == UInt8(ascii: "/")
        let attribute = isNamed ? nil : attributeOfSecret(start..<end)
        let isEntry = attribute != nil && attribute != "id"
        tag = (
            end: end,
            holdsSecret: !isClosed && (isNamed || isEntry && !isOneOf(Self.empty, start..<nameEnd)),
            isAboutSecret: isNamed || attribute != nil
        )
    }

    /// Tags without content.
    private static let empty: [StaticString] = ["input", "meta"]

    /// The attribute of a tag that names a secret: `<input name="csrf_token" value="…">`.
    private func attributeOfSecret(_ tag: Range<Int>) -> String? {
        var index = tag.lowerBound
        while index < tag.upperBound {
            let start = index
            while index < tag.upperBound, bytes[index].isNameByte { index += 1 }
            if index - start >= 2, isOneOf(["name", "key", "id"], start..<index),
                let separator = separator(behind: start..<index),
                separator.valueStart < tag.upperBound,
                SecretNames.kind(of: part(quoted(from: separator.valueStart))) != nil
            {
                return String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
            }
            index += 1
        }
        return nil
    }

    /// The end of a tag's content; a section of characters may hold other tags.
    var endOfContent: Int {
        let start = end(from: position) { !$0.isBlank }
        guard stands("<![cdata[", at: start) else {
            return end(from: position) { $0 == UInt8(ascii: "<") }
        }
        var index = start
        while index < bytes.count, !stands("]]>", at: index) { index += 1 }
        return min(index + 3, bytes.count)
    }

    /// The content of a tag within a text of markup: `&lt;password&gt;…`.
    mutating func passTag(_ word: Range<Int>, behind before: UInt8) -> Bool {
        guard before == UInt8(ascii: "<"), stands("&gt;", at: word.upperBound),
            SecretNames.kind(of: part(word)) != nil
        else { return false }
        position = word.upperBound + 4
        hide(to: end(from: position) { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") })
        return true
    }

    func isValueOfSecretTag(_ word: Range<Int>) -> Bool {
        word.lowerBound < tag.end && tag.isAboutSecret && isOneOf(["value", "content"], word)
    }

    /// Whether this is the `name="password"` of a part of a form.
    func isNamedBySecretField(_ word: Range<Int>, _ separator: Separator) -> Bool {
        guard word.count == 4, !separator.isColon, stands("name", at: word.lowerBound),
            position > tag.end
        else { return false }
        return SecretNames.kind(of: part(quoted(from: separator.valueStart))) != nil
    }

    /// Removes the content of a form's part, up to the line that begins with `--`.
    mutating func passPart(_ separator: Separator) {
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

    /// The maximum distance from the name of a form's part to its content, in bytes.
    private static let longestHead = 512
    static let longestName = 128

    /// The text in quotes, or a word; the beginning of a long one.
    func quoted(from start: Int) -> Range<Int> {
        guard start < bytes.count else { return start..<start }
        let quote = character(at: start)
        let isQuoted = quote.byte.isQuote
        let first = isQuoted ? start + quote.length : start
        var end = first
        while end < min(bytes.count, first + Self.longestName),
            isQuoted ? character(at: end).byte != quote.byte : bytes[end].isNameByte
        {
            end += 1
        }
        return first..<end
    }
}
