/// A connection that a transport holds for a user, or for a pool until an arrival takes it over.
///
/// It may open and close a socket of each server that it is sent to; one exchange at a time is
/// under way on it.
struct Connection: Hashable, BitwiseCopyable {
    /// The transport's number for it.
    let number: Int32
}

/// The options of a user's connections.
struct ConnectionOptions: BitwiseCopyable {
    /// The choice of addresses of names, see ``Transport/route(of:)``.
    var route: Int32 = 0
    /// Whether cookies are sent back to the server that set them.
    var keepsCookies = false
    /// Whether a TLS session is resumed by later connections.
    var resumesSessions = true
}
