/// HTML or SVG in which text is always escaped: only literals of the source code are markup.
///
/// ```swift
/// let row: Markup = "<td title=\"\(label)\">\(label)</td>"
/// ```
/// Interpolated text is escaped for content and for attributes in double quotes; interpolated
/// markup is taken as it is. A text that is computed can't become markup.
struct Markup: ExpressibleByStringInterpolation, Sendable {
    /// The markup as text.
    private(set) var html: String

    /// No markup.
    init() { html = "" }

    /// The literal as it stands.
    init(stringLiteral value: StaticString) { html = value.description }

    init(stringInterpolation: Interpolation) { html = stringInterpolation.html }

    /// A text of one line, escaped, with spaces for control characters.
    init(text: String) {
        html = ""
        Self.append(text, to: &html)
    }

    /// A text of several lines, escaped, that keeps its line breaks.
    init(lines text: String) {
        html = ""
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if index > 0 { html += "\n" }
            Self.append(String(line), to: &html)
        }
    }

    /// The parts one after the other.
    init(_ parts: some Sequence<Markup>) {
        html = parts.reduce(into: "") { $0 += $1.html }
    }

    static func += (left: inout Markup, right: Markup) { left.html += right.html }

    static func + (left: Markup, right: Markup) -> Markup {
        var sum = left
        sum += right
        return sum
    }

    private static func append(_ text: String, to html: inout String) {
        let text = text.withSpacesForControls
        guard text.utf8.contains(where: isSpecial) else {
            html += text
            return
        }
        for character in text.unicodeScalars {
            switch character {
            case "&": html += "&amp;"
            case "<": html += "&lt;"
            case ">": html += "&gt;"
            case "\"": html += "&quot;"
            case "'": html += "&#39;"
            default: html.unicodeScalars.append(character)
            }
        }
    }

    private static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
            UInt8(ascii: "'"):
            true
        default: false
        }
    }
}

extension Markup {
    /// Joins literals as markup and values as escaped text.
    struct Interpolation: StringInterpolationProtocol {
        fileprivate var html = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            html.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        mutating func appendLiteral(_ literal: StaticString) { html += literal.description }

        mutating func appendInterpolation(_ text: String) { Markup.append(text, to: &html) }

        mutating func appendInterpolation(_ markup: Markup) { html += markup.html }

        mutating func appendInterpolation(_ number: Int) { html += "\(number)" }

        /// A coordinate with one decimal.
        mutating func appendInterpolation(_ coordinate: Double) {
            html += ChartNumber.text(coordinate, places: 1)
        }
    }
}

extension Sequence<Markup> {
    /// The parts one after the other.
    func joined() -> Markup { Markup(self) }
}
