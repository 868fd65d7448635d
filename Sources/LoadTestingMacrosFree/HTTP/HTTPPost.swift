/// `POST`: sends a body to be processed.
///
/// ```swift
/// HTTPPost("/items", json: item)
/// ```
public struct HTTPPost: HTTPBodyStep {
    /// The HTTP method.
    public static var method: String { "POST" }

    /// The request.
    public var sampler: HTTPSampler

    /// Creates the step from a request.
    public init(sampler: HTTPSampler) { self.sampler = sampler }
}
