/// `GET`: asks for a resource.
///
/// ```swift
/// HTTPGet("/items/7")
/// ```
public struct HTTPGet: HTTPMethodStep {
    /// The HTTP method.
    public static var method: String { "GET" }

    /// The request.
    public let sealed: Sealed<HTTPGet, HTTPSampler>

    /// Creates the step from a request.
    public init(sealed: Sealed<HTTPGet, HTTPSampler>) { self.sealed = sealed }
}
