import CLoadTesting

/// Recognizes names of fields, headers and slots whose value is a secret.
///
/// One rule for everything: text that is shown or kept, and headers that a redirect sends to
/// another server.
enum SecretNames {
    /// The certainty of a name.
    enum Kind {
        /// A secret in any context: `password`, `X-Api-Key`.
        case certain
        /// A secret, but also a word of prose: `session: expired`.
        case likely
    }

    /// The kind of secret that a name is, `nil` for none.
    static func kind(of name: UnsafeBufferPointer<UInt8>) -> Kind? {
        switch clt_secret_kind_of(name.baseAddress, name.count) {
        case CLT_CERTAIN_SECRET: .certain
        case CLT_LIKELY_SECRET: .likely
        default: nil
        }
    }

    /// Whether an item of a query holds a secret: more names count there than in other places.
    static func isSecret(query name: UnsafeBufferPointer<UInt8>) -> Bool {
        kind(of: name) != nil || clt_is_query_secret(name.baseAddress, name.count)
    }

    /// Whether a name marks its value as a secret.
    static func isSecret(_ name: some StringProtocol, inQuery: Bool = false) -> Bool {
        var name = String(name)
        return name.withUTF8 { inQuery ? isSecret(query: $0) : kind(of: $0) != nil }
    }
}
