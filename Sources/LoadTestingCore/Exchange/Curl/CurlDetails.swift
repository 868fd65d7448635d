import CLoadTesting
import LoadTestingMacrosFree

/// The facts known to libcurl and its callbacks of an exchange that has ended, beyond its numbers.
///
/// Valid until its connection sends the next request.
struct CurlDetails: ExchangeDetails {
    /// Outlives the exchanges that it reports: not counting references keeps reports cheap.
    unowned(unsafe) let transport: CurlTransport
    let number: Int32
    let code: CURLcode

    var connection: CurlConnection { transport[number].pointee }

    var record: UnsafeMutablePointer<clt_exchange> {
        guard let record = transport[number].pointee.record else {
            preconditionFailure("connection \(number) is closed")
        }
        return record
    }

    /// The request sent, as libcurl takes it.
    var request: UnsafePointer<PreparedRequest> {
        transport.requests[transport[number].pointee.request]
    }

    /// The end, as libcurl and its callbacks report it.
    var outcome: CurlOutcome {
        let connectError =
            record.pointee.easy.map(clt_easy_connect_error) ?? Int(record.pointee.connect_error)
        return CurlOutcome(
            code: code, refusal: record.pointee.refusal, status: record.pointee.status,
            headComplete: record.pointee.head_complete,
            hasUnreadAnswer: record.pointee.has_unread_answer,
            hasBody: request.pointee.kind == .body, writes: record.pointee.writes,
            wasUnread: record.pointee.was_unread, socketError: record.pointee.socket_error,
            connectionError: Int32(truncatingIfNeeded: connectError),
            isConnected: record.pointee.is_connected, isTLS: request.pointee.isTLS,
            explanation: libcurlText)
    }

    var redirectURL: String? {
        if connection.isDirect {
            return record.pointee.unfollowed_location.flatMap {
                CurlURL.resolve(String(cString: $0), against: url)
            }
        }
        return transport[number].pointee.easy.flatMap { clt_easy_redirect_url($0.raw) }
            .map { String(cString: $0) }
    }

    var url: String {
        if connection.isDirect {
            return connection.renderedURL.map { String(cString: $0) }
                ?? transport.requests.url(of: connection.request)
        }
        return transport[number].pointee.easy.flatMap { clt_easy_effective_url($0.raw) }
            .map { String(cString: $0) } ?? ""
    }

    var method: String {
        let easy = connection.isDirect ? nil : connection.easy
        let method = easy.flatMap { clt_easy_effective_method($0.raw) }
        return method.map { String(cString: $0) }
            ?? transport.requests.method(of: transport[number].pointee.request)
    }

    var transcript: Transcript? { record.pointee.transcript.map { Transcript($0.pointee) } }

    var readableBody: UnsafeBufferPointer<UInt8>? {
        let record = record
        guard record.pointee.rules.keeps_body, unknownEncoding == nil, unreadableBody == nil
        else { return nil }
        return UnsafeBufferPointer(
            start: record.pointee.body.bytes, count: record.pointee.body.count)
    }

    func reply(duration: Duration, reading: ReplyReading) -> Reply {
        let body = record.pointee.rules.keeps_body ? [UInt8](record.pointee.body) : []
        return Reply(
            status: Int(record.pointee.status), head: [UInt8](record.pointee.head), content: body,
            contentProblem: unknownEncoding ?? unreadableBody,
            url: record.pointee.rules.keeps_head ? url : "", duration: duration, reading: reading)
    }
}
