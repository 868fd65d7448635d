/// Removes secrets from a text in one pass over its bytes.
///
/// Written by hand, since a regular expression that searches for a name before its value rescans a
/// long word at each byte of it. Here each byte is read a bounded number of times, whatever the
/// text.
struct SecretScanner {
    let bytes: UnsafeBufferPointer<UInt8>
    private var output: [UInt8] = []
    var position = 0
    /// The bytes before this index are written.
    private var written = 0
    /// The character before the position, in any spelling.
    var before: UInt8 = 0
    /// The end of the tag that the position is in, and whether it names a secret: that of its
    /// content, or the value of another attribute.
    var tag = (end: -1, holdsSecret: false, isAboutSecret: false)
    /// The object that the position is in has named a secret, whose value is another member.
    private var isEntryOfSecret = false

    /// The index up to which no empty line was found: names of parts in a row search for it once.
    var soughtEmptyLine = 0

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

    /// Skips a character that is part of no name.
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

    /// Replaces the text from the position to an end.
    mutating func hide(to end: Int) {
        before = 0
        output.append(contentsOf: bytes[written..<position])
        output.append(contentsOf: Self.ellipsis)
        written = end
        position = end
    }

    private static let ellipsis = Array("…".utf8)

    /// The first index from a start on where a byte ends something.
    func end(from index: Int, _ ends: (UInt8) -> Bool) -> Int {
        var index = index
        while index < bytes.count, !ends(bytes[index]) { index += 1 }
        return index
    }

    func part(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[range])
    }

    func stands(_ text: StaticString, at index: Int) -> Bool {
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
    /// The separator between a name and its value.
    struct Separator {
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

    /// Whether a word is one of these, which are in lower case.
    func isOneOf(_ names: [StaticString], _ word: Range<Int>) -> Bool {
        names.contains { word.count == $0.utf8CodeUnitCount && stands($0, at: word.lowerBound) }
    }

    /// Notes that a member names another one: `{"name": "X-Api-Key", "value": …}`.
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

    /// Skips quotes, brackets, spaces and one of `:`, `=`, `:=`, `==`, `=>`, `->`, in any spelling;
    /// also the comma of a pair and the space behind an option.
    func separator(behind word: Range<Int>) -> Separator? {
        var separator = Separator(valueStart: word.upperBound)
        var index = word.upperBound
        // Bounded, since encoded quotes are words as well, and each of them scans ahead.
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

    /// Whether a header's value takes up its whole line.
    private func isLine(_ name: Range<Int>) -> Bool {
        let name = String(decoding: bytes[name].prefix(64), as: UTF8.self).lowercased()
        return name.contains("authori") || name.contains("cookie")
    }

    /// Behind a prefix of a string literal: `b'…'`, `Optional("…")`.
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

    /// Behind the next quote that is spelled as an earlier one.
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

    /// Whether the text behind a name is a word of a sentence.
    private func isProse(behind separator: Separator) -> Bool {
        guard separator.isColon, !separator.isQuoted else { return false }
        let start = separator.valueStart
        let end = end(from: start) { !$0.isSmallLetter }
        return end > start && end - start <= 16 && (end == bytes.count || !bytes[end].isNameByte)
    }

    /// The maximum distance from a name to the sign that gives it a value, in bytes.
    private static let longestGap = 64
    private static let longestPrefix = 24
}

// MARK: - Secrets without a name

extension SecretScanner {
    /// A JSON web token, which begins with an encoded `{"`.
    private func isWebToken(_ word: Range<Int>) -> Bool {
        word.count >= 20 && stands("eyj", at: word.lowerBound) && bytes[word].contains(0x2e)
    }

    /// `Bearer` or `Basic` with the credentials, unless it is a word of a sentence.
    private mutating func passScheme(_ word: Range<Int>) -> Bool {
        let start = afterScheme(word.lowerBound)
        guard start > word.upperBound, isOneOf(["bearer", "basic"], word) else { return false }
        let end = end(from: start) { $0.endsItem }
        // `Bearer realm="…"` states a challenge, `Basic authentication` is a sentence.
        var core = bytes[start..<end]
        while core.last == UInt8(ascii: "=") { core = core.dropLast() }
        let isProse = core.count <= Self.longestProse && core.allSatisfy { $0.isSmallLetter }
        guard !isProse, !core.contains(UInt8(ascii: "=")) else { return false }
        position = start
        hide(to: end)
        return true
    }

    /// Behind the scheme of credentials and its spaces.
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
        // In a text that was cut off, a part that is no port was a password.
        let wasCut = port.map { !bytes[$0...].allSatisfy(\.isDigit) } ?? false
        if index >= bytes.count, wasCut { at = at ?? bytes.count }
        if let at { hide(to: at) }
    }
}
