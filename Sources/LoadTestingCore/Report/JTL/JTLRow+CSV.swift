extension [UInt8] {
    /// Appends a line in JMeter's default columns.
    mutating func append(csv row: JTLRow) {
        append(row.timeStamp, before: ",")
        append(row.elapsed, before: ",")
        append(row.label, before: ",")
        append(row.code, before: ",")
        append(row.message, before: ",")
        append(contentsOf: row.thread.start)
        append(row.user, before: "")
        append(row.thread.end, before: ",")
        append(row.hasAnswer ? "text," : ",")
        append(row.success ? "true," : "false,")
        append(row.failure, before: ",")
        append(row.received, before: ",")
        append(row.sent, before: ",")
        append(row.groupUsers, before: ",")
        append(row.allUsers, before: ",")
        if row.url.isEmpty { append("null,") } else { append(row.url, before: ",") }
        append(row.latency, before: ",")
        append(0, before: ",")
        append(row.connect, before: "\n")
    }

    private mutating func append(_ field: [UInt8], before text: StaticString) {
        append(contentsOf: field)
        append(text)
    }
}

extension [UInt8] {
    /// Appends ASCII characters.
    mutating func append(_ text: StaticString) {
        append(
            contentsOf: UnsafeBufferPointer(
                start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends a number in decimal digits, and ASCII characters.
    mutating func append(_ number: Int64, before text: StaticString) {
        // The digits are made by the standard library, which is quick in a debug build, too.
        var digits = String(number)
        digits.withUTF8 { append(contentsOf: $0) }
        append(text)
    }
}
