import LoadTestingMacrosFree

/// A sampler that is an HTTP request, ready to be sent except for the values of slots.
package struct ProgramRequest: Sendable {
    package var sampler: ProgramSampler
    package var method: String
    package var url: ProgramText
    /// The header fields that it states, in their order; names may repeat.
    package var headers: [ProgramField]
    package var body: ProgramBody
    package var timeoutMilliseconds: Int
    /// Its server's number.
    package var origin: Int32
    package var authorization: ProgramAuthorization?
    package var redirects = RedirectPolicy.none
    /// Ask for gzip or deflate, and decode the body although nothing reads it.
    package var compression = false
    /// The way that is forced; `nil` for the one that suits it.
    package var transport: HTTPTransport?
    /// A new connection, closed after the exchange.
    package var isAlone = false

    init(
        label: Int32, method: String, url: ProgramText, headers: [ProgramField], body: ProgramBody,
        timeoutMilliseconds: Int, origin: Int32
    ) {
        sampler = ProgramSampler(label: label)
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeoutMilliseconds = timeoutMilliseconds
        self.origin = origin
    }

    /// The number of its row.
    package var label: Int32 {
        get { sampler.label }
        set { sampler.label = newValue }
    }

    /// The rules for the reply.
    package var reply: ProgramReplyRules {
        get { sampler.reply }
        set { sampler.reply = newValue }
    }

    /// Whether it may be sent again when the server can't have read it (RFC 9110, 9.2.2).
    package var isIdempotent: Bool {
        ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"].contains(method)
    }

    /// Whether it has no slots, so that it is prepared once.
    package var isConstant: Bool {
        url.constant != nil && headers.allSatisfy { $0.value.constant != nil } && body.isConstant
            && authorization?.isConstant != false
    }
}
