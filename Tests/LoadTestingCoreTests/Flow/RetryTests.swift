import LoadTestingCore
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// Steps that are attempted again, and what a sample's error leads to.
    @Suite(.timeLimit(.minutes(1))) struct Retries {
        @Test func `success ends the attempts, and each is counted`() async throws {
            let server = try ScriptedServer { request, connection in
                connection.reply(request.ordinal < 4 ? "503 Busy" : "200 OK")
            }
            let result = try await measure(server.url) {
                Retry(attempts: 5) {
                    HTTPGet("/a")
                    HTTPGet("/b")
                }
                HTTPGet("/after")
            }
            #expect(server.arrivals == ["/a", "/a", "/a", "/a", "/b", "/after"])
            #expect(result.errors == 3)
            #expect(result.requests(of: "GET /a") == 4)
        }

        @Test func `after the last attempt the group's onError decides`() async throws {
            let rest = [
                ErrorAction.continue: ["/after", "/start", "/bad", "/bad", "/after"],
                .nextIteration: ["/start", "/bad", "/bad"], .stopUser: [], .stopTest: [],
            ]
            for (action, rest) in rest {
                let server = try ScriptedServer.failingBad()
                let result = try await measure(
                    LoadTest("retry", target: server.url) {
                        ThreadGroup(users: 1, loops: 2) {
                            HTTPGet("/start")
                            Retry(attempts: 2) { HTTPGet("/bad") }
                            HTTPGet("/after")
                        }.onError(action)
                        expect(errorRate <= .percent(100))
                    })
                #expect(server.arrivals == ["/start", "/bad", "/bad"] + rest, "\(action)")
                #expect((result.verdict == .failed) == (action == .stopTest), "\(action)")
            }
        }

        @Test func `a retry in a retry multiplies the attempts`() async throws {
            let server = try ScriptedServer.failingBad()
            _ = try await measure(server.url) {
                Retry(attempts: 2) {
                    HTTPGet("/start")
                    Retry(attempts: 3) { HTTPGet("/bad") }
                    HTTPGet("/never")
                }
                HTTPGet("/after")
            }
            let attempt = ["/start", "/bad", "/bad", "/bad"]
            #expect(server.arrivals == attempt + attempt + ["/after"])
        }

        @Test func `transactions that an attempt leaves are counted, those around it stay open`()
            async throws
        {
            let server = try ScriptedServer.failingBad()
            let result = try await measure(server.url) {
                Transaction("around") {
                    Retry(attempts: 3) {
                        Transaction("inside") { HTTPGet("/bad") }
                    }
                    HTTPGet("/after")
                }
            }
            #expect(server.arrivals == ["/bad", "/bad", "/bad", "/after"])
            #expect(result.requests(of: "inside") == 3 && result.errors(of: "inside") == 3)
            #expect(result.requests(of: "around") == 1 && result.errors(of: "around") == 1)
        }

        @Test func `a loop in a retry begins anew with each attempt`() async throws {
            let server = try ScriptedServer { request, connection in
                connection.reply(request.ordinal == 2 ? "500 No" : "200 OK")
            }
            _ = try await measure(server.url) {
                Retry(attempts: 2) {
                    ForEach([1, 2, 3]) { HTTPGet("/\($0)") }
                }
            }
            #expect(server.arrivals == ["/1", "/2", "/1", "/2", "/3"])
        }

        @Test func `a request that could not be sent fails its own step only`() async throws {
            let server = try ScriptedServer()
            let token = Slot<String>("token")
            let result = try await measure(server.url) {
                HTTPGet("/login").capture(token, header: "X-None")
                Retry(attempts: 2) {
                    Parallel {
                        HTTPGet("/a/\(token)")
                        HTTPGet("/b/\(token)")
                    }
                }
                Retry(attempts: 3) { HTTPGet("/good") }
            }
            #expect(server.arrivals == ["/login", "/good"])
            #expect(result.errorsByCause == [.capture("token"): 1, .unfilled("token"): 4])
        }

        @Test func `the rest after a request that could not be sent is in no response time`()
            async throws
        {
            let server = try ScriptedServer()
            let token = Slot<String>("token")
            let result = try await measure(server.url, loops: 30) {
                HTTPGet("/login").capture(token, header: "X-None")
                HTTPGet("/a/\(token)")
                HTTPGet("/good")
            }
            #expect(result.errorsByCause[.unfilled("token")] == 30)
            let response = try #require(result[LatencyMetric.p50(of: "GET /good")])
            #expect(response < .milliseconds(8), "\(response)")
        }
    }
}
