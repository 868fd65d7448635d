/// The defaults that plan and group state for samplers, at most one value for each kind of them.
///
/// Carried and joined without being read: each kind reads its own.
package struct SamplerDefaults: Sendable {
    private var values: [ObjectIdentifier: any SamplerKindDefaults] = [:]

    package init() {}

    package init(_ value: some SamplerKindDefaults) { add(value) }

    /// The value of a kind, `nil` where none is stated.
    package subscript<Value: SamplerKindDefaults>(_ kind: Value.Type) -> Value? {
        values[ObjectIdentifier(kind)] as? Value
    }

    /// These defaults, completed by those of another.
    package func over(_ other: SamplerDefaults) -> SamplerDefaults {
        var joined = other
        for value in values.values { joined.add(value) }
        return joined
    }

    /// Lets a value override the stated one of its kind.
    private mutating func add<Value: SamplerKindDefaults>(_ value: Value) {
        values[ObjectIdentifier(Value.self)] = self[Value.self].map(value.over) ?? value
    }
}
