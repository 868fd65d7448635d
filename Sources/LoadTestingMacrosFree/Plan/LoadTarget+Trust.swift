extension LoadTarget {
    /// The target, with certificates to trust in addition to those of the system: for a server
    /// whose certificate is signed by an authority of your own.
    ///
    /// ```swift
    /// LoadTest("shop", target: LoadTarget("https://shop.test:8443").trusting("ca.pem")) { … }
    /// ```
    ///
    /// They hold for every server of the plan, also for one that a redirect leads to. A file that
    /// is missing or holds no certificate is reported when the plan is checked, before the first
    /// request.
    ///
    /// - Parameters:
    ///   - path: a file of one or more certificates in PEM: absolute, relative to the current
    ///     directory, or beside the source file. A server's own certificate is accepted, too.
    ///   - more: further files.
    ///   - filePath: the place in source code: leave it out.
    public func trusting(
        _ path: String, _ more: String..., filePath: StaticString = #filePath
    ) -> LoadTarget {
        var target = self
        target.trusted += ([path] + more).map {
            DataFileReference(path: $0, sourceFile: filePath.description)
        }
        return target
    }
}
