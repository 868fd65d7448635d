/// Runs `body` with a server that is launched for it, and stops the server afterwards, also when
/// `body` throws or the task is cancelled.
///
/// ```swift
/// try await withServer("uvicorn", "app:app", "--port", "{port}") { server in
///     try await LoadTest("health", target: server) { … }.run()
/// }
/// ```
///
/// - Parameters:
///   - executable: a path, or a name that is looked up in `PATH`.
///   - arguments: its arguments; `{port}` in any of them is replaced by the port.
///   - directory: its working directory. Default: that of the test.
///   - environment: variables added to those of the test; `PORT` is set, too. Default: none.
///   - ready: the condition for readiness. Default: accept a connection.
///   - within: the time for that, above 0. Default 30 s.
///   - port: the port it is known to listen on. Default: a free one.
///   - isolation: the actor that runs the body: leave it out.
///   - body: the code that uses the server.
/// - Returns: the result of `body`.
/// - Throws: the errors of ``ServerUnderTest/launch(_:_:in:environment:ready:within:port:)`` and of
///   `body`.
@discardableResult
public func withServer<Value>(
    _ executable: String, _ arguments: String..., in directory: String? = nil,
    environment: [String: String] = [:], ready: ServerReadiness = .listening,
    within: Duration = .seconds(30), port: Int? = nil,
    isolation: isolated (any Actor)? = #isolation,
    _ body: (ServerUnderTest) async throws -> Value
) async throws -> Value {
    let server = try await ServerUnderTest.launch(
        executable, arguments: arguments, in: directory, environment: environment, ready: ready,
        within: within, port: port)
    return try await withServer(server, body)
}

/// Runs `body` with a server and stops the server afterwards, also when `body` throws or the task
/// is cancelled.
///
/// ```swift
/// try await withServer(.product("App", "--port", "{port}")) { server in … }
/// ```
///
/// - Parameters:
///   - server: the server; one that the test has not launched keeps running.
///   - isolation: the actor that runs the body: leave it out.
///   - body: the code that uses the server.
/// - Returns: the result of `body`.
/// - Throws: the error of `body`.
@discardableResult
public func withServer<Value>(
    _ server: ServerUnderTest, isolation: isolated (any Actor)? = #isolation,
    _ body: (ServerUnderTest) async throws -> Value
) async rethrows -> Value {
    do {
        let value = try await body(server)
        await server.stop()
        return value
    } catch {
        await server.stop()
        throw error
    }
}
