/// A column of a JTL file by its name in JMeter; others hold variables of a plan.
enum JTLColumn: String, CaseIterable, Sendable {
    case timeStamp, elapsed, label, responseCode, responseMessage, threadName, dataType, success
    case failureMessage, bytes, sentBytes, grpThreads, allThreads
    case url = "URL"
    case fileName = "Filename"
    case latency = "Latency"
    case encoding = "Encoding"
    case sampleCount = "SampleCount"
    case errorCount = "ErrorCount"
    case hostName = "Hostname"
    case idleTime = "IdleTime"
    case connect = "Connect"

    /// The columns without which no sample can be measured.
    static let required: [JTLColumn] = [.timeStamp, .elapsed]

    /// The columns that JMeter writes by default, since 4.0 and before.
    static let defaults = [withURL, withURL.filter { $0 != .url }]

    private static let withURL: [JTLColumn] = [
        .timeStamp, .elapsed, .label, .responseCode, .responseMessage, .threadName, .dataType,
        .success, .failureMessage, .bytes, .sentBytes, .grpThreads, .allThreads, .url, .latency,
        .idleTime, .connect,
    ]
}
