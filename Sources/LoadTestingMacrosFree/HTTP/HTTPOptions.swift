/// `OPTIONS`: asks what may be done with a resource.
///
/// ```swift
/// HTTPOptions("/items/7")
/// ```
public struct HTTPOptions: HTTPBodyStep {
    /// The HTTP method.
    public static var method: String { "OPTIONS" }

    /// The request.
    public let sealed: Sealed<HTTPOptions, HTTPSampler>

    /// Creates the step from a request.
    public init(sealed: Sealed<HTTPOptions, HTTPSampler>) { self.sealed = sealed }
}
