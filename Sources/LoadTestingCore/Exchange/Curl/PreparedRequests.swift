import CLoadTesting
import Foundation
import LoadTestingMacrosFree

/// Requests as libcurl takes them, by number: parsed and copied once per loop.
///
/// Those of a program are there from the start; those of scenarios come while the load runs.
///
/// A class so that a loop reads them without a check for exclusive access.
final class PreparedRequests {
    private var requests: UnsafeMutablePointer<PreparedRequest>
    private var count = 0
    private var capacity: Int
    /// Numbers of requests that were removed.
    private var spare: [Int] = []
    /// The parts rendered for each exchange, by request.
    private var templates: [RequestTemplate?] = []
    private var methods: [String] = []
    /// By request: the URL, empty where slots are in it.
    private var urls: [String] = []
    /// By request: the head of one that is direct.
    private var wires: [RequestWire?] = []
    private var origins: [TargetAddress: Origin] = [:]

    private struct Origin {
        /// The URL of its root.
        let root: OpaquePointer
        let host: UnsafeMutablePointer<CChar>
        let number: Int32
        let addresses: UnsafeBufferPointer<clt_address>
    }

    private let policy: TargetPolicy
    private let userAgent: String
    private let addresses: AddressBook
    private let prefersDirect: Bool

    init(
        _ program: Program, userAgent: String, addresses: AddressBook, prefersDirect: Bool
    ) {
        self.addresses = addresses
        self.prefersDirect = prefersDirect
        self.userAgent = userAgent
        policy = program.policy
        capacity = max(1, program.requests.count)
        requests = .allocate(capacity: capacity)
        for request in program.requests {
            _ = add(request, to: program.origins[Int(request.origin)])
        }
    }

    deinit {
        for index in 0..<count where !spare.contains(index) { Self.free(requests[index]) }
        for origin in origins.values {
            curl_url_cleanup(origin.root)
            Foundation.free(origin.host)
            origin.addresses.deallocate()
        }
        requests.deallocate()
    }

    /// Prepares a further request and returns its number.
    func add(_ request: ProgramRequest, to origin: TargetAddress) -> Int32 {
        let head = RequestHead(
            request, to: origin, userAgent: userAgent,
            announcesBody: Self.announcesBody(request))
        let server = known(origin)
        var prepared = Self.prepare(
            request, head: head, isTLS: origin.scheme == "https",
            to: server,
            rules: Self.rules(
                of: request, credentials: head.credentialLines, to: server.root,
                allowsAnyAddress: policy.allowsAnyAddress(of: origin.host),
                allowsAnyHost: policy == .anyHost))
        prepared.origin = server.number
        prepared.isDirect = request.isDirect(where: prefersDirect)
        let endpoints = addresses.endpoints(of: origin)
        prepared.firstEndpoint = Int32(endpoints.lowerBound)
        prepared.endpointCount = Int32(endpoints.count)
        let template = RequestTemplate(request, head: head)
        prepared.isRendered = template != nil
        let wire = prepared.isDirect ? RequestWire(request, head: head) : nil
        if template == nil { wire?.write(to: &prepared) }
        let url = prepared.url.flatMap(CurlURL.text(of:)) ?? ""
        if let index = spare.popLast() {
            (requests + index).initialize(to: prepared)
            templates[index] = template
            methods[index] = request.method
            urls[index] = url
            wires[index] = wire
            return Int32(index)
        }
        if count == capacity { grow() }
        (requests + count).initialize(to: prepared)
        templates.append(template)
        methods.append(request.method)
        urls.append(url)
        wires.append(wire)
        count += 1
        return Int32(count - 1)
    }

    /// Forgets a request that no handle is set up for any longer.
    func remove(_ index: Int32) {
        Self.free(requests[Int(index)])
        spare.append(Int(index))
    }

    /// The method of a request.
    func method(of index: Int32) -> String { methods[Int(index)] }

    /// The URL of a request; empty where slots are in it.
    func url(of index: Int32) -> String { urls[Int(index)] }

    /// A server with its number, whatever paths the addresses of its requests begin with.
    private func known(_ origin: TargetAddress) -> Origin {
        var origin = origin
        origin.basePath = ""
        if let known = origins[origin] { return known }
        guard let host = strdup(origin.host) else { preconditionFailure("no memory for a host") }
        let new = Origin(
            root: Self.parse(origin.url(path: "/")), host: host, number: Int32(origins.count),
            addresses: addresses.known(of: origin))
        origins[origin] = new
        return new
    }

    private func grow() {
        capacity *= 2
        let larger = UnsafeMutablePointer<PreparedRequest>.allocate(capacity: capacity)
        larger.moveInitialize(from: requests, count: count)
        requests.deallocate()
        requests = larger
    }

    private static func free(_ request: PreparedRequest) {
        if let url = request.url { curl_url_cleanup(url) }
        curl_slist_free_all(request.headers)
        Foundation.free(request.method)
        Foundation.free(request.authorization?.user)
        Foundation.free(request.authorization?.password)
        request.body.deallocate()
        request.wire?.deallocate()
    }

    subscript(index: Int32) -> UnsafePointer<PreparedRequest> {
        UnsafePointer(requests + Int(index))
    }

    /// The parts rendered each time a request is sent; `nil` when there are none.
    func template(of index: Int32) -> RequestTemplate? { templates[Int(index)] }

    /// The head of a direct request; `nil` for others.
    func wire(of index: Int32) -> RequestWire? { wires[Int(index)] }
}

// MARK: - Preparing one

extension PreparedRequests {
    private static func prepare(
        _ request: ProgramRequest, head: RequestHead, isTLS: Bool, to server: Origin,
        rules: clt_rules
    ) -> PreparedRequest {
        let hasBody = announcesBody(request)
        let body = constantBody(of: request)
        let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, body?.count ?? 0))
        if let body { bytes.initialize(from: body, count: body.count) }
        let isHead = request.method == "HEAD" && !hasBody
        let natural = hasBody ? "POST" : "GET"
        let authorization = constantAuthorization(of: request)
        return PreparedRequest(
            kind: isHead ? .head : hasBody ? .body : .bodyless,
            url: request.url.constant.map { parse(String(decoding: $0, as: UTF8.self)) },
            headers: constantHeaders(of: head),
            method: request.method == natural || isHead ? nil : strdup(request.method),
            root: server.root, host: server.host,
            takesSecureCookies: clt_cookie_is_secure(server.host, isTLS),
            isDirect: false, body: bytes, bodyCount: body?.count ?? 0,
            sentBytes: head.fixedByteCount + counted(body, authorization, head),
            timeoutMilliseconds: request.timeoutMilliseconds, label: request.label, isTLS: isTLS,
            rules: rules, redirects: request.redirects.limit, authorization: authorization,
            isAuthorized: request.authorization != nil,
            isDigest: request.authorization?.scheme == .digest,
            asksForEncoding: request.compression, isAlone: request.isAlone,
            knownAddresses: server.addresses,
            isChunked: head.isChunked)
    }

    private static func parse(_ text: String) -> OpaquePointer {
        guard let url = CurlURL.parse(text) else {
            preconditionFailure("\(text) was not checked before the run")
        }
        return url
    }

    private static func rules(
        of request: ProgramRequest, credentials: UInt64, to origin: OpaquePointer,
        allowsAnyAddress: Bool,
        allowsAnyHost: Bool
    ) -> clt_rules {
        let follows = request.redirects.limit > 0
        let keepsBody = request.reply.needs.contains(.body)
        let limit = keepsBody ? Int64(request.reply.bodyLimit) : Int64.max
        return clt_rules(
            body_limit: request.compression ? min(limit, maxDecodedBytes) : limit,
            origin: follows ? origin : nil,
            redirect_limit: Int32(request.redirects.limit),
            reading_nanoseconds: Int64(CLT_READING_NANOSECONDS),
            may_resend: request.isIdempotent,
            allows_any_address: allowsAnyAddress, allows_any_host: allowsAnyHost,
            is_post: request.method == "POST", crosses_origins: request.redirects.crossesOrigins,
            credentials: credentials,
            keeps_head: request.reply.needs.contains(.head), keeps_body: keepsBody,
            decodes: keepsBody || request.compression,
            counts_downloads: follows || request.authorization?.scheme == .digest)
    }

    /// A small answer may hide an endless body; one that nothing reads must not block the loop.
    private static let maxDecodedBytes: Int64 = 64 << 20

    private static func announcesBody(_ request: ProgramRequest) -> Bool {
        RequestCompiler.announcesBody(method: request.method, body: request.body)
    }

    /// The body that is the same each time, `nil` when there is none or slots are in it.
    private static func constantBody(of request: ProgramRequest) -> [UInt8]? {
        switch request.body {
        case .none: announcesBody(request) ? [] : nil
        case .text(let text): text.constant
        case .made: nil
        }
    }

    private static func constantHeaders(
        of head: RequestHead
    ) -> UnsafeMutablePointer<curl_slist>? {
        let lines = head.curlLines.map(\.constant)
        guard !lines.contains(nil) else { return nil }
        return lines.compactMap { $0 }.reduce(nil) { list, line in
            curl_slist_append(list, String(decoding: line, as: UTF8.self))
        }
    }

    private static func constantAuthorization(
        of request: ProgramRequest
    ) -> PreparedRequest.Authorization? {
        guard let user = request.authorization?.user.constant,
            let password = request.authorization?.password.constant,
            let userCopy = strdup(String(decoding: user, as: UTF8.self)),
            let passwordCopy = strdup(String(decoding: password, as: UTF8.self))
        else { return nil }
        return PreparedRequest.Authorization(user: userCopy, password: passwordCopy)
    }

    /// Bytes of the body and of the lines that it and a name and password make libcurl add.
    private static func counted(
        _ body: [UInt8]?, _ authorization: PreparedRequest.Authorization?, _ head: RequestHead
    ) -> Int {
        var count = body?.count ?? 0
        if let body, head.statesLength { count += RequestHead.lengthCount(body.count) }
        if let authorization, head.statesBasic {
            count += RequestHead.basicCount(
                userCount: strlen(authorization.user),
                passwordCount: strlen(authorization.password))
        }
        return count
    }
}
