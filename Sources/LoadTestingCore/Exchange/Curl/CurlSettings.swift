/// The settings of libcurl's connections.
package struct CurlSettings: Sendable {
    /// Names whose addresses are known beforehand.
    package var names: [ResolvedName]
    package var userAgent: String
    /// The trusted certificates.
    package var trusted: TrustedCertificates
    /// Whether requests that force no way are sent directly where that can be done.
    package var prefersDirect: Bool
    /// Whether the bytes on the wire are recorded, for functional mode.
    package var records: Bool

    package init(
        names: [ResolvedName] = [], userAgent: String, trusted: TrustedCertificates = .ofLibcurl,
        prefersDirect: Bool = true, records: Bool = false
    ) {
        self.names = names
        self.userAgent = userAgent
        self.trusted = trusted
        self.prefersDirect = prefersDirect
        self.records = records
    }
}
