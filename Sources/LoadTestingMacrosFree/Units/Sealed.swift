/// A value that only this library can make: what keeps a protocol closed to other types.
///
/// Its owner is part of its type, so that one type's value makes no other type: the metric of a
/// latency makes no rate, the request of a `POST` no ``HTTPGet``.
public struct Sealed<Owner, Value> {
    package var value: Value

    package init(_ value: Value) { self.value = value }
}

extension Sealed: Equatable where Value: Equatable {}

extension Sealed: Hashable where Value: Hashable {}

extension Sealed: Sendable where Value: Sendable {}
