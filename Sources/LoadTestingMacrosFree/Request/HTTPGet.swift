/// `GET`: asks for a resource.
///
/// ```swift
/// HTTPGet("/items/7")
/// ```
public struct HTTPGet: HTTPMethodStep {
    public static var method: String { "GET" }

    public var sampler: HTTPSampler

    public init(sampler: HTTPSampler) { self.sampler = sampler }
}
