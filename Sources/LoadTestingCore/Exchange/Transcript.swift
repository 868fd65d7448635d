/// The bytes of an exchange, for readers.
///
/// Secrets are in it as they were sent.
struct Transcript: Equatable {
    /// Heads of all rounds of the exchange: redirects, digest, a re-send.
    var requestHead: [UInt8] = []
    /// Bodies of all rounds.
    var requestBody: [UInt8] = []
    /// Heads of all replies, 100 Continue and redirects among them.
    var replyHead: [UInt8] = []
    /// The body of the last reply after decoding.
    var replyBody: [UInt8] = []
    /// Notes on parts left off, such as `reply body: the first 65536 of 70000 bytes`.
    var notes: [String] = []
}
