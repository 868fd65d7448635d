/// The method of counting the bytes of a request on the wire.
enum SentCounting {
    /// All of it is known before it is sent: nothing is read from libcurl.
    case computed
    /// libcurl adds lines (cookies, a digest) or sends again to another place, but no body: its
    /// count of heads is exact.
    case heads
    /// There is a body as well, of which CURLINFO_REQUEST_SIZE holds a part only: libcurl passes
    /// the bytes that it sends.
    case verbose
}
