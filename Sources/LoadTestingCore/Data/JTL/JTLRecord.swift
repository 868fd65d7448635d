/// A row of a JTL as typed values; its texts are valid until the next row.
struct JTLRecord {
    /// Milliseconds since 1970.
    var start: Int64 = 0
    /// Milliseconds.
    var elapsed: Int64 = 0
    var label = JTLField.empty
    var responseCode = JTLField.empty
    var responseMessage = JTLField.empty
    var threadName = JTLField.empty
    var failureMessage = JTLField.empty
    var url = JTLField.empty
    var succeeded = true
    /// Bytes of heads and bodies.
    var received: Int64 = 0
    var sent: Int64 = 0
    /// Active users of all groups at the sample's end; -1 where it is not known.
    var allUsers: Int64 = -1
    /// Milliseconds to the first byte, with the set-up of a connection; -1 where it is not known.
    var latency: Int64 = -1
    /// Milliseconds of the set-up of a connection; 0 on a kept one, -1 where it is not known.
    var connect: Int64 = -1

    /// The beginning of the response message of a Transaction Controller.
    private static let transaction: StaticString = "Number of samples in transaction : "

    /// Whether it is the sum of a Transaction Controller's samples, and no request.
    var isTransaction: Bool { responseMessage.hasPrefix(Self.transaction) }

    /// Whether it is a Transaction Controller's that had no sample.
    var isEmptyTransaction: Bool {
        responseMessage.hasPrefix("Number of samples in transaction : 0,")
    }
}
