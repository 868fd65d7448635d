extension ServerUnderTest {
    /// Starts a server on 127.0.0.1 and waits until it is ready.
    ///
    /// The server reads nothing, writes to ``logFile``, and has the test's environment. Processes
    /// that it leaves behind are ended with it, also after they have left its group.
    ///
    /// - Parameters:
    ///   - executable: a path, or a name that is looked up in `PATH`. A relative path begins at the
    ///     directory.
    ///   - arguments: its arguments; `{port}` in any of them is replaced by the port.
    ///   - directory: its working directory; a relative path begins at the test's own, which is the
    ///     default.
    ///   - environment: variables added to those of the test; `{port}` is replaced here too, and
    ///     `PORT` is set. Default: none.
    ///   - ready: the condition for readiness. Default: accept a connection.
    ///   - within: the time for that, above 0. Default 30 s.
    ///   - port: the port it is known to listen on, 1 … 65535. Default: a free one.
    /// - Throws: `LoadTestError` with the last lines of its output when it can't be started, ends,
    ///   or is not ready in time, or the port is taken; `CancellationError`. No process is left
    ///   then.
    public static func launch(
        _ executable: String, _ arguments: String..., in directory: String? = nil,
        environment: [String: String] = [:], ready: ServerReadiness = .listening,
        within: Duration = .seconds(30), port: Int? = nil
    ) async throws -> ServerUnderTest {
        try await launch(
            executable, arguments: arguments, in: directory, environment: environment,
            ready: ready, within: within, port: port)
    }

    /// Starts a server on 127.0.0.1 and waits until it is ready, with its arguments in a list.
    ///
    /// The parameters are those of ``launch(_:_:in:environment:ready:within:port:)``.
    public static func launch(
        _ executable: String, arguments: [String], in directory: String? = nil,
        environment: [String: String] = [:], ready: ServerReadiness = .listening,
        within: Duration = .seconds(30), port: Int? = nil
    ) async throws -> ServerUnderTest {
        let command = ServerCommand(
            executable: executable, arguments: arguments, directory: directory,
            environment: environment)
        return try await ServerLaunch(
            command: command, readiness: ready, limit: within, port: port
        ).server()
    }

    /// Starts an executable of the test's own package and waits until it is ready.
    ///
    /// The test target must depend on the executable target, so that it is built; it is found in
    /// the directory of the tests' own product.
    ///
    /// - Parameters:
    ///   - product: the name of the executable, such as `App`.
    ///   - arguments: its arguments; `{port}` in any of them is replaced by the port.
    ///   - directory: see ``launch(_:_:in:environment:ready:within:port:)``, as the others.
    ///   - environment: variables added to those of the test.
    ///   - ready: the condition for readiness. Default: accept a connection.
    ///   - within: the time for that, above 0. Default 30 s.
    ///   - port: the port it is known to listen on. Default: a free one.
    /// - Throws: the errors of ``launch(_:_:in:environment:ready:within:port:)``.
    public static func product(
        _ product: String, _ arguments: String..., in directory: String? = nil,
        environment: [String: String] = [:], ready: ServerReadiness = .listening,
        within: Duration = .seconds(30), port: Int? = nil
    ) async throws -> ServerUnderTest {
        try await self.product(
            product, arguments: arguments, in: directory, environment: environment,
            ready: ready, within: within, port: port)
    }

    /// Starts an executable of the test's own package, with its arguments in a list.
    ///
    /// The parameters are those of ``product(_:_:in:environment:ready:within:port:)``.
    public static func product(
        _ product: String, arguments: [String], in directory: String? = nil,
        environment: [String: String] = [:], ready: ServerReadiness = .listening,
        within: Duration = .seconds(30), port: Int? = nil
    ) async throws -> ServerUnderTest {
        try await launch(
            ProductFolder.executable(product), arguments: arguments, in: directory,
            environment: environment, ready: ready, within: within, port: port)
    }
}
