/// `PUT`: sends a resource to be stored.
///
/// ```swift
/// HTTPPut("/items", json: item)
/// ```
public struct HTTPPut: HTTPBodyStep {
    public static var method: String { "PUT" }

    public var sampler: HTTPSampler

    public init(sampler: HTTPSampler) { self.sampler = sampler }
}
