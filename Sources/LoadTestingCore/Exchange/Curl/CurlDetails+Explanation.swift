import CLoadTesting
import Foundation
import LoadTestingMacrosFree

/// The explanation of a failure for readers.
extension CurlDetails {
    /// libcurl's words or ours for an exchange that failed; empty for a success.
    var explanation: String {
        let record = record
        guard code != CURLE_OK else { return unreadableBody ?? explanation(ofHead: record) ?? "" }
        let own =
            explanation(ofRefusal: record) ?? explanation(ofHead: record)
            ?? explanation(ofTrailer: record)
        var text = libcurlText
        // Codings of the content are decoded here.
        if code == CURLE_BAD_CONTENT_ENCODING, text.hasPrefix("Unrecognized") {
            text = "a Transfer-Encoding that is not known"
        }
        text = own ?? transport.addressesTried(by: number) + text
        // libcurl reports a failed connect, which was not tried.
        return record.pointee.refusal == CLT_REFUSED_ADDRESS
            ? "the plan does not allow the address: \(text)" : text
    }

    /// Words for a connect that failed without libcurl.
    private var connectText: String? {
        let record = record
        let errors = [record.pointee.connect_error, record.pointee.socket_error]
        guard record.pointee.easy == nil, let error = errors.first(where: { $0 != 0 }) else {
            return nil
        }
        let host = String(cString: request.pointee.host)
        return "Failed to connect to \(host): \(String(cString: strerror(error)))"
    }

    /// libcurl's own words; empty for a success.
    var libcurlText: String {
        guard code != CURLE_OK else { return "" }
        let record = record
        let text = withUnsafeBytes(of: &record.pointee.explanation) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
        guard text.isEmpty else { return text }
        return connectText ?? String(cString: curl_easy_strerror(code))
    }

    var statusNote: String {
        let record = record
        if record.pointee.refusal == CLT_REFUSED_CHALLENGE {
            return "the server challenged \(record.pointee.challenges + 1) times"
        }
        return record.pointee.has_unread_answer
            ? "answered before the whole request was sent, and closed" : ""
    }

    private func explanation(ofRefusal record: UnsafePointer<clt_exchange>) -> String? {
        switch record.pointee.refusal {
        case CLT_REFUSED_REDIRECT:
            let limit = record.pointee.rules.redirect_limit
            guard record.pointee.redirects <= limit else {
                return "more than \(limit) redirect\(limit == 1 ? "" : "s")"
            }
            let place = record.pointee.unfollowed_location.map { String(cString: $0) } ?? ""
            return "the redirect leads elsewhere: \(Redaction.url(place))"
        case CLT_REFUSED_BODY:
            return "the body has more than \(record.pointee.rules.body_limit) bytes"
        case CLT_REFUSED_LENGTH:
            return "Content-Length is no number, or two differ"
        case CLT_REFUSED_FIELD:
            return "a blank before the colon of Content-Length, Content-Encoding or"
                + " Transfer-Encoding, or the last of them folded"
        case CLT_REFUSED_STATUS:
            return "the status \(record.pointee.status) begins something that was not asked for"
        case CLT_REFUSED_RESEND:
            let end = record.pointee.share?.pointee.end.instant ?? 0
            let microseconds = (end - record.pointee.last_write) / 1_000
            return "the kept connection ended \(microseconds) µs after the request was written,"
                + " without an answer"
        default: return nil
        }
    }

    /// libcurl's codes for some heads read like a failure of the generator, or like a success.
    private func explanation(ofHead record: UnsafePointer<clt_exchange>) -> String? {
        guard record.pointee.writes > 0, !record.pointee.head_complete else { return nil }
        let isAnswer = record.pointee.status > 0
        switch code {
        case CURLE_OK where isAnswer: return "the head of the answer ends early"
        // Any bytes would be HTTP/0.9.
        case CURLE_OK,
            CURLE_UNSUPPORTED_PROTOCOL where !record.pointee.is_answered:
            return "what came does not begin as an answer of HTTP/1.1 does"
        case CURLE_OUT_OF_MEMORY: return "a header line of more than 100 KiB"
        case CURLE_BAD_FUNCTION_ARGUMENT:
            return "a header line without a name"
        case CURLE_GOT_NOTHING: return "the server closed the connection without an answer"
        default: return nil
        }
    }

    /// libcurl reports that its memory for a trailer is full.
    private func explanation(ofTrailer record: UnsafePointer<clt_exchange>) -> String? {
        let hasNoRoom = withUnsafeBytes(of: record.pointee.explanation) {
            $0.starts(with: "Out of memory in chunked".utf8)
        }
        return hasNoRoom ? "a trailer line of more than 4 KiB" : nil
    }

    var labelBefore: Int32? {
        let record = record
        guard code == CURLE_UNSUPPORTED_PROTOCOL, record.pointee.sockets == 0,
            record.pointee.share?.pointee.handles == 1, record.pointee.label_before >= 0
        else { return nil }
        return record.pointee.label_before
    }
}
