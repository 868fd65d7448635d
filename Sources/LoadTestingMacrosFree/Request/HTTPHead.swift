/// `HEAD`: asks for a resource's headers only.
///
/// ```swift
/// HTTPHead("/items/7")
/// ```
public struct HTTPHead: HTTPMethodStep {
    public static var method: String { "HEAD" }

    public var sampler: HTTPSampler

    public init(sampler: HTTPSampler) { self.sampler = sampler }
}
