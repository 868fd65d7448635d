extension HTTPStep {
    /// Sets the credentials, overriding group and plan.
    public func authorization(_ authorization: HTTPAuthorization) -> Self {
        changing { $0.settings.authorization = authorization }
    }

    /// Sets whether redirects are followed, overriding group and plan.
    public func redirects(_ policy: RedirectPolicy) -> Self {
        changing { $0.settings.redirects = policy }
    }

    /// Sets whether to ask for gzip or deflate and decode each body, overriding group and plan.
    public func compression(_ isWanted: Bool = true) -> Self {
        changing { $0.settings.compression = isWanted }
    }

    /// Forces the way of the exchange, overriding group and plan.
    ///
    /// ``HTTPTransport/direct`` is refused before the load where the request asks for more than
    /// that way can do.
    public func transport(_ transport: HTTPTransport) -> Self {
        changing { $0.settings.transport = transport }
    }

    /// Sets the maximum bytes of a body held for checks and captures, overriding group and plan; a
    /// larger one is an error.
    ///
    /// - Parameter bytes: 1 or more. Default 1 MiB.
    public func bodyLimit(_ bytes: Int) -> Self { changing { $0.settings.bodyLimit = bytes } }
}
