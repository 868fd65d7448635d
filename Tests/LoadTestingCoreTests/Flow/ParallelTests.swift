import LoadTestingCore
import Synchronization
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// Requests of one user at once.
    @Suite(.timeLimit(.minutes(1))) struct Parallels {
        /// A server that takes 100 ms for an answer and notes how many it had to give at once.
        private final class Gauge: Sendable {
            private let state = Mutex((now: 0, most: 0))

            var most: Int { state.withLock { $0.most } }

            func server() throws -> ScriptedServer {
                try ScriptedServer { request, connection in
                    self.state.withLock {
                        $0.now += 1
                        $0.most = max($0.most, $0.now)
                    }
                    connection.pause(.milliseconds(request.target == "/slow" ? 150 : 60))
                    self.state.withLock { $0.now -= 1 }
                    connection.reply(request.target == "/bad" ? "500 No" : "200 OK")
                }
            }
        }

        @Test func `requests overlap, and the user continues when all have ended`() async throws {
            let gauge = Gauge()
            let server = try gauge.server()
            let result = try await measure(server.url, loops: 3) {
                Parallel {
                    HTTPGet("/a")
                    HTTPGet("/slow")
                    for name in ["b", "c"] { HTTPGet("/\(name)") }
                }
                HTTPGet("/after")
            }
            #expect(gauge.most == 4)
            #expect(result.requests == 15 && result.errors == 0)
            // What came after all four came at least as late as the slow one's answer.
            let times = server.requests.filter { ["/slow", "/after"].contains($0.target) }
            #expect(
                times.map(\.target) == ["/slow", "/after", "/slow", "/after", "/slow", "/after"])
            for (slow, after) in zip(times, times.dropFirst()) where slow.target == "/slow" {
                #expect(after.instant - slow.instant >= .milliseconds(149))
            }
        }

        @Test func `as many connections as requests are kept over iterations`() async throws {
            let server = try Gauge().server()
            let result = try await measure(
                LoadTest("parallel", target: server.url) {
                    ThreadGroup(users: 2, loops: 4) {
                        Parallel {
                            HTTPGet("/a")
                            HTTPGet("/b")
                            HTTPGet("/c")
                        }
                    }
                })
            #expect(server.connectionCount == 6)
            #expect(result.requests == 24)
        }

        @Test func `a fresh connection per iteration is one for each of them`() async throws {
            let server = try Gauge().server()
            _ = try await measure(
                LoadTest("parallel", target: server.url) {
                    ThreadGroup(users: 1, loops: 3) {
                        Parallel {
                            HTTPGet("/a")
                            HTTPGet("/b")
                        }
                    }.defaults(HTTPDefaults(connection: .perIteration))
                })
            #expect(server.connectionCount == 6)
        }

        @Test func `one that fails fails the step, after all have ended`() async throws {
            let server = try Gauge().server()
            let result = try await measure(
                LoadTest("parallel", target: server.url) {
                    ThreadGroup(users: 1) {
                        Transaction("page") {
                            Parallel {
                                HTTPGet("/bad")
                                HTTPGet("/slow")
                            }
                        }
                        HTTPGet("/never")
                    }.onError(.nextIteration)
                })
            #expect(server.arrivals.sorted() == ["/bad", "/slow"])
            #expect(result.errors(of: "page") == 1)
            let page = try #require(result.snapshot.total(of: "page")?.failedResponse)
            #expect(page.sumNanoseconds >= 149e6)
        }

        @Test func `cookies are shared by a user's connections`() async throws {
            let server = try ScriptedServer { request, connection in
                connection.reply(headers: request.target == "/in" ? ["Set-Cookie: id=7"] : [])
            }
            _ = try await measure(server.url) {
                HTTPGet("/in")
                Parallel {
                    HTTPGet("/a")
                    HTTPGet("/b")
                }
            }
            let later = server.requests.dropFirst()
            #expect(later.count == 2 && later.allSatisfy { $0.values(of: "Cookie") == ["id=7"] })
        }
    }
}
