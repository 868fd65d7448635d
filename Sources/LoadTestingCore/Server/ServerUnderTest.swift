public import LoadTestingMacrosFree

/// A server that a load test loads and watches: launched by the test, or running already.
///
/// ```swift
/// let server = try await Server.launch(
///     "uvicorn", "app:app", "--port", "{port}", in: "Examples/FastAPI", ready: .http("/health"))
/// try await LoadTest("health", target: server) {
///     ThreadGroup(users: 20, duration: .seconds(10)) { HTTPGet("/health") }
///     expect(serverMemory < .mebibytes(500))
/// }.run()
/// await server.stop()
/// ```
///
/// A launched server never outlives the test: ``stop(grace:)``, the end of the last copy of this
/// value and the end of the test's process, also by a crash or `SIGKILL`, end it with all its
/// descendants. `withServer` and the trait `.server` stop it also after a failure.
public struct ServerUnderTest: LoadTargetConvertible, SystemUnderTest {
    /// The origin of the server.
    package enum Origin: Hashable, Sendable {
        case launched(ServerProcess)
        /// Its start tells it from a later process with its identifier.
        /// The server ends with its main process; one of several that listen at the same port is no
        /// main process.
        case attached(process: Int32, start: UInt64?, isMain: Bool)
        /// It runs in the process of the test.
        case inProcess
        /// A process listens, but its identity can't be read.
        case unseen
    }

    package let origin: Origin

    /// The name in reports, such as `python3 server.py`.
    package let name: String

    /// The root address of the server, such as `http://127.0.0.1:8080`.
    public let url: String

    /// The reason that the server can be loaded but not watched; `nil` where it can.
    public private(set) var watchProblem: String?

    /// The samples that are read from its metrics endpoint while it is loaded.
    package var scrape: MetricsScrape?

    package init(_ origin: Origin, name: String, url: String, watchProblem: String? = nil) {
        self.origin = origin
        self.name = name
        self.url = url
        self.watchProblem = watchProblem
    }

    package init(_ process: ServerProcess) {
        self.init(
            .launched(process), name: process.name, url: "http://127.0.0.1:\(process.port)")
    }

    /// The server as a target, which is watched while it is loaded.
    public var loadTarget: LoadTarget {
        var target = LoadTarget(url)
        target.system = AnySystemUnderTest(self)
        return target
    }
}

extension ServerUnderTest {
    /// The samples of the metrics endpoint that are read while the server is loaded.
    package var scrapedNames: [String] { scrape?.names ?? [] }

    /// The same server, of which samples of its metrics endpoint are read once a second while it is
    /// loaded: `server.scraping("/metrics", ["db_pool_in_use"])`.
    ///
    /// The endpoint speaks Prometheus' text format or OpenMetrics. `serverMetric("db_pool_in_use")`
    /// is then a metric for budgets. A name without labels is the sum over all its labels; with
    /// labels, `requests_total{method="GET"}`, of the samples that have these.
    ///
    /// - Parameters:
    ///   - path: of the endpoint, from the server's root, or a whole URL.
    ///   - names: of samples, at least one.
    public func scraping(_ path: String, _ names: [String]) -> ServerUnderTest {
        var copy = self
        copy.scrape = MetricsScrape(
            url: path.contains("://") ? path : url + (path.hasPrefix("/") ? "" : "/") + path,
            names: (scrape?.names ?? []) + names)
        return copy
    }
}

/// The short name of ``ServerUnderTest``.
public typealias Server = ServerUnderTest

extension ServerUnderTest: CustomStringConvertible {
    /// Name and address.
    public var description: String { "\(name) at \(LoadTarget.withoutCredentials(url))" }
}
