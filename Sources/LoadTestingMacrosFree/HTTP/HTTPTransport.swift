/// The way in which a request and its answer are exchanged.
///
/// The library chooses: directly where it can do all that the request asks for, and generally
/// otherwise. Both have the same results; forcing one is for comparing them, or for a server that
/// one of them can't read.
@nonexhaustive public enum HTTPTransport: Hashable, Sendable {
    /// By libcurl's HTTP, which can do everything: redirects, Digest, `Expect: 100-continue`.
    case general
    /// On a connection that libcurl opens, with requests and answers of HTTP/1.1 written and read
    /// by the library: a fraction of the processor time.
    case direct
}
