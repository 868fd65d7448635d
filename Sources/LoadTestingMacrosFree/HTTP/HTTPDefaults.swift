/// Settings that requests have in common: JMeter's HTTP Request Defaults, Header, Cookie and
/// Authorization Manager.
///
/// An element of a load test's body holds for the whole plan, one given to `defaults(_:)` for a
/// group. A group's values override the plan's, a request's override both; headers are joined by
/// name.
///
/// ```swift
/// LoadTest("shop", target: target) {
///     HTTPDefaults(headers: ["Accept": "application/json"], timeout: .seconds(5))
///     ThreadGroup(users: 10) { HTTPGet("/items") }
///         .defaults(HTTPDefaults(basePath: "/v2", redirects: .sameOrigin))
/// }
/// ```
///
/// Pages, scripts and images that a page embeds are not fetched; write them as requests in
/// ``Parallel``.
public struct HTTPDefaults: Sendable {
    package var basePath: String?
    package var headers: NamedValues
    package var settings = HTTPSettings()
    package var cookies: CookieHandling?
    package var connection: ConnectionReuse?

    /// Describes defaults; parameters left out have no effect.
    ///
    /// - Parameters:
    ///   - basePath: stands before each path that begins with `/`; a group's behind the plan's.
    ///   - headers: header fields of every request that has none of their name.
    ///   - timeout: the maximum time of an exchange. Default 30 s.
    ///   - authorization: Basic, Digest or Bearer. Default: none.
    ///   - redirects: whether redirects are followed. Default ``RedirectPolicy/none``.
    ///   - compression: whether to ask for gzip or deflate and decode each body, so that one that
    ///     can't be decoded is an error although nothing reads it. Default false: decoding costs
    ///     the generator time. A body that is read is decoded in any case.
    ///   - cookies: the handling of cookies. Default ``CookieHandling/kept``.
    ///   - connection: the occasions of a new connection. Default ``ConnectionReuse/kept``.
    ///   - bodyLimit: the maximum bytes of a body held for a check, capture or scenario; a larger
    ///     one is an error. Default 1 MiB.
    ///   - transport: the way of exchanges. Default: chosen for each request.
    public init(
        basePath: String? = nil, headers: NamedValues = [:], timeout: Duration? = nil,
        authorization: HTTPAuthorization? = nil, redirects: RedirectPolicy? = nil,
        compression: Bool? = nil, cookies: CookieHandling? = nil,
        connection: ConnectionReuse? = nil, bodyLimit: Int? = nil,
        transport: HTTPTransport? = nil
    ) {
        self.basePath = basePath
        self.headers = headers
        self.cookies = cookies
        self.connection = connection
        settings.timeout = timeout
        settings.authorization = authorization
        settings.redirects = redirects
        settings.compression = compression
        settings.bodyLimit = bodyLimit
        settings.transport = transport
    }

    /// These defaults, completed by those of another.
    package func over(_ other: HTTPDefaults) -> HTTPDefaults {
        var joined = self
        if basePath != nil || other.basePath != nil {
            joined.basePath = (other.basePath ?? "") + (basePath ?? "")
        }
        joined.headers.list += other.headers.list.filter { !headers.contains($0.name) }
        joined.settings = settings.over(other.settings)
        joined.cookies = cookies ?? other.cookies
        joined.connection = connection ?? other.connection
        return joined
    }
}
