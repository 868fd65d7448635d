/// `DELETE`: asks for a resource to be removed.
///
/// ```swift
/// HTTPDelete("/items/7")
/// ```
public struct HTTPDelete: HTTPBodyStep {
    /// The HTTP method.
    public static var method: String { "DELETE" }

    /// The request.
    public let sealed: Sealed<HTTPDelete, HTTPSampler>

    /// Creates the step from a request.
    public init(sealed: Sealed<HTTPDelete, HTTPSampler>) { self.sealed = sealed }
}
