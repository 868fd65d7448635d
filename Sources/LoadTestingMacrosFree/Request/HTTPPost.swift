/// `POST`: sends a body to be processed.
///
/// ```swift
/// HTTPPost("/items", json: item)
/// ```
public struct HTTPPost: HTTPBodyStep {
    public static var method: String { "POST" }

    public var sampler: HTTPSampler

    public init(sampler: HTTPSampler) { self.sampler = sampler }
}
