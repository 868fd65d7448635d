import LoadTestingMacrosFree

/// One exchange of a dry run as text: the bytes sent and received, without secrets.
struct TranscriptReport {
    private let transcript: ExchangeTranscript
    private let style: TextStyle

    init(_ transcript: ExchangeTranscript, style: TextStyle = .plain) {
        self.transcript = transcript
        self.style = style
    }

    /// Lines without a break at the end.
    var text: String {
        let failure = transcript.cause.map {
            ": \($0)"
                + (transcript.reason.isEmpty
                    ? "" : ", \(Redaction.body(transcript.reason, knowing: transcript.secrets))")
        }
        let heading =
            "\(style.mark(transcript.cause == nil ? .passed : .failed))"
            + " \(transcript.label.printable)\(failure ?? "")"
        return
            ([heading] + lines(of: transcript.requestHead, mark: ">")
            + body(transcript.requestBody, mark: ">")
            + lines(of: transcript.replyHead, mark: "<")
            + body(transcript.replyBody, mark: "<")
            + transcript.notes.map { "  (\($0))" }
            + transcript.filled.map { "  {\($0.slot.printable)} = \(shown($0))" })
            .joined(separator: "\n")
    }

    private func lines(of head: [UInt8], mark: String) -> [String] {
        head.split { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") }
            .enumerated().map { index, bytes in
                let line = Redaction.values(
                    transcript.secrets, in: String(decoding: bytes, as: UTF8.self))
                return "  \(mark) "
                    + (requestLine(line, isFirst: index == 0) ?? header(line)).printable
            }
    }

    /// Method, target and version; `nil` for another line.
    ///
    /// A later one is that of a redirect: its query is not the plan author's.
    private func requestLine(_ line: String, isFirst: Bool) -> String? {
        let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
        guard words.count == 3, words[2].hasPrefix("HTTP/") else { return nil }
        let target = String(words[1])
        return "\(words[0]) \(isFirst ? Redaction.secrets(inURL: target) : Redaction.url(target))"
            + " \(words[2])"
    }

    private func header(_ line: String) -> String {
        guard !line.hasPrefix("HTTP/"), let colon = line.utf8.firstIndex(of: UInt8(ascii: ":"))
        else {
            return Redaction.body(line)
        }
        let value = line[line.utf8.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        return
            "\(line[..<colon]): \(Redaction.value(String(value), ofHeader: String(line[..<colon])))"
    }

    private func body(_ bytes: [UInt8], mark: String) -> [String] {
        guard !bytes.isEmpty else { return [] }
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            return ["  \(mark) (\(NumberText.grouped(bytes.count)) bytes that are no text)"]
        }
        return Redaction.lines(text, knowing: transcript.secrets).map { "  \(mark) \($0)" }
    }

    private func shown(_ filled: (slot: String, value: String)) -> String {
        Redaction.isSecret(source: filled.slot)
            ? "…" : Redaction.body(filled.value, knowing: transcript.secrets)
    }
}
