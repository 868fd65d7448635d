/// The way of batches to a backend.
///
/// Belongs to one thread, and blocks it.
protocol BackendSender: AnyObject {
    /// Whether a batch may arrive twice, of which a part was written.
    var mayRepeat: Bool { get }

    /// Sends a batch, within a time.
    ///
    /// - Returns: the reason for which it was not written; `nil` when it was.
    func send(_ batch: [UInt8], milliseconds: Int) -> String?

    /// Closes the connection.
    func close()
}
