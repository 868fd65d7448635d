/// Settings that samplers of one kind have in common, such as `HTTPDefaults`.
package protocol SamplerKindDefaults: Sendable {
    /// These defaults, completed by those of another.
    func over(_ other: Self) -> Self
}
