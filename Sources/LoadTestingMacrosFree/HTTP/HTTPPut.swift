/// `PUT`: sends a resource to be stored.
///
/// ```swift
/// HTTPPut("/items", json: item)
/// ```
public struct HTTPPut: HTTPBodyStep {
    /// The HTTP method.
    public static var method: String { "PUT" }

    /// The request.
    public let sealed: Sealed<HTTPPut, HTTPSampler>

    /// Creates the step from a request.
    public init(sealed: Sealed<HTTPPut, HTTPSampler>) { self.sealed = sealed }
}
