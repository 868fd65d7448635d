/// The settings of libcurl's connections.
package struct CurlSettings: Sendable {
    /// Names whose addresses are known beforehand.
    package var names: [ResolvedName]
    package var userAgent: String
    /// Whose signatures on certificates are believed.
    package var trusted: TrustedCertificates
    /// Whether what goes over the wire is recorded, for functional mode.
    package var records: Bool

    package init(
        names: [ResolvedName] = [], userAgent: String, trusted: TrustedCertificates = .ofLibcurl,
        records: Bool = false
    ) {
        self.names = names
        self.userAgent = userAgent
        self.trusted = trusted
        self.records = records
    }
}
