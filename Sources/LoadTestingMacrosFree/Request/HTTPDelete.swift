/// `DELETE`: asks for a resource to be removed.
///
/// ```swift
/// HTTPDelete("/items/7")
/// ```
public struct HTTPDelete: HTTPBodyStep {
    public static var method: String { "DELETE" }

    public var sampler: HTTPSampler

    public init(sampler: HTTPSampler) { self.sampler = sampler }
}
