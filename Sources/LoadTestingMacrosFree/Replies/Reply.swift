/// What a server answered: status, headers and body, as checks, captures and scenarios read it.
///
/// Head and body are kept only where something reads them.
public struct Reply: Sendable {
    /// The status, such as 200.
    public let status: Int
    /// The whole body; empty where nothing needs it.
    public let body: [UInt8]
    /// From the start of the exchange to its last byte: service time.
    public let duration: Duration
    /// Status line and header lines of the last answer, as they arrived.
    package let head: [UInt8]
    package let readJSON: JSONReader
    /// What a scenario's reply belongs to.
    package var context: (any ReplyContext)?

    /// Reads bytes as JSON by what a closure decodes.
    package typealias JSONReader =
        @Sendable ([UInt8], (any Decoder) throws -> any Sendable) throws -> any Sendable

    package init(
        status: Int, head: [UInt8], body: [UInt8], duration: Duration,
        readJSON: @escaping JSONReader
    ) {
        self.status = status
        self.head = head
        self.body = body
        self.duration = duration
        self.readJSON = readJSON
    }

    /// The body as text; bytes that are no UTF-8 are replaced.
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The header fields in the order in which they arrived; names may repeat.
    public var headers: [(name: String, value: String)] {
        head.split(separator: UInt8(ascii: "\n")).dropFirst().compactMap { line in
            let text = String(decoding: line, as: UTF8.self)
            guard let colon = text.firstIndex(of: ":") else { return nil }
            return (
                name: String(text[..<colon]),
                value: text[text.index(after: colon)...].trimmingBlanks
            )
        }
    }

    /// The value of the first header field of a name, in any case; `nil` when there is none.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    /// The value of a cookie that this reply sets; `nil` when it sets none of the name.
    public func cookie(_ name: String) -> String? {
        for header in headers where header.name.lowercased() == "set-cookie" {
            let pair = header.value.prefix { $0 != ";" }
            guard let equals = pair.firstIndex(of: "=") else { continue }
            if pair[..<equals].trimmingBlanks == name {
                return pair[pair.index(after: equals)...].trimmingBlanks
            }
        }
        return nil
    }
}

extension StringProtocol {
    /// Without spaces, tabs and line ends on both sides.
    package var trimmingBlanks: String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0.isNewline }
        var rest = self[...]
        while let last = rest.last, isBlank(last) { rest = rest.dropLast() }
        return String(rest.drop(while: isBlank))
    }
}
