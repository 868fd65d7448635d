import LoadTestingMacrosFree

/// A request ready to be sent, but for the values of slots.
package struct ProgramRequest: Sendable {
    /// Its label's number.
    package var label: Int32
    package var method: String
    package var url: ProgramText
    /// Header lines in libcurl's notation: `Name: value`, `Name;` without a value, `Name:` none.
    package var headers: [ProgramText]
    package var body: ProgramBody
    package var timeoutMilliseconds: Int
    /// Its server's number.
    package var origin: Int32
    package var authorization: ProgramAuthorization?
    package var redirects = RedirectPolicy.none
    /// Ask for gzip or deflate, and decode the body although nobody looks at it.
    package var compression = false
    /// A new connection, closed behind the exchange.
    package var isAlone = false
    /// The parts of the reply that are looked at.
    package var reply = ProgramReplyRules()

    /// Whether it may be sent again when the server can't have read it (RFC 9110, 9.2.2).
    package var isIdempotent: Bool {
        ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"].contains(method)
    }

    /// Whether no slot is in it, so that it is prepared once.
    package var isConstant: Bool {
        url.constant != nil && headers.allSatisfy { $0.constant != nil } && body.isConstant
            && authorization?.isConstant != false
    }
}
