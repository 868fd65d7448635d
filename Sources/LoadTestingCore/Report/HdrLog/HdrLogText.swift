/// The text of a log of histograms: HdrHistogram's `.hlog`, version 1.3, a line for each label and
/// interval.
///
/// Values are microseconds; the column of the maximum is milliseconds.
package struct HdrLogText {
    private let startNanoseconds: Int64

    /// - Parameter startNanoseconds: the start of the run, nanoseconds since 1970.
    package init(startNanoseconds: Int64) { self.startNanoseconds = startNanoseconds }

    /// The beginning of the file.
    package var head: String {
        let start = Self.decimal(thousandths: startNanoseconds / 1_000_000)
        return """
            #[Response times in microseconds, of requests that succeeded; failed ones have a tag of \
            their own]
            #[Histogram log format version 1.3]
            #[StartTime: \(start) (seconds since epoch)]
            #[BaseTime: \(start) (seconds since epoch)]
            "StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"

            """
    }

    /// The lines of an interval: of each label that has samples in it.
    ///
    /// - Parameters:
    ///   - labels: the measurements of each label.
    ///   - names: the labels by number.
    ///   - second: the start of the interval, from that of the run.
    package func lines(of labels: PackedLabels, names: [String], second: Int) -> String {
        var lines = ""
        labels.forEach(counters: .all) { number, label in
            let tag = Self.tag(names[Int(number)])
            lines += line(label.okResponse, tag, second)
            lines += line(label.failedResponse, "\(tag)_(failed)", second)
        }
        return lines
    }

    private func line(_ times: HistogramSnapshot, _ tag: String, _ second: Int) -> String {
        guard times.count > 0, let encoded = times.hdrEncoded else { return "" }
        let maximum = Self.decimal(thousandths: (times.maximumNanoseconds + 999) / 1_000)
        return "Tag=\(tag),\(second).000,1.000,\(maximum),\(Base64.text(of: encoded))\n"
    }

    /// A label as a tag, which may hold no comma, blank or control character.
    private static func tag(_ label: String) -> String {
        String(label.printable.map { $0 == "," || $0.isWhitespace ? "_" : $0 })
    }

    /// A number with three decimals, such as seconds from milliseconds.
    private static func decimal(thousandths: Int64) -> String {
        let digits = String(thousandths % 1_000)
        let zeros = String(repeating: "0", count: 3 - digits.count)
        return "\(thousandths / 1_000).\(zeros)\(digits)"
    }
}
