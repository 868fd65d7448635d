import CLoadTesting
import Foundation

/// A program's requests as libcurl takes them: parsed and copied once per loop, at fixed addresses.
struct PreparedRequests: ~Copyable {
    /// One request; what it points to lives as long as the table.
    struct Request: BitwiseCopyable {
        enum Kind { case bodyless, head, body }

        var kind: Kind
        var url: OpaquePointer
        var headers: UnsafeMutablePointer<curl_slist>?
        /// The word to send instead of GET or POST.
        var method: UnsafeMutablePointer<CChar>?
        var body: UnsafeMutablePointer<UInt8>
        var bodyCount: Int
        /// Head and body as they go on the wire.
        var sentBytes: Int
        var timeoutMilliseconds: Int
        var label: Int32
        var mayResend: Bool
        var allowsAnyAddress: Bool
        var isTLS: Bool
    }

    private let requests: UnsafeMutablePointer<Request>
    private let count: Int

    init(_ program: Program, userAgent: String) {
        count = program.requests.count
        requests = .allocate(capacity: count)
        for (index, request) in program.requests.enumerated() {
            let origin = program.origins[Int(request.origin)]
            (requests + index).initialize(
                to: Self.prepare(
                    request, to: origin, userAgent: userAgent,
                    allowsAnyAddress: program.policy.allowsAnyAddress(of: origin.host)))
        }
    }

    deinit {
        for index in 0..<count {
            curl_url_cleanup(requests[index].url)
            curl_slist_free_all(requests[index].headers)
            free(requests[index].method)
            requests[index].body.deallocate()
        }
        requests.deallocate()
    }

    subscript(index: Int32) -> UnsafePointer<Request> { UnsafePointer(requests + Int(index)) }

    private static func prepare(
        _ request: ProgramRequest, to origin: TargetAddress, userAgent: String,
        allowsAnyAddress: Bool
    ) -> Request {
        guard let url = CurlURL.parse(request.url) else {
            preconditionFailure("\(request.url) was not checked before the run")
        }
        let body = request.body ?? (announcesNoBody(request.method) ? [] : nil)
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, body?.count ?? 0))
        if let body { bytes.initialize(from: body, count: body.count) }
        let isHead = request.method == "HEAD" && body == nil
        let natural = body == nil ? "GET" : "POST"
        let head = RequestHead(request, to: origin, userAgent: userAgent, bodyCount: body?.count)
        return Request(
            kind: isHead ? .head : body == nil ? .bodyless : .body, url: url,
            headers: head.curlLines.reduce(nil) { curl_slist_append($0, $1) },
            method: request.method == natural || isHead ? nil : strdup(request.method),
            body: bytes, bodyCount: body?.count ?? 0,
            sentBytes: head.byteCount + (body?.count ?? 0),
            timeoutMilliseconds: request.timeoutMilliseconds, label: request.label,
            mayResend: request.isIdempotent, allowsAnyAddress: allowsAnyAddress,
            isTLS: origin.scheme == "https")
    }

    /// Whether a request with this method says `Content-Length: 0` when it carries nothing
    /// (RFC 9110, 8.6): some servers refuse it otherwise.
    private static func announcesNoBody(_ method: String) -> Bool {
        ["POST", "PUT", "PATCH"].contains(method)
    }
}
