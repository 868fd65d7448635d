/// A request to be sent and measured, with any method; `HTTPGet` and the others are made of it.
public struct HTTPSampler: Sendable {
    package var method: String
    package var path: Template
    package var query: NamedValues
    package var headers: NamedValues
    package var body: HTTPBody
    package var name: String?
    package var tags: [String] = []
    package var checks: [ReplyCheck] = []
    package var captures: [ReplyCapture] = []
    /// Settings of the request itself; what it leaves out comes from its group and plan.
    package var settings = HTTPSettings()

    /// Describes a request.
    ///
    /// - Parameters:
    ///   - method: the HTTP method, such as `PROPFIND`.
    ///   - path: appended to the target; a whole URL names another server. May hold a query.
    ///   - query: further query items, percent-encoded.
    ///   - headers: header fields. None may hold a line break.
    ///   - body: the content to send. Default: nothing.
    ///   - timeout: the maximum time from start to last byte, more than zero. Default:
    ///     that of the group or plan, or 30 s.
    public init(
        method: String, _ path: Template, query: NamedValues = [:], headers: NamedValues = [:],
        body: HTTPBody = .none, timeout: Duration? = nil
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.settings.timeout = timeout
    }

    /// Describes a request whose path is a string of the program.
    @_disfavoredOverload
    public init(
        method: String, _ path: some StringProtocol, query: NamedValues = [:],
        headers: NamedValues = [:], body: HTTPBody = .none, timeout: Duration? = nil
    ) {
        self.init(
            method: method, Template(path), query: query, headers: headers, body: body,
            timeout: timeout)
    }
}

extension HTTPSampler: HTTPStep {
    /// The request.
    public var sealed: Sealed<HTTPSampler, HTTPSampler> { Sealed(self) }

    /// Creates the step from a request.
    public init(sealed: Sealed<HTTPSampler, HTTPSampler>) { self = sealed.value }
}
