import CLoadTesting

/// Recognizes names of fields, headers and slots whose value is a secret.
///
/// One rule for everything: what is shown, what is kept, and what a redirect takes to another
/// server.
enum SecretNames {
    /// The certainty of a name.
    enum Kind {
        /// A secret whatever stands there: `password`, `X-Api-Key`.
        case certain
        /// A secret, but also a word of prose: `session: expired`.
        case likely
    }

    /// The kind of secret that a name says, `nil` when it says none.
    static func kind(of name: UnsafeBufferPointer<UInt8>) -> Kind? {
        switch clt_secret_kind_of(name.baseAddress, name.count) {
        case CLT_CERTAIN_SECRET: .certain
        case CLT_LIKELY_SECRET: .likely
        default: nil
        }
    }

    /// Whether an item of a query holds a secret: more names do there than in other places.
    static func isSecret(query name: UnsafeBufferPointer<UInt8>) -> Bool {
        kind(of: name) != nil || clt_is_query_secret(name.baseAddress, name.count)
    }

    /// Whether a name says that its value is a secret.
    static func isSecret(_ name: some StringProtocol, inQuery: Bool = false) -> Bool {
        var name = String(name)
        return name.withUTF8 { inQuery ? isSecret(query: $0) : kind(of: $0) != nil }
    }
}
