/// `PUT`: sends a resource to be stored.
///
/// ```swift
/// HTTPPut("/items", json: item)
/// ```
public struct HTTPPut: HTTPBodyStep {
    /// The HTTP method.
    public static var method: String { "PUT" }

    /// The request.
    public var sampler: HTTPSampler

    /// Creates the step from a request.
    public init(sampler: HTTPSampler) { self.sampler = sampler }
}
