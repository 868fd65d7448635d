/// The body of a request: text, bytes, a file, a value as JSON, a form, or a multipart form.
///
/// The kind sets `Content-Type` unless the request has a header of that name.
public struct HTTPBody: Sendable {
    package enum Content: Sendable {
        case none
        case text(Template)
        case bytes([UInt8])
        case file(DataFileReference, contentType: String)
        case json(any Encodable & Sendable)
        case jsonOfSlots(SlotJSON)
        case form(NamedValues)
        case multipart([FormPart])
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

    /// The value that a slot holds, encoded as JSON for each request, `application/json`.
    ///
    /// A number captured from JSON is sent with its original digits.
    public static func json<Value: Encodable>(_ slot: Slot<Value>) -> HTTPBody {
        var json = SlotJSON(slot) { $0 }
        json.keepsDigits = slot.slotPath.isEmpty
        return HTTPBody(content: .jsonOfSlots(json))
    }

    /// A value that a closure makes of those of slots, encoded as JSON for each request,
    /// `application/json`.
    ///
    /// ```swift
    /// HTTPPost("/orders", body: .json(item, count) { Order(item: $0.id, count: $1) })
    /// ```
    public static func json<each Value: Sendable, Body: Encodable & Sendable>(
        _ slots: repeat Slot<each Value>,
        body: @escaping @Sendable (repeat each Value) throws -> Body
    ) -> HTTPBody {
        HTTPBody(content: .jsonOfSlots(SlotJSON(repeat each slots, body: body)))
    }

    /// The bytes of a file, read once before the run.
    ///
    /// - Parameters:
    ///   - path: absolute, relative to the current directory, or beside the source file.
    ///   - contentType: its media type. Default `application/octet-stream`.
    ///   - sourceFile: leave it out.
    public static func file(
        _ path: String, contentType: String = "application/octet-stream",
        sourceFile: StaticString = #filePath
    ) -> HTTPBody {
        let file = DataFileReference(path: path, sourceFile: sourceFile.description)
        return HTTPBody(content: .file(file, contentType: contentType))
    }

    /// Fields and files as a browser uploads them, `multipart/form-data`.
    public static func multipart(_ parts: FormPart...) -> HTTPBody {
        HTTPBody(content: .multipart(parts))
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
        case .json, .jsonOfSlots: "application/json"
        case .file(_, let contentType): contentType
        case .multipart: "multipart/form-data"
        case .form: "application/x-www-form-urlencoded"
        }
    }
}

extension HTTPBody {
    /// JSON of whatever encodable value a slot holds.
    package init(jsonOf slot: SlotText) { content = .jsonOfSlots(SlotJSON(slot)) }
}

extension HTTPBody: ExpressibleByStringInterpolation {
    /// Creates the value from a literal.
    public init(stringLiteral value: String) { content = .text(Template(value)) }

    /// Creates the value from an interpolated literal.
    public init(stringInterpolation: Template.StringInterpolation) {
        content = .text(Template(stringInterpolation: stringInterpolation))
    }
}
