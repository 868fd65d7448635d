/// `DELETE`: asks for a resource to be removed.
///
/// ```swift
/// HTTPDelete("/items/7")
/// ```
public struct HTTPDelete: HTTPBodyStep {
    /// The HTTP method.
    public static var method: String { "DELETE" }

    /// The request.
    public var sampler: HTTPSampler

    /// Creates the step from a request.
    public init(sampler: HTTPSampler) { self.sampler = sampler }
}
