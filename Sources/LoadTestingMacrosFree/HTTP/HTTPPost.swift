/// `POST`: sends a body to be processed.
///
/// ```swift
/// HTTPPost("/items", json: item)
/// ```
public struct HTTPPost: HTTPBodyStep {
    /// The HTTP method.
    public static var method: String { "POST" }

    /// The request.
    public let sealed: Sealed<HTTPPost, HTTPSampler>

    /// Creates the step from a request.
    public init(sealed: Sealed<HTTPPost, HTTPSampler>) { self.sealed = sealed }
}
