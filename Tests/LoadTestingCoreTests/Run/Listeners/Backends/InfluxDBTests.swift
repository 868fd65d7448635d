import Foundation
import LoadTestingMacrosFree
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Runs that tell a real InfluxDB 1.
    @Suite(.enabled(if: Daemon.isWanted("influxd")), .timeLimit(.minutes(2)))
    struct InfluxDBRuns {
        private static func start() async throws -> Daemon {
            let daemon = try await Daemon(
                "influxd", ["run", "-config", "{folder}influx.conf"],
                files: ["influx.conf": configuration], ready: "/ping")
            let made = HTTPSender(
                .init(url: "\(daemon.url)/query?q=CREATE+DATABASE+loadtests"))
            #expect(made.send([UInt8(ascii: " ")], milliseconds: 5_000) == nil)
            return daemon
        }

        private static let configuration = """
            reporting-disabled = true
            bind-address = "127.0.0.1:0"
            [meta]
            dir = "{folder}meta"
            [data]
            dir = "{folder}data"
            wal-dir = "{folder}wal"
            [http]
            bind-address = "127.0.0.1:{port}"
            log-enabled = false
            [monitor]
            store-enabled = false
            """

        /// The rows of a query, by column.
        private func rows(_ query: String, in daemon: Daemon) throws -> [[String: Any]] {
            let answer = Daemon.get(
                "\(daemon.url)/query?db=loadtests&q=\(PercentEncoding.encoded(query))")
            struct Failure: Error { var text: String }
            let json = try JSONSerialization.jsonObject(with: Data(answer.body.utf8))
            let results = (json as? [String: Any])?["results"] as? [[String: Any]]
            guard let series = results?.first?["series"] as? [[String: Any]] else {
                throw Failure(text: answer.body)
            }
            return series.flatMap { series -> [[String: Any]] in
                let columns = series["columns"] as? [String] ?? []
                return (series["values"] as? [[Any]] ?? []).map {
                    Dictionary(uniqueKeysWithValues: zip(columns, $0))
                }
            }
        }

        @Test func `a run's points are in InfluxDB under JMeter's names and add up to the result`()
            async throws
        {
            let daemon = try await Self.start()
            let server = try ScriptedServer { request, connection in
                connection.reply(request.target == "/bad" ? "503 Busy" : "200 OK")
            }
            let plan = LoadTest("told, to \"Influx\"", target: server.url) {
                ThreadGroup(users: 3, loops: 100) {
                    HTTPGet("/good").named("a, b = \"c\"\\")
                    HTTPGet("/bad").named("all")
                    Transaction("both") { HTTPGet("/good").named("inner") }
                }
                InfluxDB(
                    daemon.url, database: "loadtests", tags: ["build": "7 b"],
                    every: .seconds(1))
            }
            let result = try await measure(plan, loops: 2)
            #expect(result.notes == [])
            #expect(result.requests == 900)

            let totals = try rows(
                "select sum(count) as n, sum(countError) as e, max(\"pct99.0\") as p from jmeter"
                    + " where transaction = 'all' and statut = 'all' and build = '7 b'",
                in: daemon)
            #expect(totals.first?["n"] as? Int == 900 && totals.first?["e"] as? Int == 300)
            #expect(totals.first?["p"] as? Double ?? 0 > 0)
            let labels = try rows(
                "select sum(count) as n from jmeter where statut = 'ok' group by \"transaction\"",
                in: daemon)
            #expect(labels.compactMap { $0["n"] as? Int } == [300, 300, 300])
            let tags = try rows(
                "show tag values from jmeter with key in (\"transaction\", \"application\")",
                in: daemon
            ).compactMap { $0["value"] as? String }
            #expect(
                Set(tags) == [
                    "told, to \"Influx\"", "a, b = \"c\"\\_", "all_", "both", "inner", "all",
                    "internal",
                ])
            let errors = try rows(
                "select sum(count) as n from jmeter where responseCode = '503'", in: daemon)
            #expect(errors.first?["n"] as? Int == 300)
            let users = try rows(
                "select max(maxAT) as m from jmeter where transaction = 'internal'", in: daemon)
            #expect(users.first?["m"] as? Int == 3)
            let events = try rows("select text from events", in: daemon)
            #expect(events.compactMap { $0["text"] as? String } == ["started", "ended"])
        }

        @Test func `a database that does not exist is a note`() async throws {
            let daemon = try await Self.start()
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("noted", target: server.url) {
                    ThreadGroup(users: 1, loops: 10) { HTTPGet("/") }
                    InfluxDB(daemon.url, database: "nope", every: .seconds(1))
                })
            #expect(result.verdict == .passed && result.requests == 10)
            #expect(
                result.notes == [
                    "InfluxDB \(daemon.url): 2 of 2 batches were not written: it answered 404:"
                        + " {\"error\":\"database not found: \\\"nope\\\"\"}"
                ])
        }
    }
}
