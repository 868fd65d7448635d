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
        append(" lb=\"", row.label)
        append(" rc=\"", row.code)
        append(" rm=\"", row.message)
        append(" tn=\"")
        append(contentsOf: row.thread.start)
        append(row.user, before: "\"")
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
        append(contentsOf: failure)
        append("</failureMessage></assertionResult>\n")
    }

    private mutating func append(url: [UInt8]) {
        guard !url.isEmpty else { return }
        append("  <java.net.URL>")
        append(contentsOf: url)
        append("</java.net.URL>\n")
    }

    private mutating func append(_ start: StaticString, _ number: Int64) {
        append(start)
        append(number, before: "\"")
    }

    private mutating func append(_ start: StaticString, _ field: [UInt8]) {
        append(start)
        append(contentsOf: field)
        append("\"")
    }
}
