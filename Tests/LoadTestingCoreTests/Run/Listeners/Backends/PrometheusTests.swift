import Foundation
import LoadTestingMacrosFree
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Runs that Prometheus scrapes, or that push to it.
    @Suite(.timeLimit(.minutes(2))) struct PrometheusRuns {
        private func plan(_ url: String, _ prometheus: Prometheus) -> LoadTest {
            LoadTest("scraped \"run\"", target: url) {
                ThreadGroup(users: 2, loops: 100) {
                    HTTPGet("/a").named("a, \"b\"")
                    HTTPGet("/bad")
                }
                prometheus
            }
        }

        private func server() throws -> ScriptedServer {
            try ScriptedServer { request, connection in
                connection.reply(request.target == "/bad" ? "503 Busy" : "200 OK")
            }
        }

        private static let configuration = """
            global: {scrape_interval: 200ms, scrape_timeout: 200ms}
            scrape_configs:
            - job_name: load
              static_configs: [{targets: ["127.0.0.1:{target}"]}]
            """

        @Test(.enabled(if: Daemon.isWanted("prometheus")))
        func `Prometheus has the run's counters, and its last scrape has them all`() async throws {
            let port = try #require(LoopbackPort.free())
            let daemon = try await Daemon(
                "prometheus",
                [
                    "--config.file={folder}prometheus.yml", "--storage.tsdb.path={folder}data",
                    "--web.listen-address=127.0.0.1:{port}", "--log.level=error",
                ],
                files: [
                    "prometheus.yml": Self.configuration.replacing("{target}", with: "\(port)")
                ], ready: "/-/ready")
            let server = try server()
            let result = try await measure(
                plan(server.url, Prometheus(port: port, lingering: .seconds(20))))
            #expect(result.notes == [] && result.requests == 400)
            let value = { (query: String) -> String? in
                let answer = Daemon.get(
                    "\(daemon.url)/api/v1/query?query=\(PercentEncoding.encoded(query))")
                return answer.body.firstMatch(of: /"value":\[[0-9.e+]+,"([^"]+)"\]/)
                    .map { String($0.1) }
            }
            let all = "sum(max_over_time(loadtesting_requests_total[1m]))"
            #expect(await eventually(within: .seconds(5)) { value(all) == "400" })
            let ok = "sum(max_over_time(loadtesting_requests_total{outcome=\"ok\"}[1m]))"
            #expect(value(ok) == "200")
            let busy = "loadtesting_errors_total{cause=\"http(503)\",label=\"GET /bad\"}"
            let causes = "max_over_time(\(busy)[1m])"
            #expect(value(causes) == "200")
            let buckets =
                "sum(max_over_time(loadtesting_response_time_seconds_bucket{le=\"+Inf\"}[1m]))"
            #expect(value(buckets) == "400")
            #expect(!LoopbackPort.isFree(daemon.port) && LoopbackPort.isFree(port))
        }

        @Test(.enabled(if: Daemon.isWanted("promtool")))
        func `promtool has nothing to say about the text`() async throws {
            let gateway = try ScriptedServer { _, connection in connection.reply() }
            let server = try server()
            let result = try await measure(
                plan(server.url, Prometheus(pushTo: gateway.url, job: "night/ly")))
            #expect(result.notes == [])
            let push = try #require(gateway.requests.first)
            #expect(gateway.requests.count == 1 && push.method == "PUT")
            #expect(push.target == "/metrics/job@base64/bmlnaHQvbHk=")
            #expect(push.text.contains("outcome=\"failed\"} 200\n"))
            let folder = try TemporaryFolder(["metrics.txt": push.text])
            let path = try #require(Daemon.path(of: "promtool"))
            let check = try ChildProcess(
                "/bin/sh", ["-c", "'\(path)' check metrics < '\(folder.path("metrics.txt"))'"])
            #expect(await check.exit(within: .seconds(20)) == .success, "\(check.output)")
            #expect(check.output == "")
        }

        @Test func `a port that is taken is a note`() async throws {
            let taken = try ScriptedServer()
            let server = try server()
            let result = try await measure(plan(server.url, Prometheus(port: taken.port)))
            #expect(result.requests == 400)
            #expect(
                result.notes == [
                    "Prometheus http://127.0.0.1:\(taken.port)/metrics could not be scraped:"
                        + " address already in use"
                ])
        }

        @Test func `a gateway that refuses is a note`() async throws {
            let gateway = try ScriptedServer { _, connection in connection.reply("400 No") }
            let server = try server()
            let result = try await measure(
                plan(server.url, Prometheus(pushTo: gateway.url, job: "j")))
            #expect(result.notes.count == 1)
            #expect(
                result.notes[0].hasPrefix(
                    "Prometheus \(gateway.url): 1 of 1 batch was not written: it answered 400"))
        }
    }
}
