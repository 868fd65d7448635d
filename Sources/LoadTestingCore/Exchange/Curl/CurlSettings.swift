import LoadTestingMacrosFree

/// The settings of libcurl's connections.
package struct CurlSettings: Sendable {
    /// Names whose addresses are known beforehand.
    package var names: [ResolvedName]
    package var userAgent: String
    /// The trusted certificates.
    package var trusted: TrustedCertificates
    /// The way of requests that do not force one; `nil` for the one that suits each.
    package var transport: HTTPTransport?
    /// Whether the bytes on the wire are recorded, for functional mode.
    package var records: Bool

    package init(
        names: [ResolvedName] = [], userAgent: String, trusted: TrustedCertificates = .ofLibcurl,
        transport: HTTPTransport? = nil, records: Bool = false
    ) {
        self.names = names
        self.userAgent = userAgent
        self.trusted = trusted
        self.transport = transport
        self.records = records
    }
}
