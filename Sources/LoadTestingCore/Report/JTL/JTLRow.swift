/// A sample in JMeter's columns, times in milliseconds.
///
/// Texts are bytes of UTF-8 without control characters; each format escapes them.
struct JTLRow {
    /// The start, since 1970.
    var timeStamp: Int64
    var elapsed: Int64
    var label: [UInt8]
    var code: [UInt8]
    var message: [UInt8]
    var thread: [UInt8]
    /// The number of the user in its group, from 1, which follows the thread's name.
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
