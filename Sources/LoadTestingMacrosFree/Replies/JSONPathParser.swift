/// Reads a JSON path by the grammar of RFC 9535.
///
/// A path that reads another member than the written one is worse than none, so that everything
/// outside the grammar is refused.
struct JSONPathParser {
    /// The reason that a text is no path.
    struct Fault: Error {
        var reason: String
        /// The character, from 1.
        var place: Int
    }

    private let text: [Unicode.Scalar]
    private var index = 0

    static func segments(of text: String) throws(Fault) -> [JSONPath.Segment] {
        var parser = JSONPathParser(text: Array(text.unicodeScalars))
        return try parser.segments()
    }

    private init(text: [Unicode.Scalar]) { self.text = text }

    private var current: Unicode.Scalar? { index < text.count ? text[index] : nil }

    private func fault(_ reason: String) -> Fault { Fault(reason: reason, place: index + 1) }

    private mutating func takes(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        index += 1
        return true
    }

    private mutating func skipBlanks() {
        while let scalar = current, " \t\n\r".unicodeScalars.contains(scalar) { index += 1 }
    }

    private mutating func segments() throws(Fault) -> [JSONPath.Segment] {
        guard takes("$") else { throw fault("it does not begin with $") }
        var segments: [JSONPath.Segment] = []
        while current != nil {
            skipBlanks()
            switch current {
            case ".": segments.append(try dotted())
            case "[": segments.append(try bracketed())
            case "(": throw fault("functions are not supported")
            case nil: throw fault("it ends in blanks")
            default: throw fault("neither . nor [ stands")
            }
        }
        return segments
    }
}

// MARK: - Segments

extension JSONPathParser {
    private mutating func dotted() throws(Fault) -> JSONPath.Segment {
        index += 1
        if current == "." { throw fault("descendants (..) are not supported") }
        if takes("*") { return .wildcard }
        var name = String.UnicodeScalarView()
        guard let first = current, Self.beginsName(first) else {
            throw fault("no name stands behind the dot (one that is no word is quoted: ['…'])")
        }
        while let scalar = current, Self.beginsName(scalar) || Self.isDigit(scalar) {
            name.append(scalar)
            index += 1
        }
        if let next = current, !".[( \t\n\r".unicodeScalars.contains(next) {
            throw fault("\(Self.shown(next)) belongs to no name without quotes (['…'])")
        }
        return .member(String(name))
    }

    private mutating func bracketed() throws(Fault) -> JSONPath.Segment {
        index += 1
        skipBlanks()
        let segment: JSONPath.Segment
        switch current {
        case "*":
            index += 1
            segment = .wildcard
        case "'", "\"": segment = .member(try quotedName())
        case "?": throw fault("filters (?) are not supported")
        case ":": throw fault("slices (:) are not supported")
        case "]": throw fault("nothing stands in the brackets")
        case nil: throw fault("the bracket is not closed")
        default: segment = .element(try number())
        }
        skipBlanks()
        if takes("]") { return segment }
        switch current {
        case ",": throw fault("several selectors in one bracket are not supported")
        case ":": throw fault("slices (:) are not supported")
        case nil: throw fault("the bracket is not closed")
        case let other?: throw fault("\(Self.shown(other)) stands where ] should")
        }
    }

    /// A whole number as JSON writes it, within ±(2^53 − 1).
    private mutating func number() throws(Fault) -> Int {
        let start = index
        let isNegative = takes("-")
        let digits = text[index...].prefix(while: Self.isDigit)
        guard let first = digits.first else {
            throw fault("no number, quoted name or * stands in the brackets")
        }
        let isZero = digits.count == 1 && first == "0"
        guard first != "0" || isZero && !isNegative else {
            throw Fault(reason: "a number begins with a needless zero or is -0", place: start + 1)
        }
        index += digits.count
        guard digits.count < 17, let value = Int(String(String.UnicodeScalarView(digits))),
            value < 1 << 53
        else {
            throw Fault(reason: "the number is beyond 2^53 - 1", place: start + 1)
        }
        return isNegative ? -value : value
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

    private static func beginsName(_ scalar: Unicode.Scalar) -> Bool {
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || scalar == "_"
            || scalar.value >= 0x80
    }

    private static func shown(_ scalar: Unicode.Scalar) -> String {
        "\"\(String(Character(scalar)).printable)\""
    }
}

// MARK: - Quoted names

extension JSONPathParser {
    private mutating func quotedName() throws(Fault) -> String {
        let opening = index
        let quote = text[index]
        index += 1
        var name = String.UnicodeScalarView()
        while let scalar = current, scalar != quote {
            guard scalar.value >= 0x20 else {
                throw fault("a control character in a name is written as an escape, such as \\n")
            }
            if scalar == "\\" {
                name.append(try escaped(in: quote))
            } else {
                name.append(scalar)
                index += 1
            }
        }
        guard takes(quote) else {
            throw Fault(reason: "the quote is not closed", place: opening + 1)
        }
        return String(name)
    }

    /// The character of an escape; the quote that does not delimit the name is none.
    private mutating func escaped(in quote: Unicode.Scalar) throws(Fault) -> Unicode.Scalar {
        let start = index
        index += 1
        let letter = current
        index += 1
        switch letter {
        case quote, "\\", "/": return letter ?? quote
        case "b": return "\u{8}"
        case "f": return "\u{c}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "u": return try codePoint(from: start)
        default:
            throw Fault(
                reason: "the escape is none of \\b \\f \\n \\r \\t \\/ \\\\ \\\(quote) \\u0000",
                place: start + 1)
        }
    }

    /// The scalar of four hexadecimal digits, or of a pair of surrogates.
    private mutating func codePoint(from start: Int) throws(Fault) -> Unicode.Scalar {
        let first = try codeUnit(from: start)
        if let scalar = Unicode.Scalar(first) { return scalar }
        if first < 0xdc00, takes("\\"), takes("u") {
            let second = try codeUnit(from: start)
            if (0xdc00...0xdfff).contains(second) {
                let value = 0x10000 + (first - 0xd800) << 10 + (second - 0xdc00)
                if let scalar = Unicode.Scalar(value) { return scalar }
            }
        }
        throw Fault(reason: "the escape is half of a surrogate pair", place: start + 1)
    }

    private mutating func codeUnit(from start: Int) throws(Fault) -> UInt32 {
        let digits = text[index...].prefix(4)
        guard digits.count == 4, digits.allSatisfy(\.properties.isASCIIHexDigit),
            let value = UInt32(String(String.UnicodeScalarView(digits)), radix: 16)
        else {
            throw Fault(reason: "\\u needs four hexadecimal digits", place: start + 1)
        }
        index += 4
        return value
    }
}
