/// The head of a request: what libcurl is told of it, and how long what it makes of that is.
///
/// Counted here since CURLINFO_REQUEST_SIZE holds small bodies and leaves out large ones.
struct RequestHead {
    private let request: ProgramRequest
    private let path: String
    private let authority: String
    private let userAgent: String
    /// `nil` when nothing is said of a body.
    private let bodyCount: Int?

    init(_ request: ProgramRequest, to origin: TargetAddress, userAgent: String, bodyCount: Int?) {
        self.request = request
        let scheme = "\(origin.scheme)://"
        authority = String(origin.url(path: "/").dropFirst(scheme.count).prefix { $0 != "/" })
        path = String(request.url.dropFirst(scheme.count + authority.count))
        self.userAgent = userAgent
        self.bodyCount = bodyCount
    }

    /// Header lines in libcurl's notation: `Name;` is a field without a value, `Name:` none.
    var curlLines: [String] {
        let impliesType = bodyCount != nil && request.body == nil && !states("Content-Type")
        return request.headers + (impliesType ? ["Content-Type:"] : [])
    }

    /// Bytes up to and with the empty line.
    var byteCount: Int {
        var lines = ["\(request.method) \(path.hasPrefix("/") ? "" : "/")\(path) HTTP/1.1"]
        if !states("Host") { lines.append("Host: \(authority)") }
        if !states("User-Agent") { lines.append("User-Agent: \(userAgent)") }
        if !states("Accept") { lines.append("Accept: */*") }
        lines += curlLines.compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return "\(line.dropLast()):" }
            return line[colon...].allSatisfy { $0 == ":" || $0 == " " } ? nil : line
        }
        if let bodyCount, !states("Content-Length") { lines.append("Content-Length: \(bodyCount)") }
        return lines.reduce(2) { $0 + $1.utf8.count + 2 }
    }

    /// Whether the request has a line of this name.
    private func states(_ name: String) -> Bool {
        request.headers.contains { line in
            line.prefix { $0 != ":" && $0 != ";" }.lowercased() == name.lowercased()
        }
    }
}
