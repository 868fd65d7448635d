extension HTTPStep {
    /// Says who asks, in place of what group and plan say.
    public func authorization(_ authorization: HTTPAuthorization) -> Self {
        changing { $0.settings.authorization = authorization }
    }

    /// Says whether redirects are followed, in place of what group and plan say.
    public func redirects(_ policy: RedirectPolicy) -> Self {
        changing { $0.settings.redirects = policy }
    }

    /// Asks for gzip or deflate and decodes each body, or not, in place of what group and plan say.
    public func compression(_ isWanted: Bool = true) -> Self {
        changing { $0.settings.compression = isWanted }
    }

    /// Sets the most bytes of a body that are held for checks and captures, in place of what group
    /// and plan say; a larger one is an error.
    ///
    /// - Parameter bytes: 1 or more. Default 1 MiB.
    public func bodyLimit(_ bytes: Int) -> Self { changing { $0.settings.bodyLimit = bytes } }
}
