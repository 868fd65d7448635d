/// `PATCH`: sends a change of a resource.
///
/// ```swift
/// HTTPPatch("/items", json: item)
/// ```
public struct HTTPPatch: HTTPBodyStep {
    /// The HTTP method.
    public static var method: String { "PATCH" }

    /// The request.
    public let sealed: Sealed<HTTPPatch, HTTPSampler>

    /// Creates the step from a request.
    public init(sealed: Sealed<HTTPPatch, HTTPSampler>) { self.sealed = sealed }
}
