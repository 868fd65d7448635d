public import LoadTestingCore
public import Testing

/// Keeps a server for a suite, or for one test: launched once before, stopped after, in any case.
///
/// ```swift
/// @Suite(.server("uvicorn", "app:app", "--port", "{port}", ready: .http("/health")), .loadTest)
/// struct AppLoad {
///     @Test func health() async throws {
///         try await LoadTest("health", target: Server.current) { … }.run()
///     }
/// }
/// ```
///
/// A server that can't be launched fails the suite, and its tests do not run. Where all tests are
/// skipped as load tests (`LOADTESTING=off`), none is launched.
public struct ServerTrait: SuiteTrait, TestTrait, TestScoping {
    private let launch: @Sendable () async throws -> ServerUnderTest

    fileprivate init(launch: @escaping @Sendable () async throws -> ServerUnderTest) {
        self.launch = launch
    }

    /// The suite's tests share one server.
    public var isRecursive: Bool { false }

    /// The scope of a suite or of all cases of a test, never that of one case.
    public func scopeProvider(for test: Test, testCase: Test.Case?) -> Self? {
        testCase == nil ? self : nil
    }

    /// Launches the server, runs the tests with it as ``ServerUnderTest/current``, and stops it.
    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let isSkipped = try test.traits.contains {
            try ($0 as? LoadTestTrait)?.reasonToSkip(test) != nil
        }
        if isSkipped { return try await function() }
        try await withServer(launch()) { server in
            try await ServerUnderTest.$ofScope.withValue(server, operation: function)
        }
    }
}

extension Trait where Self == ServerTrait {
    /// A server that is launched once for the suite or test; the parameters are those of
    /// `Server.launch`.
    public static func server(
        _ executable: String, _ arguments: String..., in directory: String? = nil,
        environment: [String: String] = [:], ready: ServerReadiness = .listening,
        within: Duration = .seconds(30), port: Int? = nil
    ) -> Self {
        Self {
            try await .launch(
                executable, arguments: arguments, in: directory, environment: environment,
                ready: ready, within: within, port: port)
        }
    }

    /// An executable of the package that is launched once for the suite or test; the parameters are
    /// those of `Server.product`.
    public static func server(
        product: String, _ arguments: String..., in directory: String? = nil,
        environment: [String: String] = [:], ready: ServerReadiness = .listening,
        within: Duration = .seconds(30), port: Int? = nil
    ) -> Self {
        Self {
            try await .product(
                product, arguments: arguments, in: directory, environment: environment,
                ready: ready, within: within, port: port)
        }
    }
}
