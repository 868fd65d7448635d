import CLoadTesting

/// A request made of a template and a user's slots; what it points to stays in the slot's buffer
/// until the next one is made.
struct RenderedRequest: BitwiseCopyable {
    /// `nil` for what is the same each time.
    var url: UnsafePointer<CChar>?
    var headers: UnsafeMutablePointer<curl_slist>?
    var user: UnsafePointer<CChar>?
    var password: UnsafePointer<CChar>?
    var body: UnsafePointer<UInt8>?
    var bodyCount = 0
    /// Bytes on the wire beyond those that are the same each time.
    var byteCount = 0
}
