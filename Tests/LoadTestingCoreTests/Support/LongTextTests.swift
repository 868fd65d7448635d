import Foundation
import LoadTestingMacrosFree
import TestSupport
import Testing

@testable import LoadTestingCore

/// Texts of others, of whatever length and make: none may hold up the run that repeats it.
@Suite struct LongTextTests {
    /// A mebibyte of each class of characters, and of what has sent one parser or another back to
    /// the start of what it had read.
    static let texts: [(name: String, unit: String)] = [
        ("letters", "A"), ("digits", "7"), ("spaces", " "), ("line ends", "\n"),
        ("carriage returns", "\r\n"), ("tabs", "\t"), ("zero bytes", "\0"), ("escapes", "\u{1b}["),
        ("underscores", "_"), ("dots", "."), ("dashes", "-"), ("colons", ":"), ("equals", "="),
        ("quotes", "\""), ("apostrophes", "'"), ("backslashes", "\\"), ("escaped quotes", "\\\""),
        ("slashes", "/"), ("authorities", "//a"), ("at signs", "@"), ("opened", "["),
        ("opened objects", "{"), ("closed", "]"), ("nested", "{\"token\":"), ("tags", "<"),
        ("elements", "<a b"), ("closed tags", ">"), ("named fields", "<i name=\""),
        ("percents", "%"), ("encoded quotes", "%22"), ("ampersands", "&"), ("items", "a=b&"),
        ("questions", "?"), ("hashes", "#"), ("names", "token"), ("fields", "token="),
        ("field and space", "token "), ("parts", "name=\"pin\" "), ("schemes", "Bearer "),
        ("web tokens", "eyJa."), ("umlauts", "\u{e4}"), ("marks", "\u{301}"),
        ("emoji", "\u{1f600}"),
        ("joiners", "\u{1f468}\u{200d}"), ("controls of ISO 8859", "\u{9b}"),
        ("separators", "\u{2028}"), ("flags", "\u{1f1e9}"), ("Devanagari", "\u{915}\u{94d}"),
        ("commas", ","), ("semicolons", ";"), ("capitals", "aA"),
    ]

    private func text(_ unit: String, bytes: Int = 1 << 20) -> String {
        String(repeating: unit, count: bytes / unit.utf8.count)
    }

    /// Ten milliseconds in a release build, more where each byte costs more: on a slow machine, or
    /// beside others that share its core, as much more as a plain pass over a mebibyte takes more
    /// than 0.31 milliseconds at that moment.
    ///
    /// Quadratic code took minutes.
    private static func limit() -> Duration {
        let text = String(repeating: "A", count: 1 << 20)
        var sum = 0
        let pass = (0..<3).map { _ in time { sum &+= ByteClasses.count(in: text) } }.min() ?? .zero
        // Unread parts are not computed.
        precondition(sum != 0)
        return max(minLimit, pass * passes)
    }

    #if DEBUG
        private static let (minLimit, passes) = (Duration.milliseconds(250), 125)
    #else
        private static let (minLimit, passes) = (Duration.milliseconds(10), 32)
    #endif

    /// The time of something that takes more than the limit, with the limit of the moment:
    /// the quickest of up to thirty, since a thread that shares its core has cold caches.
    private static func excess(_ body: () -> Void) -> (spent: Duration, limit: Duration)? {
        var quickest: (spent: Duration, limit: Duration)?
        for _ in 0..<30 {
            let spent = time(body)
            guard spent >= minLimit else { return nil }
            let limit = limit()
            guard spent >= limit else { return nil }
            if spent < quickest?.spent ?? spent + limit { quickest = (spent, limit) }
        }
        return quickest
    }

    /// Processor time of this thread: what others do on the machine is none of it.
    private static func time(_ body: () -> Void) -> Duration {
        let start = processorTime
        body()
        return processorTime - start
    }

    private static var processorTime: Duration {
        var now = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
        return .seconds(Int64(now.tv_sec)) + .nanoseconds(Int64(now.tv_nsec))
    }

    @Test(arguments: texts.indices) func `no path of a text takes long`(_ index: Int) {
        let (name, unit) = Self.texts[index]
        let text = text(unit)
        // Of a plan, not of a reply: read whole, character by character.
        let shorter = self.text(unit, bytes: 1 << 16)
        let secret = SecretValue("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB")
        let secrets = secret.map { [$0] } ?? []
        let paths: [(String, () -> Void)] = [
            ("body", { _ = Redaction.body(text) }),
            ("values", { _ = Redaction.body(text, knowing: secrets) }),
            ("lines", { _ = Redaction.lines(text) }), ("url", { _ = Redaction.url(text) }),
            ("query", { _ = Redaction.url("http://h/?" + text) }),
            ("item", { _ = Redaction.secrets(inURL: "/?token=" + text) }),
            ("field", { _ = Redaction.isSecret(field: text) }),
            ("reason", { _ = Redaction.reasonWithoutValue(text) }),
            ("printable", { _ = text.printable }), ("quoted", { _ = text.quoted }),
            ("trimmed", { _ = shorter.trimmingBlanks }),
            ("example", { self.show(self.example(text)) }),
            ("transcript", { self.show(self.transcript(text)) }),
        ]
        for (path, run) in paths {
            if let excess = Self.excess(run) {
                Issue.record("\(path) of \(name): \(excess.spent), limit \(excess.limit)")
            }
        }
    }

    /// Texts that are not cut: twice as much takes about twice as long.
    @Test(arguments: texts.indices) func `a scan is linear`(_ index: Int) {
        let (name, unit) = Self.texts[index]
        func scan(_ bytes: Int) -> Duration {
            var text = text(unit, bytes: bytes)
            return text.withUTF8 { bytes in
                (0..<3).map { _ in Self.time { _ = SecretScanner.redacted(bytes) } }.min() ?? .zero
            }
        }
        // Quadratic, eight times as much takes 64 times as long.
        let (short, long) = (scan(4_096), scan(32_768))
        let bound: Duration = short * 24 + Duration.milliseconds(2)
        #expect(long < bound, "\(name): \(short), then \(long)")
    }

    private func show(_ text: String) { #expect(text.utf8.count < 1 << 20) }

    private func example(_ text: String) -> String {
        let example = FailedExchange(
            label: "a", request: "GET http://h/?\(text)", cause: .reset, status: nil,
            explanation: text, body: text, endNanoseconds: 0
        ).redacted
        return example.request + example.explanation + example.body
    }

    private func transcript(_ text: String) -> String {
        let bytes = Array(text.utf8.prefix(1 << 16))
        var transcript = ExchangeTranscript(
            label: text, cause: .reset, requestHead: bytes, requestBody: bytes, replyHead: bytes,
            replyBody: bytes)
        transcript.reason = text
        transcript.filled = [(slot: "a", value: text)]
        return TranscriptReport(transcript).text
    }
}
