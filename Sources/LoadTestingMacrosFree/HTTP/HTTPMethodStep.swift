/// A request with the method of its type: the initialisers that `HTTPGet` and the others share.
///
/// Closed: the library's own types conform, and no other can.
public protocol HTTPMethodStep: HTTPStep {
    /// The HTTP method in capitals.
    static var method: String { get }
}

extension HTTPMethodStep {
    /// Describes a request.
    ///
    /// - Parameters:
    ///   - path: appended to the target; a whole URL names another server. May hold a query.
    ///   - query: further query items, percent-encoded.
    ///   - headers: header fields.
    ///   - timeout: the maximum time from start to last byte, more than zero. Default:
    ///     that of the group or plan, or 30 s.
    public init(
        _ path: Template, query: NamedValues = [:], headers: NamedValues = [:],
        timeout: Duration? = nil
    ) {
        self.init(
            HTTPSampler(
                method: Self.method, path, query: query, headers: headers, timeout: timeout))
    }

    /// Describes a request whose path is a string of the program.
    @_disfavoredOverload
    public init(
        _ path: some StringProtocol, query: NamedValues = [:], headers: NamedValues = [:],
        timeout: Duration? = nil
    ) {
        self.init(Template(path), query: query, headers: headers, timeout: timeout)
    }
}

/// A request whose method may carry a body.
///
/// Closed: the library's own types conform, and no other can.
public protocol HTTPBodyStep: HTTPMethodStep {}

extension HTTPBodyStep {
    /// Describes a request with a body.
    ///
    /// - Parameters:
    ///   - path: appended to the target; a whole URL names another server. May hold a query.
    ///   - query: further query items, percent-encoded.
    ///   - headers: header fields.
    ///   - body: the content to send: a literal is text, or `.json(…)`, `.form(…)`, `.bytes(…)`.
    ///   - timeout: the maximum time from start to last byte, more than zero. Default:
    ///     that of the group or plan, or 30 s.
    public init(
        _ path: Template, query: NamedValues = [:], headers: NamedValues = [:], body: HTTPBody,
        timeout: Duration? = nil
    ) {
        self.init(
            HTTPSampler(
                method: Self.method, path, query: query, headers: headers, body: body,
                timeout: timeout))
    }

    /// Describes a request with a body whose path is a string of the program.
    @_disfavoredOverload
    public init(
        _ path: some StringProtocol, query: NamedValues = [:], headers: NamedValues = [:],
        body: HTTPBody, timeout: Duration? = nil
    ) {
        self.init(Template(path), query: query, headers: headers, body: body, timeout: timeout)
    }

    /// Describes a request that carries a value as JSON.
    public init(
        _ path: Template, query: NamedValues = [:], headers: NamedValues = [:],
        json value: some Encodable & Sendable, timeout: Duration? = nil
    ) {
        self.init(path, query: query, headers: headers, body: .json(value), timeout: timeout)
    }

    /// Describes a request that carries a value as JSON, whose path is a string of the program.
    @_disfavoredOverload
    public init(
        _ path: some StringProtocol, query: NamedValues = [:], headers: NamedValues = [:],
        json value: some Encodable & Sendable, timeout: Duration? = nil
    ) {
        self.init(
            Template(path), query: query, headers: headers, body: .json(value), timeout: timeout)
    }

    /// Describes a request that carries the value of a slot as JSON.
    public init(
        _ path: Template, query: NamedValues = [:], headers: NamedValues = [:],
        json slot: Slot<some Encodable>, timeout: Duration? = nil
    ) {
        self.init(path, query: query, headers: headers, body: .json(slot), timeout: timeout)
    }

    /// Describes a request that carries the value of a slot as JSON, whose path is a string of the
    /// program.
    @_disfavoredOverload
    public init(
        _ path: some StringProtocol, query: NamedValues = [:], headers: NamedValues = [:],
        json slot: Slot<some Encodable>, timeout: Duration? = nil
    ) {
        self.init(
            Template(path), query: query, headers: headers, body: .json(slot), timeout: timeout)
    }
}
