/// The numbers of the texts in a JTL: labels, groups and causes.
struct ImportedNames {
    let samples = SampleNames(labels: [])
    /// The names of the thread groups by number.
    private(set) var groups: [String] = []
    private var labels = TextNumbers()
    private var transactions = TextNumbers()
    private var groupNumbers = TextNumbers()
    private var causes = TextNumbers()

    /// All groups from this one on share its number.
    private static let maxGroups = 63
    private static let longestCause = 300

    /// The number of a row's label.
    mutating func label(of row: borrowing JTLRecord) -> Int32 {
        let (field, samples) = (row.label, samples)
        return row.isTransaction
            ? transactions.number(of: field.bytes) {
                samples.number(of: SampleRow(label: field.name, kind: .transaction))
            }
            : labels.number(of: field.bytes) {
                samples.number(of: SampleRow(label: field.name))
            }
    }

    /// The number of a row's thread group: the name of its thread up to the last space.
    mutating func group(of row: borrowing JTLRecord) -> Int32 {
        let field = row.threadName.beforeLastSpace
        var groups = groups
        let before = groups.count
        let number = groupNumbers.number(of: field.bytes) {
            if groups.count <= Self.maxGroups { groups.append(field.text) }
            return Int32(groups.count - 1)
        }
        if groups.count > before { self.groups = groups }
        return number
    }

    /// The code of a failed row's cause.
    mutating func cause(of row: borrowing JTLRecord) -> Int16 {
        let (code, failure) = (row.responseCode, row.failureMessage)
        let (message, hasLatency) = (row.responseMessage, row.latency > 0)
        if let status = code.number, status >= 400, status < 1_000 { return Int16(status) }
        var bytes: [UInt8] = []
        for field in [code, message, failure] {
            bytes.append(contentsOf: field.bytes.prefix(Self.longestCause))
            bytes.append(hasLatency ? 1 : 0)
        }
        let samples = samples
        let number = bytes.withUnsafeBufferPointer { bytes in
            causes.number(of: bytes) {
                let cause = FailureCause(
                    jtlCode: code.text, message: message.text, failure: failure.text,
                    hasLatency: hasLatency)
                return Int32(samples.code(of: cause))
            }
        }
        return Int16(truncatingIfNeeded: number)
    }
}

extension JTLField {
    /// The text of a label; a row may have none.
    fileprivate var name: String { isEmpty ? "(no label)" : text }
}
