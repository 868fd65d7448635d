/// `OPTIONS`: asks for the methods that a resource allows.
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
