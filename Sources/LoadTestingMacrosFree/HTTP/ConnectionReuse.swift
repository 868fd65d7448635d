/// The occasions on which a user opens a new connection.
@nonexhaustive public enum ConnectionReuse: Hashable, Sendable {
    /// Only after the server closed the old one.
    case kept
    /// For each iteration: a new visitor.
    ///
    /// Connection set-up is then inside the first request's time.
    case perIteration
    /// For each request.
    case perRequest
}
