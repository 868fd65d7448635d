/// `OPTIONS`: asks what may be done with a resource.
///
/// ```swift
/// HTTPOptions("/items/7")
/// ```
public struct HTTPOptions: HTTPBodyStep {
    public static var method: String { "OPTIONS" }

    public var sampler: HTTPSampler

    public init(sampler: HTTPSampler) { self.sampler = sampler }
}
