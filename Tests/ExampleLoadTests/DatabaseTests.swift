import LoadTesting
import Testing

/// A real Postgres behind the application: its pool, the way to it, and a cache before it.
@Suite(
    .loadTest, .tags(.loadTest), .enabled(if: FastAPI.isStackWanted),
    .server(
        FastAPI.stack, "--only", "postgres", "--port", "{port}", ready: .log("stack: ready")))
struct DatabaseTests {
    /// Thirty users whose requests hold a connection for 50 ms each: five connections serve a
    /// hundred a second at most.
    ///
    /// The report names the pool where the budget is missed; with twenty it is kept.
    @Test func poolOfFiveAgainstTwenty() async throws {
        let database = try Server.current.port
        let five = try await withServer(FastAPI.launch(pool: 5, databasePort: database)) { server in
            // Its miss is what is looked at, no issue of this test.
            try await LoadTestRunner(plan(pool: 5, of: server)).result()
        }
        let twenty = try await withServer(FastAPI.launch(pool: 20, databasePort: database)) {
            try await plan(pool: 20, of: $0).run()
        }
        #expect(try rate(of: twenty) > rate(of: five) * 1.5)
        #expect(five.verdict == .failed)
        let bottleneck = try #require(five.bottleneck)
        #expect(bottleneck.kind == .connectionPool, "\(five)")
        #expect(bottleneck.port == database && bottleneck.size == 5, "\(five)")
    }

    private func plan(pool: Int, of server: ServerUnderTest) throws -> LoadTest {
        let database = try Server.current.port
        return LoadTest("a pool of \(pool)", target: server) {
            ThreadGroup(users: 30, duration: .seconds(3)) { HTTPGet("/stock/7") }
            expect(p50 < .milliseconds(200), errorRate <= .percent(0))
            expect(throughput <= .perSecond(Double(pool) * 20))
            expect(serverConnections(toPort: database) <= pool)
            // The connections are in use, and the other users stand in a queue for one.
            expect(serverMetric("db_pool_in_use") >= Double(pool) * 0.8)
            expect(serverMetric("db_pool_waiting") > Double(20 - pool))
        }
    }

    /// Twenty queries where one would do, with a database that is 5 ms away: loopback hides it.
    @Test func twentyQueriesOverANetwork() async throws {
        let database = try Server.current.port
        let network = try Network(latency: .milliseconds(5)).relay(toPort: database)
        let near = try await loadOrders(databasePort: database) {}
        let far = try await loadOrders(databasePort: network.port) {
            expect(p50(of: "line by line") > .milliseconds(100))
            expect(p50(of: "at once") < p50(of: "line by line") * 0.5)
        }
        #expect(try median(of: "line by line", far) > median(of: "line by line", near) * 2)
    }

    private func loadOrders(
        databasePort: Int, @LoadTestBuilder expecting budgets: () -> LoadTestElements
    ) async throws -> LoadTestResult {
        try await withServer(FastAPI.launch(pool: 5, databasePort: databasePort)) { server in
            try await LoadTest("orders, line by line and at once", target: server) {
                ThreadGroup(users: 4, duration: .seconds(3)) {
                    HTTPGet("/order/3/line-by-line").named("line by line")
                    HTTPGet("/order/3/at-once").named("at once")
                    Pause(.milliseconds(50))
                }
                expect(errorRate <= .percent(0))
                budgets()
            }.run()
        }
    }

    /// A query that takes its time, and the same behind Redis.
    @Test func withAndWithoutCache() async throws {
        let database = try Server.current.port
        try await withServer(
            FastAPI.stack, "--only", "redis", "--port", "{port}", ready: .log("stack: ready")
        ) { redis in
            let app = try await FastAPI.launch(environment: [
                "DATABASE_URL": "postgresql://app@127.0.0.1:\(database)/postgres",
                "REDIS_URL": "redis://127.0.0.1:\(redis.port)",
            ])
            try await withServer(app.scraping("/metrics", ["cache_hits_total"])) { server in
                let without = try await loadBestSellers("/best-sellers", of: server)
                let with = try await loadBestSellers("/best-sellers/cached", of: server)
                #expect(try rate(of: with) > rate(of: without) * 2)
                #expect(without[.serverMetric("cache_hits_total")] == 0)
                #expect(try #require(with[.serverMetric("cache_hits_total")]) > 10)
            }
        }
    }

    private func loadBestSellers(
        _ path: String, of server: Server
    ) async throws -> LoadTestResult {
        try await LoadTest("\(path)", target: server) {
            ThreadGroup(users: 8, duration: .seconds(2)) { HTTPGet("\(path)") }
            expect(errorRate <= .percent(0))
        }.run()
    }

    private func rate(of result: LoadTestResult) throws -> Double {
        try #require(result[.throughput]).perSecond
    }

    private func median(of label: String, _ result: LoadTestResult) throws -> Duration {
        try #require(result[.p50(of: label)])
    }
}
