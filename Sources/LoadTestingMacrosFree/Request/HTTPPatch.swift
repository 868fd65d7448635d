/// `PATCH`: sends a change of a resource.
///
/// ```swift
/// HTTPPatch("/items", json: item)
/// ```
public struct HTTPPatch: HTTPBodyStep {
    public static var method: String { "PATCH" }

    public var sampler: HTTPSampler

    public init(sampler: HTTPSampler) { self.sampler = sampler }
}
