/// A sample in JMeter's columns, times in milliseconds.
///
/// Texts are escaped for the format already: a few of them stand in millions of rows.
struct JTLRow {
    /// The start, since 1970.
    var timeStamp: Int64
    var elapsed: Int64
    var label: [UInt8]
    var code: [UInt8]
    var message: [UInt8]
    /// The name of the thread before and behind the user's number.
    var thread: (start: [UInt8], end: [UInt8])
    /// The number of the user in its group, from 1.
    var user: Int64
    var hasAnswer: Bool
    var success: Bool
    var failure: [UInt8]
    var received: Int64
    var sent: Int64
    var groupUsers: Int64
    var allUsers: Int64
    var url: [UInt8]
    var latency: Int64
    var connect: Int64
}
