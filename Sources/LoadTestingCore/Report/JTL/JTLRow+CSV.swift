extension [UInt8] {
    /// Appends a line in JMeter's default columns.
    mutating func append(csv row: JTLRow) {
        append(row.timeStamp, before: ",")
        append(row.elapsed, before: ",")
        append(field: row.label)
        append(field: row.code)
        append(field: row.message)
        append(thread: row)
        append(row.hasAnswer ? "text," : ",")
        append(row.success ? "true," : "false,")
        append(field: row.failure)
        append(row.received, before: ",")
        append(row.sent, before: ",")
        append(row.groupUsers, before: ",")
        append(row.allUsers, before: ",")
        if row.url.isEmpty { append("null,") } else { append(field: row.url) }
        append(row.latency, before: ",")
        append(0, before: ",")
        append(row.connect, before: "\n")
    }

    private mutating func append(thread row: JTLRow) {
        guard row.thread.contains(where: Self.needsQuotes) else {
            append(contentsOf: row.thread)
            return append(row.user, before: ",")
        }
        append(field: row.thread + Array("\(row.user)".utf8))
    }

    /// Appends a field and a comma; in quotes where it holds a comma, a quote or a line break.
    private mutating func append(field text: [UInt8]) {
        if text.contains(where: Self.needsQuotes) {
            append(UInt8(ascii: "\""))
            for byte in text {
                if byte == UInt8(ascii: "\"") { append(byte) }
                append(byte)
            }
            append(UInt8(ascii: "\""))
        } else {
            append(contentsOf: text)
        }
        append(UInt8(ascii: ","))
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
            || byte == UInt8(ascii: "\r")
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
        if number < 0 { append(UInt8(ascii: "-")) }
        var rest = number.magnitude
        let start = count
        repeat {
            append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        self[start...].reverse()
        append(text)
    }
}
