import CLoadTesting
import CLoadTestingSystem
import Foundation
import LoadTestingMacrosFree

/// One answer of a metrics endpoint.
enum MetricsPage {
    /// The text, and the instant of its arrival, on the monotonic clock.
    case text(String, nanoseconds: Int64)
    /// An answer that is no metrics: its kind, and the remedy.
    case refusal(String, remedy: String)
    /// No answer.
    case failure(String)

    private static let timeout = 1_000
    private static let largest = 16 << 20
    private static let pathRemedy = "state the path of the metrics: scraping(path, names)"

    /// Requests it, and follows redirects of the same origin.
    ///
    /// Blocks, a second at most.
    static func fetch(_ scrape: MetricsScrape) -> MetricsPage {
        var body = clt_buffer()
        var redirect = clt_buffer()
        defer {
            clt_buffer_free(&body)
            clt_buffer_free(&redirect)
        }
        let status = clt_fetch(
            scrape.url, "LoadTesting", scrape.bundle, timeout, largest, &body, &redirect)
        let now = clt_monotonic_nanoseconds()
        switch status {
        case 200..<300: return page(body.text, at: now)
        case 300..<400:
            let place = redirect.count > 0 ? " to \(MetricsScrape.shown(redirect.text))" : ""
            return .refusal(
                "it answered \(status)\(place)",
                remedy: "scrape the address that answers itself: scraping(\"http://…\", names)")
        case 401, 403:
            return .refusal(
                "it answered \(status)",
                remedy: "let it be read without a login from this machine, or state another path")
        case 0...:
            return .refusal("it answered \(status)", remedy: pathRemedy)
        case Int32(CLT_FETCH_ENCODING):
            return .refusal(
                "its content encoding can't be decoded",
                remedy: "let it answer without, or with gzip")
        default:
            return .failure(
                "it could not be read within \(timeout) ms:"
                    + " \(String(cString: clt_fetch_text(status)))")
        }
    }

    /// Parses a text, which has to be samples, or empty.
    private static func page(_ text: String, at nanoseconds: Int64) -> MetricsPage {
        let start = text.prefix(200).trimmingCharacters(in: .whitespacesAndNewlines)
        let isMarkup = start.hasPrefix("<")
        let isOther = isMarkup || start.hasPrefix("{") || start.hasPrefix("[")
        guard isOther else { return .text(text, nanoseconds: nanoseconds) }
        return .refusal(
            "it answered \(isMarkup ? "HTML" : "JSON"), no samples in Prometheus' text format",
            remedy: pathRemedy)
    }
}

extension MetricsScrape {
    /// The address without credentials and query, which may hold a secret.
    var place: String { Self.shown(url) }

    /// A URL for messages.
    static func shown(_ url: String) -> String {
        let plain = url.prefix(200).prefix { $0 != "?" && $0 != "#" }
        return LoadTarget.withoutCredentials(String(plain)).printable
    }

    /// The path alone.
    var path: String {
        guard let scheme = place.range(of: "://") else { return place }
        return place[scheme.upperBound...].firstIndex(of: "/").map { String(place[$0...]) } ?? "/"
    }
}

extension clt_buffer {
    fileprivate var text: String {
        String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }
}
