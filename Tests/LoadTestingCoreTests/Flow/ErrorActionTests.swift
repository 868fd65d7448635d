import LoadTestingCore
import Synchronization
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// Ends of users and runs: `onError`, `StopUser`, `StopTest`.
    @Suite(.timeLimit(.minutes(1))) struct ErrorActions {
        @Test func `onError leads where it says`() async throws {
            let once = ["/start", "/bad", "/after"]
            let expected: [ErrorAction: [String]] = [
                .continue: once + once, .nextIteration: ["/start", "/bad", "/start", "/bad"],
                .stopUser: ["/start", "/bad"], .stopTest: ["/start", "/bad"],
            ]
            for (action, arrivals) in expected {
                let server = try ScriptedServer.failingBad()
                let result = try await measure(
                    LoadTest("errors", target: server.url) {
                        ThreadGroup(users: 1, loops: 2) {
                            HTTPGet("/start")
                            Loop(1) { HTTPGet("/bad") }
                            HTTPGet("/after")
                        }.onError(action)
                        expect(errorRate <= .percent(100))
                    })
                #expect(server.arrivals == arrivals, "\(action)")
                #expect(result.verdict == (action == .stopTest ? .failed : .passed))
            }
        }

        @Test(arguments: [1, 2])
        func `a user that stops does not stop others`(threads: Int) async throws {
            let server = try ScriptedServer { request, connection in
                connection.reply(request.connection == 1 ? "500 No" : "200 OK")
            }
            let result = try await measure(
                LoadTest("errors", target: server.url) {
                    ThreadGroup(users: 4, loops: 5) { HTTPGet("/a") }.onError(.stopUser)
                }, loops: threads)
            #expect(result.requests == 16 && result.errors == 1)
        }

        @Test(arguments: [1, 2])
        func `an error that stops the test ends all users and fails it`(
            threads: Int
        ) async throws {
            let asked = Mutex(0)
            let server = try ScriptedServer { request, connection in
                let isBad = asked.withLock { count in
                    count += request.target == "/a" ? 1 : 0
                    return count == 20
                }
                connection.pause(.milliseconds(2))
                connection.reply(isBad ? "500 No" : "200 OK")
            }
            let result = try await measure(
                LoadTest("errors", target: server.url) {
                    ThreadGroup(users: 3, loops: 100_000) { HTTPGet("/a") }.onError(.stopTest)
                    ThreadGroup(users: 2, duration: .seconds(50)) { HTTPGet("/b") }
                    expect(errorRate < .percent(50))
                }, loops: threads)
            #expect(result.duration < .seconds(5))
            #expect(result.snapshot.end == .stoppedByError)
            #expect(result.verdict == .failed)
            #expect(result.requests == server.requests.count)
            #expect(result.findings.contains { $0.message.contains("onError(.stopTest)") })
        }

        @Test func `StopUser ends its user, the others go on`() async throws {
            let server = try ScriptedServer { request, connection in
                connection.reply(body: "\(request.connection)")
            }
            let number = Slot<Int>("number")
            let result = try await measure(
                LoadTest("stop", target: server.url) {
                    ThreadGroup(users: 3, loops: 4) {
                        HTTPGet("/a").capture(number, regex: /\d+/)
                        If(number, where: { $0 == 2 }) { StopUser() }
                        HTTPGet("/b")
                    }
                })
            #expect(server.arrivals(of: "/a") == 9 && server.arrivals(of: "/b") == 8)
            #expect(result.verdict == .passed && result.snapshot.end == .complete)
        }

        @Test(arguments: [1, 2])
        func `StopTest ends the load, and what was measured is judged`(
            threads: Int
        ) async throws {
            let server = try ScriptedServer { request, connection in
                connection.pause(.milliseconds(request.target == "/slow" ? 400 : 1))
                connection.reply(body: "\(request.ordinal)")
            }
            let number = Slot<Int>("number")
            let result = try await measure(
                LoadTest("stop", target: server.url) {
                    ThreadGroup(users: 1, loops: 1_000) {
                        HTTPGet("/a").capture(number, regex: /\d+/)
                        If(number, where: { $0 == 20 }) { StopTest() }
                    }
                    ThreadGroup(users: 2, duration: .seconds(50)) {
                        HTTPGet("/slow")
                        Pause(.milliseconds(1))
                    }
                    ThreadGroup(users: 1, startAfter: .seconds(30)) { HTTPGet("/never") }
                    expect(requestCount(of: "GET /a") >= 20, requestCount(of: "GET /a") >= 21)
                }, loops: threads)
            #expect(result.requests(of: "GET /a") == 20)
            #expect(result.snapshot.end == .stopped)
            #expect(result.duration < .seconds(5))
            // What was under way is waited for and counted.
            #expect(result.requests == server.requests.count && result.errors == 0)
            #expect(server.arrivals(of: "/never") == 0)
            #expect(result.findings.map(\.verdict) == [.passed, .failed])
            #expect(result.description.contains("the plan ended the load"), "\(result)")
        }
    }
}
