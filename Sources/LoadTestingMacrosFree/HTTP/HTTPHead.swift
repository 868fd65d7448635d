/// `HEAD`: asks for a resource's headers only.
///
/// ```swift
/// HTTPHead("/items/7")
/// ```
public struct HTTPHead: HTTPMethodStep {
    /// The HTTP method.
    public static var method: String { "HEAD" }

    /// The request.
    public let sealed: Sealed<HTTPHead, HTTPSampler>

    /// Creates the step from a request.
    public init(sealed: Sealed<HTTPHead, HTTPSampler>) { self.sealed = sealed }
}
