extension HTTPDefaults: SamplerKindDefaults {}

extension SamplerDefaults {
    /// The defaults of HTTP requests; empty where nothing was said of them.
    package var http: HTTPDefaults { self[HTTPDefaults.self] ?? HTTPDefaults() }
}

extension LoadSource {
    /// Says what the group's requests have in common, before what the plan says.
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
