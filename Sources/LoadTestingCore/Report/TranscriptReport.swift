import LoadTestingMacrosFree

/// One exchange of a dry run as text: what was sent and what came back, without secrets.
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
            ": \($0)" + (transcript.reason.isEmpty ? "" : ", \(transcript.reason.printable)")
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
        String(decoding: head, as: UTF8.self).split(separator: "\r\n")
            .enumerated().map { index, line in
                "  \(mark) " + (index == 0 ? firstLine(line) : header(line)).printable
            }
    }

    /// Method, target and version, or version and status.
    private func firstLine(_ line: Substring) -> String {
        var words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard words.count == 3, !words[0].hasPrefix("HTTP/") else { return String(line) }
        words[1] = Redaction.secrets(inURL: words[1])
        return words.joined(separator: " ")
    }

    private func header(_ line: Substring) -> String {
        guard let colon = line.firstIndex(of: ":"),
            Redaction.isSecret(field: String(line[..<colon]))
        else { return String(line) }
        return "\(line[..<colon]): …"
    }

    private func body(_ bytes: [UInt8], mark: String) -> [String] {
        guard !bytes.isEmpty else { return [] }
        guard let text = String(validating: bytes, as: UTF8.self), !text.contains("\0") else {
            return ["  \(mark) (\(NumberText.grouped(bytes.count)) bytes that are no text)"]
        }
        return text.split(whereSeparator: \.isNewline).map {
            "  \(mark) \(Redaction.body(String($0)))"
        }
    }

    private func shown(_ filled: (slot: String, value: String)) -> String {
        Redaction.isSecret(field: filled.slot) ? "…" : Redaction.body(filled.value)
    }
}
