/// The answer of a server: status, headers and body, as checks, captures and scenarios read it.
///
/// Head and body are kept only where something reads them.
public struct Reply: Sendable {
    /// The status, such as 200.
    public let status: Int
    /// From the start of the exchange to its last byte: service time.
    public let duration: Duration
    /// Status line and header lines of the last answer, as they arrived.
    package let head: [UInt8]
    /// The body as far as it could be decoded.
    package let content: [UInt8]
    /// The reason that the body can't be read, such as an encoding that is not known.
    package let contentProblem: String?
    /// The last requested URL, to whose host and path cookies belong; empty where the head is not
    /// kept.
    package let url: String
    package let reading: ReplyReading
    /// The context of the reply, where that is to be told of readings.
    package var context: (any ReplyContext)?

    package init(
        status: Int, head: [UInt8], content: [UInt8], contentProblem: String? = nil,
        url: String = "", duration: Duration, reading: ReplyReading
    ) {
        self.status = status
        self.head = head
        self.content = content
        self.contentProblem = contentProblem
        self.url = url
        self.duration = duration
        self.reading = reading
    }

    /// The whole body, decoded when it is encoded as gzip or deflate; empty where nothing needs it.
    ///
    /// A body in another encoding (`br`, `zstd`) can't be read: a check or capture that reads it
    /// fails and names the encoding. In a scenario the sample is then counted as failed, as
    /// `decode`.
    public var body: [UInt8] {
        if let contentProblem { context?.misread(contentProblem) }
        return content
    }

    /// The body as text, decoded as ``body`` is; bytes that are no UTF-8 are replaced.
    ///
    /// To send such bytes back, capture them into a slot, which keeps them.
    public var text: String { text(of: body) }

    /// The header fields in the order in which they arrived; names may repeat.
    ///
    /// Bytes that are no UTF-8 are replaced; a capture keeps them.
    public var headers: [(name: String, value: String)] {
        fields.map { (name: text(of: $0.name), value: text(of: $0.value)) }
    }

    /// The value of the first header field of a name, in any case; `nil` when there is none.
    ///
    /// The others are in ``headers``.
    public func header(_ name: String) -> String? { values(of: name).first.map { text(of: $0) } }

    /// The user's cookie of a name after this reply; `nil` when the reply does not set it, or has
    /// deleted it at the end.
    ///
    /// Of cookies of several paths or domains with the name, it is the one that was set last.
    public func cookie(_ name: String) -> String? {
        if case .set(let value) = cookieChange(name) { text(of: value) } else { nil }
    }

    /// Text for the program, which can't hold all bytes: the context is told, in case it is sent
    /// back.
    private func text(of bytes: some Sequence<UInt8> & Collection<UInt8>) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        context?.repairedText()
        return String(decoding: bytes, as: UTF8.self)
    }
}
