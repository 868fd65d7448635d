/// The cause of a failed request: a stable class that can be counted, named where a plan names it.
///
/// Written `timeout(body)`, `reset`, `http(503)`, `check(status 200)`.
public struct FailureCause: Hashable, Sendable {
    /// 100 … 999 is a status, 1300 … 1399 that of a redirect; negative numbers are the classes
    /// below.
    package let code: Int16
    /// The name that a plan gives it: a check, a slot.
    package let name: String?

    private init(_ code: Int16, name: String? = nil) {
        self.code = code
        self.name = name
    }

    /// A reply with this status, by default 400 and above.
    ///
    /// - Parameter status: 100 … 999; another number counts as the nearest of these.
    public static func http(status: Int) -> FailureCause {
        FailureCause(Int16(min(max(status, 100), 999)))
    }

    /// A redirect that was not followed, and that no check of the status accepts.
    ///
    /// - Parameter status: 300 … 399; another number counts as the nearest of these.
    public static func redirect(status: Int) -> FailureCause {
        FailureCause(redirectBase + Int16(min(max(status, 300), 399)))
    }

    /// A check of this name did not hold.
    public static func check(_ name: String) -> FailureCause {
        FailureCause(checkCode, name: name)
    }

    /// The reply lacks the value for a slot of this name.
    public static func capture(_ slot: String) -> FailureCause {
        FailureCause(captureCode, name: slot)
    }

    /// The request was not sent: a slot of this name was empty, since an earlier capture failed.
    public static func unfilled(_ slot: String) -> FailureCause {
        FailureCause(unfilledCode, name: slot)
    }

    private static let redirectBase = Int16(1_000)
    private static let (checkCode, captureCode, unfilledCode) = (Int16(-50), Int16(-51), Int16(-52))

    /// The name did not resolve.
    public static let dns = FailureCause(-1)
    /// No connection: refused or unreachable.
    public static let connect = FailureCause(-2)
    /// The TLS handshake failed, or the certificate is not valid.
    public static let tls = FailureCause(-3)
    /// No TCP connection in time.
    public static let connectTimeout = FailureCause(-4)
    /// No end of the TLS handshake in time.
    public static let tlsTimeout = FailureCause(-5)
    /// No complete head of a reply in time.
    public static let responseTimeout = FailureCause(-6)
    /// A head, but not the whole body in time.
    public static let bodyTimeout = FailureCause(-7)
    /// Still open when the group's duration and the drain time were over.
    public static let drainTimeout = FailureCause(-8)
    /// The peer closed or reset the connection during the exchange.
    public static let reset = FailureCause(-9)
    /// A kept connection ended before the server can have read the request, which may not be sent
    /// twice.
    public static let staleReset = FailureCause(-10)
    /// The answer is no valid HTTP.
    public static let invalidResponse = FailureCause(-11)
    /// The reply ended before it was complete.
    public static let truncated = FailureCause(-12)
    /// The address is neither local nor private, and the plan does not allow it.
    public static let policy = FailureCause(-13)
    /// The load generator itself had no file descriptor left.
    public static let generatorDescriptors = FailureCause(-14)
    /// The load generator itself had no local port left.
    public static let generatorPorts = FailureCause(-15)
    /// libcurl failed in a way that has no class of its own.
    public static let other = FailureCause(-16)
    /// The body is not what it was decoded as: JSON, or the encoding stated by its head.
    public static let decode = FailureCause(-17)
    /// A redirect that was followed led to another server, or there were too many of them.
    public static let redirect = FailureCause(-18)
    /// The body is larger than its limit.
    public static let bodyTooLarge = FailureCause(-19)
    /// A scenario, or code that it measures, threw an error.
    public static let script = FailureCause(-20)
    /// The request was not sent: a slot's value is invalid in its place.
    public static let invalidRequest = FailureCause(-21)
    /// The measured code of a scenario was cancelled by the end of the load.
    public static let cancelled = FailureCause(-22)
    /// A sample inside the transaction has failed.
    public static let transaction = FailureCause(-23)

    /// Whether the load generator failed, not the server.
    public var isGenerator: Bool { self == .generatorDescriptors || self == .generatorPorts }

    /// The status, for a cause of that kind: `http(503)`, `redirect(307)`.
    public var status: Int? {
        guard code >= 100 else { return nil }
        return Int(code > Self.redirectBase ? code - Self.redirectBase : code)
    }

    /// Whether it is a time-out, of any kind.
    var isTimeout: Bool { Self.isTimeout(code: code) }

    static func isTimeout(code: Int16) -> Bool {
        code <= connectTimeout.code && code >= drainTimeout.code
    }

    /// The cause with a code that needs no name.
    init(unnamed code: Int16) { self.init(code) }
}

extension FailureCause: CustomStringConvertible {
    private static let names: [Int16: String] = [
        -1: "dns", -2: "connect", -3: "tls", -4: "timeout(connect)", -5: "timeout(tls)",
        -6: "timeout(response)", -7: "timeout(body)", -8: "timeout(drain)", -9: "reset",
        -10: "reset(stale)", -11: "protocol", -12: "truncated", -13: "policy",
        -14: "generator(fd)", -15: "generator(port)", -16: "other", -17: "decode",
        -18: "redirect", -19: "body(too large)", -20: "script", -21: "request(invalid)",
        -22: "cancelled", -23: "a sample inside", checkCode: "check", captureCode: "capture",
        unfilledCode: "unfilled",
    ]

    /// The text for messages and reports.
    public var description: String {
        guard let kind = Self.names[code] else {
            let kind = code > Self.redirectBase ? "redirect" : "http"
            return "\(kind)(\(status ?? 0))"
        }
        return name.map { "\(kind)(\($0))" } ?? kind
    }
}

extension FailureCause: Codable {
    /// Reads the text that `description` gives.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let cause = FailureCause(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no cause \(text)"))
        }
        self = cause
    }

    /// The cause of a description.
    init?(_ text: String) {
        if let code = Self.names.first(where: { $0.value == text })?.key {
            self.init(code)
            return
        }
        guard text.last == ")", let bracket = text.firstIndex(of: "(") else { return nil }
        let inside = String(text[text.index(after: bracket)...].dropLast())
        switch text[..<bracket] {
        case "http":
            guard let status = Int(inside), (100...999).contains(status) else { return nil }
            self = .http(status: status)
        case "redirect":
            guard let status = Int(inside), (300...399).contains(status) else { return nil }
            self = .redirect(status: status)
        case "check": self = .check(inside)
        case "capture": self = .capture(inside)
        case "unfilled": self = .unfilled(inside)
        default: return nil
        }
    }

    /// Writes the text that `description` gives.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Stored as a name where it is the key of a dictionary, such as ``LoadTestResult/errorsByCause``.
extension FailureCause: CodingKeyRepresentable {
    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// The text that `description` gives.
    public var codingKey: any CodingKey { Key(stringValue: description) }

    /// Reads the text that `description` gives; `nil` for another one.
    public init?(codingKey: some CodingKey) { self.init(codingKey.stringValue) }
}
