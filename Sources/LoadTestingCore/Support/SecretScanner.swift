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
    /// The character before the position, however it is written.
    private var before: UInt8 = 0
    /// The end of the tag that the position is in, and whether it names a secret: that of its
    /// content, or the value of another attribute.
    private var tag = (end: -1, holdsSecret: false, isAboutSecret: false)
    /// The object that the position is in has named a secret, whose value is another member.
    private var isEntryOfSecret = false

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
            } else if byte == UInt8(ascii: "<") {
                openTag()
            } else if byte == UInt8(ascii: ">"), position == tag.end, tag.holdsSecret {
                position += 1
                hide(to: endOfContent)
            } else {
                passSign()
            }
        }
        output.append(contentsOf: bytes[written...])
    }

    /// Passes a character that is part of no name.
    private mutating func passSign() {
        guard bytes[position].isSign else {
            before = bytes[position]
            position += 1
            return
        }
        let sign = character(at: position)
        position += sign.length
        before = sign.byte
        switch sign.byte {
        case UInt8(ascii: "/"): passSlash()
        case UInt8(ascii: "{"), UInt8(ascii: "}"): isEntryOfSecret = false
        default: break
        }
    }

    /// Replaces what stands from the position to an end.
    private mutating func hide(to end: Int) {
        before = 0
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

// MARK: - Characters as they are written

extension SecretScanner {
    /// A character and how many bytes it is written with: `"` may be `\"`, `%22`, `%2522`, `&quot;`,
    /// `&#34;` or `\u0022`.
    ///
    /// A sign of ASCII, that is; of anything else it is the byte.
    private func character(at index: Int) -> (byte: UInt8, length: Int) {
        switch bytes[index] {
        case UInt8(ascii: "%"): percentEncoded(at: index) ?? (bytes[index], 1)
        case UInt8(ascii: "&"): entity(at: index) ?? (bytes[index], 1)
        case UInt8(ascii: "\\"): escaped(at: index) ?? (bytes[index], 1)
        default: (bytes[index], 1)
        }
    }

    /// A character before a limit, a zero byte behind it.
    private func character(at index: Int, upTo limit: Int) -> (byte: UInt8, length: Int) {
        index < limit ? character(at: index) : (0, 0)
    }

    /// `%3D`, also encoded once more: `%253D`.
    private func percentEncoded(at index: Int) -> (byte: UInt8, length: Int)? {
        var digits = index + 1
        while digits < index + Self.longestEscape, stands("25", at: digits) { digits += 2 }
        return number(at: digits).map { ($0, digits + 2 - index) }
    }

    /// `\"`, `\/` and `\u0022`, behind any number of backslashes.
    private func escaped(at index: Int) -> (byte: UInt8, length: Int)? {
        var end = index
        while end < min(bytes.count, index + Self.longestEscape), bytes[end] == bytes[index] {
            end += 1
        }
        guard end < bytes.count else { return nil }
        if bytes[end].isQuote || bytes[end] == UInt8(ascii: "/") {
            return (bytes[end], end + 1 - index)
        }
        guard stands("u00", at: end) else { return nil }
        return number(at: end + 3).map { ($0, end + 5 - index) }
    }

    private func entity(at index: Int) -> (byte: UInt8, length: Int)? {
        guard index + 3 < bytes.count else { return nil }
        switch bytes[index + 1] {
        case UInt8(ascii: "#"): return numberedEntity(at: index)
        case UInt8(ascii: "q") where stands("&quot;", at: index): return (UInt8(ascii: "\""), 6)
        case UInt8(ascii: "a") where stands("&apos;", at: index): return (UInt8(ascii: "'"), 6)
        case UInt8(ascii: "a") where stands("&amp;", at: index): return (UInt8(ascii: "&"), 5)
        case UInt8(ascii: "l") where stands("&lt;", at: index): return (UInt8(ascii: "<"), 4)
        case UInt8(ascii: "g") where stands("&gt;", at: index): return (UInt8(ascii: ">"), 4)
        default: return nil
        }
    }

    /// `&#39;` and `&#x27;`.
    private func numberedEntity(at index: Int) -> (byte: UInt8, length: Int)? {
        let isHexadecimal = bytes[index + 2] | 0x20 == UInt8(ascii: "x")
        let start = index + (isHexadecimal ? 3 : 2)
        guard start + 2 < bytes.count, bytes[start + 2] == UInt8(ascii: ";") else { return nil }
        return number(at: start, radix: isHexadecimal ? 16 : 10).map {
            ($0, start + 3 - index)
        }
    }

    /// What two digits make.
    private func number(at index: Int, radix: UInt8 = 16) -> UInt8? {
        guard index + 2 <= bytes.count else { return nil }
        var number: UInt8 = 0
        for byte in bytes[index..<index + 2] {
            let digit = byte.isDigit ? byte - 0x30 : byte.isLetter ? (byte | 0x20) - 0x57 : radix
            guard digit < radix else { return nil }
            number = number &* radix &+ digit
        }
        return number
    }

    /// The most bytes that are looked at for one character.
    private static let longestEscape = 16
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
        let before = before
        self.before = bytes[end - 1]
        if passSecret(start..<end, behind: before) || before != UInt8(ascii: "\\") { return }
        // The letter of `\n` belongs to no word, but that of a path does.
        _ = passSecret(start + 1..<end, behind: before)
    }

    /// - Returns: `false` for a word that is no secret and names none.
    private mutating func passSecret(_ word: Range<Int>, behind before: UInt8) -> Bool {
        if isWebToken(word) {
            position = word.lowerBound
            hide(to: word.upperBound)
            return true
        }
        guard let separator = separator(behind: word) else {
            return passTag(word, behind: before) || passScheme(word)
        }
        let name = part(word)
        if before == UInt8(ascii: "?") || before == UInt8(ascii: "&") {
            guard SecretNames.isSecret(query: name) else { return false }
        } else if isValueOfSecretTag(word) {
            // Named by another attribute.
        } else if isEntryOfSecret, isOneOf(["value", "input", "content", "rejectedvalue"], word) {
            // Named by another member.
            isEntryOfSecret = false
        } else if isNamedBySecretField(word, separator) {
            passPart(separator)
            return true
        } else {
            noteEntry(word, separator)
            guard let kind = SecretNames.kind(of: name) else { return false }
            if kind == .likely, isProse(behind: separator) { return false }
        }
        position = separator.valueStart
        hide(to: endOfValue(separator, of: word))
        return true
    }

    /// Whether a word is one of these, which are in small letters.
    private func isOneOf(_ names: [StaticString], _ word: Range<Int>) -> Bool {
        names.contains { word.count == $0.utf8CodeUnitCount && stands($0, at: word.lowerBound) }
    }

    /// Notes that a member says what another one is: `{"name": "X-Api-Key", "value": …}`.
    private mutating func noteEntry(_ word: Range<Int>, _ separator: Separator) {
        guard separator.isQuoted, separator.isColon,
            isOneOf(["name", "key", "field", "loc"], word)
        else { return }
        let start = separator.valueStart
        let isList = start < bytes.count && bytes[start] == UInt8(ascii: "[")
        let limit = min(bytes.count, start + Self.longestName)
        let list = start..<min(limit, end(from: start) { $0 == UInt8(ascii: "]") })
        isEntryOfSecret = SecretNames.kind(of: part(isList ? list : quoted(from: start))) != nil
    }

    /// Goes over quotes, brackets, spaces and one of `:`, `=`, `:=`, `==`, `=>`, `->`, however they
    /// are written; also over the comma of a pair and the space behind an option.
    private func separator(behind word: Range<Int>) -> Separator? {
        var separator = Separator(valueStart: word.upperBound)
        var index = word.upperBound
        // Bounded, since encoded quotes are words as well, and each of them looks ahead.
        let limit = min(bytes.count, index + Self.longestGap)
        var sign = character(at: index, upTo: limit)
        func pass() {
            if sign.length > 1, bytes[index] == UInt8(ascii: "%") {
                separator.isPercentEncoded = true
            }
            index += sign.length
            sign = character(at: index, upTo: limit)
        }
        while sign.byte.isBlank || sign.byte.isQuote || sign.byte.isBracketOfName {
            if sign.byte.isQuote || sign.byte == UInt8(ascii: "\\") { separator.isQuoted = true }
            pass()
        }
        if sign.byte.isSignOfValue {
            separator.isColon = sign.byte == UInt8(ascii: ":")
            while sign.byte.isSignOfValue { pass() }
            if sign.byte == UInt8(ascii: ">") { pass() }
        } else if stands("->", at: index) {
            index += 2
        } else if sign.byte == UInt8(ascii: ">"), bytes[word.upperBound - 1] == UInt8(ascii: "-") {
            index += 1
        } else if index > word.upperBound, stands("is \"", at: index) {
            index += 3
        } else if sign.byte == UInt8(ascii: ","), separator.isQuoted, isFirstOfPair(word) {
            index += 1
        } else if stands(" ", at: word.upperBound), stands("--", at: word.lowerBound) {
            index = word.upperBound
        } else {
            return nil
        }
        separator.valueStart = end(from: index) { !$0.isBlank }
        return separator
    }

    /// Whether a word in quotes is the first of a pair: `(b'x-api-key', b'…')`.
    private func isFirstOfPair(_ word: Range<Int>) -> Bool {
        var index = word.lowerBound - 2
        if index >= 0, bytes[index].isLetter { index -= 1 }
        return index >= 0 && bytes[index] == UInt8(ascii: "(")
    }

    private func endOfValue(_ separator: Separator, of name: Range<Int>) -> Int {
        let start = separator.valueStart
        guard start < bytes.count else { return start }
        if separator.isPercentEncoded {
            return end(from: start) {
                $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "\"") || $0.isBlank
            }
        }
        if let end = endOfString(from: endOfPrefix(from: start)) { return end }
        if bytes[start] == UInt8(ascii: "[") || bytes[start] == UInt8(ascii: "{") {
            return endOfBrackets(from: start)
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

    /// Behind what languages write before a string: `b'…'`, `Optional("…")`.
    private func endOfPrefix(from start: Int) -> Int {
        let end = min(bytes.count, start + Self.longestPrefix)
        var index = start
        while index < end, bytes[index].isLetter || bytes[index] == UInt8(ascii: "(") { index += 1 }
        guard index > start, index < bytes.count, bytes[index].isQuote else { return start }
        let isPrefix =
            bytes[index - 1] == UInt8(ascii: "(")
            || index - start <= 2 && bytes[start..<index].allSatisfy(\.isPrefixOfString)
        return isPrefix ? index : start
    }

    /// Behind the quote that ends a string; the end of the text when it was cut off, `nil` when no
    /// string begins there.
    ///
    /// A string within a string begins and ends with the same number of backslashes.
    private func endOfString(from start: Int) -> Int? {
        let quote = character(at: start)
        guard quote.byte.isQuote else { return nil }
        let last = start + quote.length - 1
        guard bytes[last] == quote.byte else { return endOfSpelled(start..<last + 1) }
        let own = quote.length - 1
        var (index, backslashes) = (last + 1, 0)
        while index < bytes.count {
            if bytes[index] == quote.byte {
                // That of a string around it, behind one that was cut off.
                if backslashes < own { return index - backslashes }
                if (backslashes - own) % (2 * quote.length) == 0 { return index + 1 }
            }
            backslashes = bytes[index] == UInt8(ascii: "\\") ? backslashes + 1 : 0
            index += 1
        }
        return bytes.count
    }

    /// Behind the next quote that is written as one before.
    private func endOfSpelled(_ quote: Range<Int>) -> Int {
        var index = quote.upperBound
        while index + quote.count <= bytes.count {
            if bytes[index..<index + quote.count].elementsEqual(bytes[quote]) {
                return index + quote.count
            }
            index += 1
        }
        return bytes.count
    }

    /// Behind a list or object; the end of the text when it was cut off.
    private func endOfBrackets(from start: Int) -> Int {
        var (index, depth) = (start, 0)
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""): index = (endOfString(from: index) ?? index + 1) - 1
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
    private mutating func passScheme(_ word: Range<Int>) -> Bool {
        let start = afterScheme(word.lowerBound)
        guard start > word.upperBound, isOneOf(["bearer", "basic"], word) else { return false }
        let end = end(from: start) { $0.endsItem }
        // `Bearer realm="…"` says what is asked for, `Basic authentication` is a sentence.
        var core = bytes[start..<end]
        while core.last == UInt8(ascii: "=") { core = core.dropLast() }
        let isProse = core.count <= Self.longestProse && core.allSatisfy { $0.isSmallLetter }
        guard !isProse, !core.contains(UInt8(ascii: "=")) else { return false }
        position = start
        hide(to: end)
        return true
    }

    /// Behind the word for a kind of credentials and its spaces.
    private func afterScheme(_ start: Int) -> Int {
        let length =
            Self.schemes.first { stands($0, at: start) }.map { $0.utf8CodeUnitCount } ?? 0
        return length == 0 ? start : end(from: start + length) { !$0.isBlank }
    }

    private static let schemes: [StaticString] = [
        "bearer ", "basic ", "token ", "apikey ", "hmac ", "digest ", "dpop ", "negotiate ",
    ]
    private static let longestProse = 16

    /// User name and password of a URL, of which one slash is passed.
    private mutating func passSlash() {
        guard position < bytes.count, case let slash = character(at: position),
            slash.byte == UInt8(ascii: "/")
        else { return }
        position += slash.length
        var (at, port): (Int?, Int?)
        var index = position
        while index < bytes.count, case let next = character(at: index), !next.byte.endsAuthority {
            if next.byte == UInt8(ascii: "@") { at = index }
            index += next.length
            if next.byte == UInt8(ascii: ":") { port = index }
        }
        // Where the text was cut off, what is no port was a password.
        let wasCut = port.map { !bytes[$0...].allSatisfy(\.isDigit) } ?? false
        if index >= bytes.count, wasCut { at = at ?? bytes.count }
        if let at { hide(to: at) }
    }
}

// MARK: - Markup and forms in parts

extension SecretScanner {
    /// Looks over a tag before its words are passed.
    private mutating func openTag() {
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

    /// Tags without a content.
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

    /// Where the content of a tag ends; a section of characters may hold other tags.
    private var endOfContent: Int {
        let start = end(from: position) { !$0.isBlank }
        guard stands("<![cdata[", at: start) else {
            return end(from: position) { $0 == UInt8(ascii: "<") }
        }
        var index = start
        while index < bytes.count, !stands("]]>", at: index) { index += 1 }
        return min(index + 3, bytes.count)
    }

    /// The content of a tag within a text of markup: `&lt;password&gt;…`.
    private mutating func passTag(_ word: Range<Int>, behind before: UInt8) -> Bool {
        guard before == UInt8(ascii: "<"), stands("&gt;", at: word.upperBound),
            SecretNames.kind(of: part(word)) != nil
        else { return false }
        position = word.upperBound + 4
        hide(to: end(from: position) { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") })
        return true
    }

    private func isValueOfSecretTag(_ word: Range<Int>) -> Bool {
        word.lowerBound < tag.end && tag.isAboutSecret && isOneOf(["value", "content"], word)
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
    private static let longestPrefix = 24

    /// What stands in quotes, or a word; the beginning of a long one.
    private func quoted(from start: Int) -> Range<Int> {
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

extension UInt8 {
    fileprivate var isSmallLetter: Bool { self >= 0x61 && self <= 0x7a }
    fileprivate var isLetter: Bool { (self | 0x20).isSmallLetter }
    fileprivate var isBlank: Bool { self == 0x20 || (self >= 9 && self <= 13) }
    fileprivate var isLineEnd: Bool { self == 10 || self == 13 }
    /// Whether it is more than itself: it begins an escape, a URL or an object, or ends one.
    fileprivate var isSign: Bool {
        self == UInt8(ascii: "/") || self == UInt8(ascii: "\\") || self == UInt8(ascii: "%")
            || self == UInt8(ascii: "&") || self == UInt8(ascii: "{") || self == UInt8(ascii: "}")
    }

    fileprivate var isSignOfValue: Bool { self == UInt8(ascii: ":") || self == UInt8(ascii: "=") }
    fileprivate var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    fileprivate var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }

    /// `user[password]=`, `tokens[]=`, and a backslash that belongs to no quote.
    fileprivate var isBracketOfName: Bool {
        self == UInt8(ascii: "[") || self == UInt8(ascii: "]") || self == UInt8(ascii: "\\")
    }

    /// Whether it stands before a string of bytes, of Unicode or without escapes.
    fileprivate var isPrefixOfString: Bool {
        let letter = self | 0x20
        return letter == UInt8(ascii: "b") || letter == UInt8(ascii: "u")
            || letter == UInt8(ascii: "r")
    }

    /// Letters, digits, `_`, `-`, `.` and what is beyond ASCII.
    fileprivate var isNameByte: Bool {
        isLetter || isDigit || self == UInt8(ascii: "_")
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
    }
}
