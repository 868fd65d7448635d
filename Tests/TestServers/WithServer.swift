/// Runs `body` with a launched server and stops the server afterwards, whatever happened.
///
/// ```swift
/// try await withServer(.exampleServer()) { server in
///     try await load(server.url)
/// }
/// ```
public func withServer<Value>(
    _ server: ServerProcess, isolation: isolated (any Actor)? = #isolation,
    _ body: (ServerProcess) async throws -> Value
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
