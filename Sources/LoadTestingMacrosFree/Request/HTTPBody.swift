/// What a request carries: text, bytes, a value as JSON, or a form.
///
/// The kind sets `Content-Type` unless the request has a header of that name.
public struct HTTPBody: Sendable {
    package enum Content: Sendable {
        case none
        case text(Template)
        case bytes([UInt8])
        case json(any Encodable & Sendable)
        case form(NamedValues)
    }

    package var content: Content

    /// No body.
    public static let none = HTTPBody(content: .none)

    /// Text in UTF-8, `text/plain; charset=utf-8`.
    public static func text(_ text: Template) -> HTTPBody { HTTPBody(content: .text(text)) }

    /// Text of the program in UTF-8, `text/plain; charset=utf-8`.
    @_disfavoredOverload
    public static func text(_ text: some StringProtocol) -> HTTPBody { .text(Template(text)) }

    /// Bytes as they are, `application/octet-stream`.
    public static func bytes(_ bytes: some Sequence<UInt8>) -> HTTPBody {
        HTTPBody(content: .bytes(Array(bytes)))
    }

    /// A value encoded as JSON once, before the run, `application/json`.
    ///
    /// A value that can't be encoded is reported when the plan is checked.
    public static func json(_ value: some Encodable & Sendable) -> HTTPBody {
        HTTPBody(content: .json(value))
    }

    /// Fields percent-encoded, `application/x-www-form-urlencoded`.
    public static func form(_ fields: NamedValues) -> HTTPBody {
        HTTPBody(content: .form(fields))
    }

    /// The media type that the kind of body implies.
    package var contentType: String? {
        switch content {
        case .none: nil
        case .text: "text/plain; charset=utf-8"
        case .bytes: "application/octet-stream"
        case .json: "application/json"
        case .form: "application/x-www-form-urlencoded"
        }
    }
}

extension HTTPBody: ExpressibleByStringInterpolation {
    /// Creates the value from a literal.
    public init(stringLiteral value: String) { content = .text(Template(value)) }

    /// Creates the value from an interpolated literal.
    public init(stringInterpolation: Template.StringInterpolation) {
        content = .text(Template(stringInterpolation: stringInterpolation))
    }
}
