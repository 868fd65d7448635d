/// The credentials that a request carries.
public struct HTTPAuthorization: Sendable {
    package enum Scheme: Equatable, Sendable {
        case basic(user: Template, password: Template)
        case digest(user: Template, password: Template)
        case bearer(Template)
        case none
    }

    package var scheme: Scheme

    /// Basic (RFC 7617): user and password with each request.
    public static func basic(user: Template, password: Template) -> HTTPAuthorization {
        HTTPAuthorization(scheme: .basic(user: user, password: password))
    }

    /// Digest (RFC 7616): the first request of a connection is sent twice, inside one sample.
    public static func digest(user: Template, password: Template) -> HTTPAuthorization {
        HTTPAuthorization(scheme: .digest(user: user, password: password))
    }

    /// Bearer (RFC 6750): a token with each request.
    public static func bearer(_ token: Template) -> HTTPAuthorization {
        HTTPAuthorization(scheme: .bearer(token))
    }

    /// None, where group or plan have one.
    public static let none = HTTPAuthorization(scheme: .none)
}
