import Foundation
import LoadTesting
import LoadTestingCore
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// A network as a load test measures it.
    @Suite(.timeLimit(.minutes(2))) struct Networks {
        private let server: ScriptedServer

        init() throws { server = try ScriptedServer() }

        @Test func `latency is added to each round trip`() async throws {
            let network = Network(latency: .milliseconds(20))
            // Nobody but the plan holds the relay.
            let plan = LoadTest("far", target: try network.relay(to: server.url)) {
                ThreadGroup(users: 5, loops: 40) { HTTPGet("/health") }
            }
            let result = try await measure(plan)
            #expect(result.errors == 0 && server.requests.count == 200)
            #expect(try #require(result[.p50]) >= .milliseconds(20))
            // Of many the minimum is not late, however busy the machine is.
            #expect(try #require(result.all.okService.minimum) < .milliseconds(30))
        }

        @Test func `a new connection costs a second round trip`() async throws {
            let network = Network(latency: .milliseconds(30))
            let plan = LoadTest("new", target: try network.relay(to: server.url)) {
                // Several times, not in one burst: of them the minimum is not late.
                ThreadGroup(users: 4, loops: 10) {
                    HTTPGet("/first")
                    HTTPGet("/second")
                }.defaults(HTTPDefaults(connection: .perIteration))
            }
            let result = try await measure(plan)
            #expect(server.connectionCount == 40 && result.errors == 0)
            let first = try #require(result.snapshot.total(of: "GET /first")?.okService.minimum)
            let second = try #require(result.snapshot.total(of: "GET /second")?.okService.minimum)
            #expect(first >= .milliseconds(60) && first < .milliseconds(90))
            #expect(second >= .milliseconds(30) && second < .milliseconds(60))
        }

        @Test func `jitter spreads round trips round the latency`() async throws {
            let network = Network(latency: .milliseconds(20), jitter: .milliseconds(10))
            let plan = LoadTest("jitter", target: try network.relay(to: server.url)) {
                ThreadGroup(users: 5, loops: 100) { HTTPGet("/health") }
            }
            let result = try await measure(plan)
            let least = try #require(result.all.okService.minimum)
            #expect(least >= .milliseconds(10) && least < .milliseconds(20))
            #expect(try #require(result[.p50]) - least > .milliseconds(3))
            #expect(try #require(result[.percentile(90)]) - least > .milliseconds(8))
        }

        @Test func `a body comes as fast as the line carries it`() async throws {
            let body = String(repeating: "x", count: 1_000_000)
            let server = try ScriptedServer { _, connection in
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n\(body)")
            }
            let network = Network(bandwidth: .megabitsPerSecond(16))
            let plan = LoadTest("line", target: try network.relay(to: server.url)) {
                ThreadGroup(users: 2, loops: 3) { HTTPGet("/large") }
            }
            let result = try await measure(plan)
            #expect(result.errors == 0)
            // 8 Mbit at 16 Mbit/s, each connection on its own.
            let least = try #require(result.all.okService.minimum)
            #expect(least > .milliseconds(450) && least < .milliseconds(550))
        }

        @Test func `what breaks on purpose is seen as what it is, and passes`() async throws {
            let relay = try Network().relay(to: server.url)
            try relay.add(.reset(), named: "reset")
            #expect(try await causes(of: relay) == [.reset: 4])
            relay.removeAll()
            relay.isDown = true
            #expect(try await causes(of: relay) == [.connect: 4])
            relay.isDown = false
            #expect(try await causes(of: relay) == [:])
            try relay.add(.timeout(after: .zero), named: "outage")
            let limit = Duration.milliseconds(100)
            #expect(try await causes(of: relay, within: limit) == [.responseTimeout: 4])
        }

        private func causes(
            of relay: Relay, within limit: Duration = .seconds(10)
        ) async throws -> [FailureCause: Int] {
            let plan = LoadTest("broken", target: relay) {
                ThreadGroup(users: 2, loops: 2) { HTTPGet("/health", timeout: limit) }
            }
            return try await measure(plan).errorsByCause
        }

        @Test func `a relay that dies is seen, and cannot be told anything`() async throws {
            let relay = try Network().relay(to: server.url)
            kill(relay.processID, SIGKILL)
            #expect(await eventually { !relay.isRunning })
            #expect(try await causes(of: relay) == [.connect: 4])
            let error = #expect(throws: LoadTestError.self) {
                try relay.add(.reset(), named: "late")
            }
            #expect(error?.code == .relayEnded)
            relay.isDown = true
            relay.stop()
        }

        /// Twenty queries one after the other make a network of 5 ms one of 100 ms.
        @Test func `sequential queries of an application add up`() async throws {
            let near = try await queries(through: server.port)
            let relay = try Network(latency: .milliseconds(5)).relay(toPort: server.port)
            let far = try await queries(through: relay.port)
            #expect(far >= 0.1)
            #expect(near < far)
            #expect(server.requests.count == 42)
        }

        /// Seconds that a script needs for 20 queries over a connection that is open.
        private func queries(through port: Int) async throws -> Double {
            let script = """
                import http.client, sys, time
                database = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]))
                def query():
                    database.request("GET", "/row")
                    database.getresponse().read()
                query()
                start = time.monotonic()
                for _ in range(20): query()
                print(time.monotonic() - start)
                """
            let child = try ChildProcess(
                "/usr/bin/env", ["python3", "-c", script, String(port)])
            #expect(await child.exit(within: .seconds(30)) == .success)
            return try #require(Double(child.output.filter { !$0.isWhitespace }))
        }
    }
}
