import LoadTestingCore
import TestServers
import Testing

extension UnderLoad {
    /// Steps that are measured together.
    @Suite(.timeLimit(.minutes(1))) struct Transactions {
        private func slowServer() throws -> ScriptedServer {
            try ScriptedServer { request, connection in
                connection.pause(.milliseconds(20))
                connection.reply(request.target.hasPrefix("/bad") ? "500 No" : "200 OK")
            }
        }

        private func median(_ label: String, in result: LoadTestResult) throws -> Duration {
            try #require(result[LatencyMetric.p50(of: label)])
        }

        @Test func `a transaction has a row of its own and is in no total`() async throws {
            let server = try slowServer()
            let result = try await measure(server.url, loops: 3) {
                Transaction("visit") {
                    HTTPGet("/a")
                    HTTPGet("/b")
                }
            }
            #expect(result.requests == 6 && result.errors == 0)
            #expect(result.requests(of: "visit") == 3)
            let time = try median("visit", in: result)
            #expect(time >= .milliseconds(40) && time < .milliseconds(120), "\(time)")
        }

        @Test func `pauses are in its time only when asked`() async throws {
            let server = try slowServer()
            let result = try await measure(server.url) {
                Transaction("without") {
                    HTTPGet("/a")
                    Pause(.milliseconds(300))
                    HTTPGet("/b")
                    Pause(.milliseconds(200))
                }
                Transaction("with", includesPauses: true) {
                    HTTPGet("/c")
                    Pause(.milliseconds(300))
                    HTTPGet("/d")
                }
            }
            let (without, with) = (
                try median("without", in: result), try median("with", in: result)
            )
            #expect(without >= .milliseconds(40) && without < .milliseconds(150), "\(without)")
            #expect(with >= .milliseconds(340) && with < .milliseconds(450), "\(with)")
        }

        @Test func `a meeting and a limit are no part of its time`() async throws {
            let server = try slowServer()
            let result = try await measure(
                LoadTest("transaction", target: server.url) {
                    ThreadGroup(users: 2, rampUp: .milliseconds(600)) {
                        Transaction("meet") {
                            Rendezvous(users: 2)
                            HTTPGet("/a")
                        }
                    }
                    ThreadGroup(users: 4) {
                        Transaction("turn") { HTTPGet("/b") }
                    }.limit(.perSecond(8))
                })
            for label in ["meet", "turn"] {
                let slowest = try #require(result[LatencyMetric.percentile(100)(of: label)])
                #expect(slowest < .milliseconds(110), "\(label): \(slowest)")
            }
        }

        @Test func `it has failed when a sample in it has, also in the one around it`()
            async throws
        {
            let server = try slowServer()
            let result = try await measure(server.url) {
                Transaction("outer") {
                    Transaction("good") { HTTPGet("/a") }
                    Transaction("broken") { HTTPGet("/bad") }
                }
                Transaction("later") { HTTPGet("/b") }
            }
            for (label, errors) in ["outer": 1, "good": 0, "broken": 1, "later": 0] {
                #expect(result.requests(of: label) == 1, "\(label)")
                #expect(result.errors(of: label) == errors, "\(label)")
            }
            #expect(result.requests == 3 && result.errors == 1)
            #expect(result.errorsByCause == [.http(status: 500): 1])
        }

        @Test(arguments: [ErrorAction.nextIteration, .stopUser, .stopTest])
        func `it is counted when an error leads out of it`(action: ErrorAction) async throws {
            let server = try slowServer()
            let result = try await measure(
                LoadTest("transaction", target: server.url) {
                    ThreadGroup(users: 1, loops: 2) {
                        Transaction("outer") {
                            HTTPGet("/a")
                            Transaction("inner") {
                                HTTPGet("/bad")
                                HTTPGet("/never")
                            }
                        }
                    }.onError(action)
                })
            let passes = action == .nextIteration ? 2 : 1
            for label in ["outer", "inner"] {
                #expect(result.requests(of: label) == passes)
                #expect(result.errors(of: label) == passes)
            }
            #expect(server.arrivals(of: "/never") == 0)
        }

        @Test func `a transaction in which nothing was sent is not counted`() async throws {
            let server = try slowServer()
            let stock = Slot<Int>("stock", initially: 0)
            let result = try await measure(server.url) {
                HTTPGet("/start")
                Transaction("buy") {
                    If(stock, where: { $0 > 0 }) { HTTPGet("/never") }
                }
            }
            #expect(result.requests(of: "buy") == 0 && result.requests == 1)
        }
    }
}
