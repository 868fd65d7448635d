/// The policy of following redirects, inside one sample.
///
/// After 303, and after 301 and 302 of a POST, the request continues as GET, without its body and
/// the header fields about it, such as `Content-Type` (RFC 9110, 15.4). 304, 305 and 306 are no
/// redirects, and never followed.
public struct RedirectPolicy: Hashable, Sendable {
    /// The number of redirects that are followed; 0 follows none.
    package var limit: Int
    package var crossesOrigins: Bool

    /// No redirect is followed, and one is a failure, unless a check of the status accepts it: the
    /// default.
    public static let none = RedirectPolicy(limit: 0, crossesOrigins: false)

    /// At most five redirects to the same scheme, host and port; another one is an error.
    public static let sameOrigin = follow(limit: 5)

    /// Follows redirects.
    ///
    /// - Parameters:
    ///   - limit: the maximum in a row, 1 to 30; one more is an error.
    ///   - crossesOrigins: whether they may lead to another server, at a loopback or private
    ///     address unless the plan allows any host. `Authorization` is not sent there. Default
    ///     false.
    public static func follow(limit: Int, crossesOrigins: Bool = false) -> RedirectPolicy {
        RedirectPolicy(limit: limit, crossesOrigins: crossesOrigins)
    }
}
