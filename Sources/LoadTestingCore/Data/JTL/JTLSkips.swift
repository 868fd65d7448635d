/// The rows of a JTL that could not be used, by reason.
struct JTLSkips: Hashable, Sendable {
    /// The reason that a row could not be used.
    enum Reason: Hashable, Sendable {
        case fieldCount(found: Int, expected: Int)
        /// The value of a column that can't be read.
        case value(JTLColumn, String)
        case openQuote
        case tooLong
        /// The last line, without its end: the writer was killed, or still runs.
        case cutOff
    }

    /// A row that could not be used.
    struct Row: Hashable, Sendable {
        /// From 1.
        var line: Int
        var reason: Reason
    }

    private(set) var count = 0
    /// The first ones.
    private(set) var first: [Row] = []

    private static let kept = 5

    mutating func add(line: Int, _ reason: @autoclosure () -> Reason) {
        if first.count < Self.kept { first.append(Row(line: line, reason: reason())) }
        count += 1
    }
}

extension JTLSkips.Reason: CustomStringConvertible {
    var description: String {
        switch self {
        case .fieldCount(let found, let expected): "\(found) fields instead of \(expected)"
        case .value(let column, let text): "\(column.rawValue) is \"\(text)\""
        case .openQuote: "its quote is never closed"
        case .tooLong: "longer than a row may be, 1 MiB"
        case .cutOff: "cut off at the end of the file"
        }
    }
}
