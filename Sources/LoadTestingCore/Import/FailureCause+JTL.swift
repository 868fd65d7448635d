extension FailureCause {
    /// The cause of a failed sample of a JTL.
    ///
    /// - Parameters:
    ///   - code: the response code: a status, or `Non HTTP response code: ` and the name of a Java
    ///     exception, or of a cause of ours.
    ///   - message: the response message.
    ///   - failure: the message of the first assertion that failed; empty without one.
    ///   - hasLatency: whether a first byte had come.
    init(jtlCode code: String, message: String, failure: String, hasLatency: Bool) {
        if let status = Int(code), (100...999).contains(status) {
            self = Self.ofStatus(status, failure: failure)
            return
        }
        let name = code.droppingPrefix("Non HTTP response code: ")
        if let own = FailureCause(name) {
            self = own
        } else if let known = Self.ofException(
            name.lowercased(), message.lowercased(), hasLatency: hasLatency)
        {
            self = known
        } else if !failure.isEmpty {
            self = .check(failure.firstLine)
        } else {
            self = .other
        }
    }

    private static func ofStatus(_ status: Int, failure: String) -> FailureCause {
        if status >= 400 { return .http(status: status) }
        if !failure.isEmpty { return .check(failure.firstLine) }
        return (300...399).contains(status)
            ? .redirect(status: status) : .check("assertion failed")
    }

    /// The cause of a Java exception, by its name and its message in lower case.
    private static func ofException(
        _ name: String, _ message: String, hasLatency: Bool
    ) -> FailureCause? {
        if message.contains("too many open files") { return .generatorDescriptors }
        // No local port is left: "Address already in use", "Cannot assign requested address".
        if name.contains("bindexception") || message.contains("cannot assign requested address") {
            return .generatorPorts
        }
        if name.contains("connecttimeout")
            || name.contains("timeout") && message.contains("connect") && !hasLatency
        {
            return .connectTimeout
        }
        if name.contains("sockettimeout") { return hasLatency ? .bodyTimeout : .responseTimeout }
        return exceptions.first { name.contains($0.part) }?.cause
    }

    /// The causes of exceptions by a part of their names in lower case; the first one counts.
    private static let exceptions: [(part: String, cause: FailureCause)] = [
        ("unknownhost", .dns),
        ("hosthttpconnect", .connect), ("httphostconnect", .connect), ("noroutetohost", .connect),
        ("portunreachable", .connect), ("connectexception", .connect),
        ("javax.net.ssl", .tls), ("certificate", .tls), ("sslexception", .tls),
        ("nohttpresponse", .reset), ("socketexception", .reset), ("closedchannel", .reset),
        ("truncatedchunk", .truncated), ("connectionclosed", .truncated),
        ("eofexception", .truncated),
        ("malformedchunk", .invalidResponse), ("protocolexception", .invalidResponse),
        ("malformedurl", .invalidRequest), ("urisyntax", .invalidRequest),
        ("zipexception", .decode),
    ]
}

extension String {
    fileprivate func droppingPrefix(_ prefix: String) -> String {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
    }

    /// The first line, cut to a readable length.
    fileprivate var firstLine: String {
        String(prefix { !$0.isNewline }.prefix(120))
    }
}
