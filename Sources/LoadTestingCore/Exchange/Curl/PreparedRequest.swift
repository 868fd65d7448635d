import CLoadTesting

/// A request as libcurl takes it; its pointers live as long as the table of all requests.
struct PreparedRequest: BitwiseCopyable {
    enum Kind { case bodyless, head, body }

    /// A name and a password that are the same each time.
    struct Authorization: BitwiseCopyable {
        var user: UnsafeMutablePointer<CChar>
        var password: UnsafeMutablePointer<CChar>
    }

    var kind: Kind
    /// `nil` when slots are in it.
    var url: OpaquePointer?
    var headers: UnsafeMutablePointer<curl_slist>?
    /// The method to send instead of GET or POST.
    var method: UnsafeMutablePointer<CChar>?
    /// The root of its server.
    var root: OpaquePointer
    /// The number of its server, and its host.
    var origin: Int32 = 0
    var host: UnsafePointer<CChar>
    /// Whether secure cookies are sent to it.
    var takesSecureCookies: Bool
    /// Whether it is written, and its answer read, without libcurl's HTTP.
    var isDirect: Bool
    /// Whether parts of it are rendered each time it is sent.
    var isRendered = false
    /// Its bytes on the wire where it is direct and constant.
    var wire: UnsafeMutablePointer<UInt8>?
    var wireCount = 0
    var body: UnsafeMutablePointer<UInt8>
    var bodyCount: Int
    /// Head and body on the wire, without rendered parts.
    var sentBytes: Int
    var timeoutMilliseconds: Int
    var label: Int32
    var isTLS: Bool
    /// The rules of an exchange's record: what to permit and to keep.
    var rules: clt_rules
    /// The maximum redirects followed.
    var redirects: Int
    var authorization: Authorization?
    /// Whether it has credentials, constant or rendered.
    var isAuthorized: Bool
    var isDigest: Bool
    /// Whether encoded bodies are asked for, so that one that can't be decoded is an error.
    var asksForEncoding: Bool
    var isAlone: Bool
    /// The addresses of its server, over which the users are spread; empty where a resolver has to
    /// be asked for them.
    var knownAddresses: UnsafeBufferPointer<clt_address>
    /// The addresses of its server among those of names that have several.
    var firstEndpoint: Int32 = 0
    var endpointCount: Int32 = 0
    /// libcurl sends the body in chunks.
    var isChunked: Bool

    /// Whether U+FFFD stands in a body without slots.
    var bodyHoldsReplacement: Bool {
        [UInt8](UnsafeBufferPointer(start: body, count: bodyCount)).holds("\u{FFFD}")
    }

    /// Whether it sets options that most requests don't change.
    var isSpecial: Bool { redirects > 0 || isAuthorized || isAlone }

    /// The method of counting its bytes on the wire.
    func counting(hasCookies: Bool) -> SentCounting {
        guard hasCookies || redirects > 0 || isDigest || isChunked else { return .computed }
        return kind == .body ? .verbose : .heads
    }
}
