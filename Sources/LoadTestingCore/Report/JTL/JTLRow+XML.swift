extension [UInt8] {
    /// Appends an element of JMeter's XML: `httpSample` for a request, `sample` for others.
    mutating func append(xml row: JTLRow) {
        append(row.hasAnswer || !row.url.isEmpty ? "<httpSample" : "<sample")
        append(" t=\"", row.elapsed)
        append(" it=\"0\"")
        append(" lt=\"", row.latency)
        append(" ct=\"", row.connect)
        append(" ts=\"", row.timeStamp)
        append(row.success ? " s=\"true\"" : " s=\"false\"")
        append(" lb=\"", text: row.label)
        append(" rc=\"", text: row.code)
        append(" rm=\"", text: row.message)
        append(" tn=\"", text: row.thread + Array("\(row.user)".utf8))
        append(row.hasAnswer ? " dt=\"text\"" : " dt=\"\"")
        append(" by=\"", row.received)
        append(" sby=\"", row.sent)
        append(" ng=\"", row.groupUsers)
        append(" na=\"", row.allUsers)
        guard !row.failure.isEmpty || !row.url.isEmpty else { return append("/>\n") }
        append(">\n")
        append(assertion: row.failure)
        append(url: row.url)
        append(row.hasAnswer || !row.url.isEmpty ? "</httpSample>\n" : "</sample>\n")
    }

    private mutating func append(assertion failure: [UInt8]) {
        guard !failure.isEmpty else { return }
        append("  <assertionResult><name>check</name><failure>true</failure><error>false</error>")
        append("<failureMessage>")
        append(escaped: failure)
        append("</failureMessage></assertionResult>\n")
    }

    private mutating func append(url: [UInt8]) {
        guard !url.isEmpty else { return }
        append("  <java.net.URL>")
        append(escaped: url)
        append("</java.net.URL>\n")
    }

    private mutating func append(_ start: StaticString, _ number: Int64) {
        append(start)
        append(number, before: "\"")
    }

    private mutating func append(_ start: StaticString, text: [UInt8]) {
        append(start)
        append(escaped: text)
        append("\"")
    }

    /// Appends text with XML's five characters escaped; it holds no control characters.
    private mutating func append(escaped text: [UInt8]) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "&"): append("&amp;")
            case UInt8(ascii: "<"): append("&lt;")
            case UInt8(ascii: ">"): append("&gt;")
            case UInt8(ascii: "\""): append("&quot;")
            case UInt8(ascii: "'"): append("&apos;")
            default: append(byte)
            }
        }
    }
}
