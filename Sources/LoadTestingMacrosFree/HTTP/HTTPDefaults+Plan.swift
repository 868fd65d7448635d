extension HTTPDefaults: SamplerKindDefaults {}

extension SamplerDefaults {
    /// The defaults of HTTP requests; empty without any.
    package var http: HTTPDefaults { self[HTTPDefaults.self] ?? HTTPDefaults() }
}

extension LoadSource {
    /// Sets the defaults of the group's requests, which override the plan's.
    public func defaults(_ defaults: HTTPDefaults) -> Self {
        changing { $0.defaults = SamplerDefaults(defaults).over($0.defaults) }
    }
}

extension LoadTestBuilder {
    /// Takes `HTTPDefaults(headers: …)`.
    public static func buildExpression(_ defaults: HTTPDefaults) -> LoadTestElements {
        var elements = LoadTestElements()
        elements.defaults = SamplerDefaults(defaults)
        return elements
    }
}

extension StepsBuilder {
    /// Defaults inside a group.
    @available(
        *, unavailable,
        message: "HTTPDefaults belong into the body of LoadTest, or behind the group: .defaults(…)"
    )
    public static func buildExpression(_ defaults: HTTPDefaults) -> Steps { Steps() }
}
