/// A step that sends one HTTP request: the modifiers that all of them share.
///
/// Closed: the library's own types conform, and no other can. A type of yours is a ``Step`` that is
/// made of them.
public protocol HTTPStep: Step {
    /// The request; the library alone reads it.
    var sealed: Sealed<Self, HTTPSampler> { get }

    /// Creates the step from a request; only the library has what makes one.
    init(sealed: Sealed<Self, HTTPSampler>)
}

extension HTTPStep {
    /// The request.
    package var sampler: HTTPSampler { sealed.value }

    package init(_ sampler: HTTPSampler) { self.init(sealed: Sealed(sampler)) }

    /// The element as steps.
    public var steps: Steps { Steps([.sample(sampler)]) }

    /// Gives the request another name in every table; requests of one name are counted together.
    public func named(_ name: String) -> Self { changing { $0.name = name } }

    /// Adds tags, under which requests of several labels are measured together:
    /// `p95(tagged: "checkout")`.
    ///
    /// - Parameter tags: names, such as `"checkout"`; none may be empty.
    public func tagged(_ tags: String...) -> Self { changing { $0.tags += tags } }

    /// Adds a header field.
    public func header(_ name: String, _ value: Template) -> Self {
        changing { $0.headers.list.append((name: name, value: value)) }
    }

    /// Adds a header field with a value of the program.
    @_disfavoredOverload
    public func header(_ name: String, _ value: some StringProtocol) -> Self {
        header(name, Template(value))
    }

    /// Adds a query item, percent-encoded.
    public func query(_ name: String, _ value: Template) -> Self {
        changing { $0.query.list.append((name: name, value: value)) }
    }

    /// Adds a query item with a value of the program, percent-encoded.
    @_disfavoredOverload
    public func query(_ name: String, _ value: some StringProtocol) -> Self {
        query(name, Template(value))
    }

    /// Sets the maximum time from start to last byte, more than zero.
    ///
    /// Default: that of the group or plan, or 30 s.
    public func timeout(_ timeout: Duration) -> Self { changing { $0.settings.timeout = timeout } }

    package func changing(_ change: (inout HTTPSampler) -> Void) -> Self {
        var copy = sampler
        change(&copy)
        return Self(copy)
    }
}

extension ParallelBuilder {
    /// Takes a request.
    public static func buildExpression(_ request: some HTTPStep) -> Steps {
        Steps([.sample(request.sampler)])
    }
}
