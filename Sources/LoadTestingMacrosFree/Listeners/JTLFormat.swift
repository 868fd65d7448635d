/// A format of JMeter's sample logs.
@nonexhaustive public enum JTLFormat: Hashable, Sendable {
    /// Comma-separated values with JMeter's default columns, which its dashboard reads.
    case csv
    /// Elements of XML: JMeter's `testResults`, version 1.2.
    case xml
}
