import Foundation

extension ServerProcess {
    /// Starts this package's `ExampleServer`, which must be a dependency of the test target.
    ///
    /// - Parameter arguments: Options besides the port, such as `["--delay-milliseconds", "50"]`.
    public static func exampleServer(arguments: [String] = []) async throws -> ServerProcess {
        let products = testProduct.deletingLastPathComponent()
        return try await launch(
            products.appendingPathComponent("ExampleServer").path,
            ["--port", "{port}"] + arguments)
    }
}
