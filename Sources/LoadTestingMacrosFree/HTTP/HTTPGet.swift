/// `GET`: asks for a resource.
///
/// ```swift
/// HTTPGet("/items/7")
/// ```
public struct HTTPGet: HTTPMethodStep {
    /// The HTTP method.
    public static var method: String { "GET" }

    /// The request.
    public var sampler: HTTPSampler

    /// Creates the step from a request.
    public init(sampler: HTTPSampler) { self.sampler = sampler }
}
