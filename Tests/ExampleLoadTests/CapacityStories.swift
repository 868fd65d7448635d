import Foundation
import LoadTesting
import Testing

/// Searches for the capacity: some minutes, run by `Scripts/experiments stories`.
@Suite(
    .loadTest, .tags(.loadTest), .serialized,
    .enabled(if: ProcessInfo.processInfo.environment["CAPACITY_STORIES"] != nil))
struct CapacityStories {
    /// Each instance answers 50 a second, one after the other, whatever the machine.
    @Test(.enabled(if: FastAPI.isStackWanted)) func oneInstanceAndTwoBehindNginx() async throws {
        let scaling = try await Scaling.measure([1, 2]) { instances in
            try await withServer(
                FastAPI.stack, "--port", "{port}", "--instances", "\(instances)",
                ready: .http("/health")
            ) { server in
                try await LoadTest("\(instances) behind nginx", target: server) {
                    ArrivalGroup(
                        .search(upTo: .perSecond(65 * Double(instances)), precision: .percent(10))
                    ) { HTTPGet("/wait/blocking") }
                    expect(p95 < .milliseconds(200), errorRate < .percent(1))
                    expect(capacity > .perSecond(35 * Double(instances)))
                }.run()
            }
        }
        print(scaling.sizes.map { "\($0.result)" }.joined(separator: "\n"))
        print(scaling)
        #expect(try #require(scaling.efficiency(at: 2)) > 0.8)
    }

    /// One row of the database is locked for 10 ms by each request: a second worker waits, too.
    @Test(.enabled(if: FastAPI.isStackWanted)) func moreWorkersBeforeOneRow() async throws {
        let scaling = try await withServer(
            FastAPI.stack, "--only", "postgres", "--port", "{port}", ready: .log("stack: ready")
        ) { database in
            let port = database.port
            return try await Scaling.measure([1, 2]) { workers in
                try await withServer(
                    FastAPI.launch(workers: workers, pool: 20, databasePort: port)
                ) { server in
                    try await LoadTest("\(workers) workers", target: server) {
                        ArrivalGroup(.search(upTo: .perSecond(200), precision: .percent(10))) {
                            HTTPGet("/ticket")
                        }
                        expect(p95 < .milliseconds(200), errorRate < .percent(1))
                    }.run()
                }
            }
        }
        print(scaling)
        let limit = try #require(scaling.hiddenLimit, "\(scaling)")
        #expect(limit.kind == .upstream || limit.kind == .connectionPool)
    }

    /// A server of one place that answers 100 a second; beyond ten who wait it refuses.
    private func refusing(after cost: Duration) async throws -> LoadTestResult {
        let program = """
            import http.server, sys, threading, time
            place = threading.Lock(); waiting = [0]
            cost = float(sys.argv[2])
            class Answer(http.server.BaseHTTPRequestHandler):
                protocol_version = "HTTP/1.1"
                def do_GET(self):
                    refuses = waiting[0] >= 10
                    waiting[0] += not refuses
                    if not refuses or cost > 0:
                        with place: time.sleep(cost if refuses else 0.01)
                    waiting[0] -= not refuses
                    self.send_response(503 if refuses else 200)
                    self.send_header("Content-Length", "0"); self.end_headers()
                def log_message(self, *a): pass
            class Server(http.server.ThreadingHTTPServer): request_queue_size = 1024
            Server(("127.0.0.1", int(sys.argv[1])), Answer).serve_forever()
            """
        return try await withServer(
            "python3", "-c", program, "{port}", "\(cost / .seconds(1))", ready: .http("/")
        ) { server in
            try await LoadTest("refuses after \(cost)", target: server) {
                ArrivalGroup(.search(upTo: .perSecond(400), from: .perSecond(50))) { HTTPGet("/") }
                expect(p95 < .milliseconds(150), errorRate < .percent(1))
            }.run()
        }
    }

    @Test func whoRefusesAtOnceFailsGradually() async throws {
        let result = try await refusing(after: .zero)
        print(result)
        #expect(result.capacity?.overload?.breakdown == .gradual)
    }

    /// At twice the capacity a third of its time goes into refusals of 2.5 ms each.
    @Test func whoWorksForRefusalsFailsSuddenly() async throws {
        let result = try await refusing(after: .microseconds(2_500))
        print(result)
        #expect(result.capacity?.overload?.breakdown == .sudden)
    }
}
