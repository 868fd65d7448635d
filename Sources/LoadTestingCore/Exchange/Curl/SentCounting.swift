/// The method of counting the bytes of a request on the wire.
enum SentCounting {
    /// All of it is known before it is sent: nothing is asked of libcurl.
    case computed
    /// libcurl adds lines (cookies, a digest) or sends again to somewhere else, but no body: its
    /// count of heads is exact.
    case heads
    /// There is a body as well, of which CURLINFO_REQUEST_SIZE holds a part only: libcurl shows
    /// what it sends.
    case verbose
}
