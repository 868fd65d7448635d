import LoadTestingMacrosFree

/// The text of a log of samples in one of JMeter's formats, made batch by batch.
package struct JTLText {
    private let format: JTLFormat
    private var rows: JTLRows

    /// - Parameter names: the names that samples refer to.
    package init(_ format: JTLFormat, _ names: JTLNames) {
        self.format = format
        rows = JTLRows(names, format == .xml ? .xml : .csv)
    }

    /// The beginning of the file.
    package var head: [UInt8] {
        switch format {
        case .csv: Array("\(Self.columns.joined(separator: ","))\n".utf8)
        case .xml:
            Array(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testResults version=\"1.2\">\n"
                    .utf8)
        }
    }

    /// The end of the file.
    package var tail: [UInt8] {
        switch format {
        case .csv: []
        case .xml: Array("</testResults>\n".utf8)
        }
    }

    /// JMeter's default columns.
    package static let columns = [
        "timeStamp", "elapsed", "label", "responseCode", "responseMessage", "threadName",
        "dataType", "success", "failureMessage", "bytes", "sentBytes", "grpThreads",
        "allThreads", "URL", "Latency", "IdleTime", "Connect",
    ]

    /// The rows of a batch, a line each.
    package mutating func text(of batch: SampleStream.Batch) -> [UInt8] {
        rows.take(batch.names)
        var text: [UInt8] = []
        text.reserveCapacity(batch.samples.count * 160)
        for sample in batch.samples {
            let row = rows.row(
                of: sample, loop: batch.loop, texts: batch.texts, names: batch.names)
            switch format {
            case .csv: text.append(csv: row)
            case .xml: text.append(xml: row)
            }
        }
        return text
    }
}
