/// Why a request failed: a stable class without dynamic text, so that it can be counted.
///
/// Written `timeout(body)`, `reset`, `http(503)`.
public struct FailureCause: Hashable, Sendable {
    /// 100 … 999 is a status; negative numbers are the classes below.
    package let code: Int16

    private init(_ code: Int16) { self.code = code }

    /// A reply with this status, by default 400 and above.
    ///
    /// - Parameter status: 100 … 999; another number counts as the nearest of these.
    public static func http(status: Int) -> FailureCause {
        FailureCause(Int16(min(max(status, 100), 999)))
    }

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
    /// A kept connection was dead, and the request may not be sent twice.
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
    /// The body can't be decoded: damaged, or in an encoding that was not asked for.
    public static let decode = FailureCause(-17)
    /// A redirect led to another server, or there were too many in a row.
    public static let redirect = FailureCause(-18)
    /// The body is longer than what may be held of one.
    public static let bodyTooLarge = FailureCause(-19)

    /// Whether the load generator failed, not what is loaded.
    public var isGenerator: Bool { self == .generatorDescriptors || self == .generatorPorts }

    /// The status, for a cause of that kind.
    public var status: Int? { code >= 100 ? Int(code) : nil }
}

extension FailureCause: CustomStringConvertible {
    private static let names: [Int16: String] = [
        -1: "dns", -2: "connect", -3: "tls", -4: "timeout(connect)", -5: "timeout(tls)",
        -6: "timeout(response)", -7: "timeout(body)", -8: "timeout(drain)", -9: "reset",
        -10: "reset(stale)", -11: "protocol", -12: "truncated", -13: "policy",
        -14: "generator(fd)", -15: "generator(port)", -16: "other",
        -17: "decode", -18: "redirect", -19: "body(too large)",
    ]

    /// The text for messages and reports.
    public var description: String { Self.names[code] ?? "http(\(code))" }
}

extension FailureCause: Codable {
    /// Reads the text that `description` gives.
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        if let code = Self.names.first(where: { $0.value == text })?.key {
            self.init(code)
        } else if let status = Int(text.dropFirst(5).dropLast()),
            (100...999).contains(status), text == "http(\(status))"
        {
            self = .http(status: status)
        } else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "no cause \(text)"))
        }
    }

    /// Writes the text that `description` gives.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension FailureCause {
    /// One more than the largest `slot`.
    static let slots = 1_024

    /// A place in a table of counters: the status, or 1,000 and the class.
    var slot: Int { code >= 0 ? Int(code) : 1_000 - Int(code) }

    /// The cause of a place in a table of counters.
    init(slot: Int) { self.init(Int16(slot < 1_000 ? slot : 1_000 - slot)) }

    /// The cause with a code of a sample.
    init(sampleCode: Int16) { self.init(sampleCode) }
}
