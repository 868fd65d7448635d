import CLoadTesting

/// A request made of a template and a user's slots; its pointers refer to the slot's buffer and
/// stay valid until the next one is made.
struct RenderedRequest: BitwiseCopyable {
    /// `nil` for a constant part.
    var url: UnsafePointer<CChar>?
    var headers: UnsafeMutablePointer<curl_slist>?
    var user: UnsafePointer<CChar>?
    var password: UnsafePointer<CChar>?
    var body: UnsafePointer<UInt8>?
    var bodyCount = 0
    /// Bytes on the wire beyond the constant ones.
    var byteCount = 0
}
