/// Settings of requests as far as they are stated: on a request, its group, or the plan.
package struct HTTPSettings: Sendable {
    package var timeout: Duration?
    package var authorization: HTTPAuthorization?
    package var redirects: RedirectPolicy?
    package var compression: Bool?
    package var bodyLimit: Int?
    package var transport: HTTPTransport?

    package init() {}

    /// The time-out, 30 s by default.
    package var effectiveTimeout: Duration { timeout ?? .seconds(30) }

    /// These settings, completed by those of another.
    package func over(_ other: HTTPSettings) -> HTTPSettings {
        var joined = self
        joined.timeout = timeout ?? other.timeout
        joined.authorization = authorization ?? other.authorization
        joined.redirects = redirects ?? other.redirects
        joined.compression = compression ?? other.compression
        joined.bodyLimit = bodyLimit ?? other.bodyLimit
        joined.transport = transport ?? other.transport
        return joined
    }
}
