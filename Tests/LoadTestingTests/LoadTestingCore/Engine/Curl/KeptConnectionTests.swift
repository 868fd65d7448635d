import LoadTesting
import LoadTestingCore
import TestServers
import Testing

extension UnderLoad {
    /// A connection that was kept may be dead when it is wanted again.
    @Suite(.timeLimit(.minutes(1))) struct KeptConnections {
        /// Answers the first request of each connection and resets it at the second one.
        private func serverThatForgets() throws -> ScriptedServer {
            try ScriptedServer { request, connection in
                if request.ordinal == 1 { connection.reply() } else { connection.reset() }
            }
        }

        @Test(arguments: ["POST", "PATCH"])
        func unsafeRequestIsNotSentAgain(_ method: String) async throws {
            let server = try serverThatForgets()
            let result = try await measure(server.url, loops: 4) {
                HTTPSampler(method: method, "/order", body: "one")
            }
            #expect(result.requests == 4)
            #expect(result.errorsByCause == [.staleReset: 2])
            #expect(server.requests.count == 4)
            #expect(result.all.resent == 0)
        }

        @Test(arguments: ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
        func repeatableRequestIsSentAgainAndCounted(_ method: String) async throws {
            let server = try serverThatForgets()
            let result = try await measure(server.url, loops: 3) {
                HTTPSampler(method: method, "/item")
            }
            #expect(result.requests == 3)
            #expect(result.errors == 0)
            #expect(result.all.resent == 2)
            #expect(server.requests.count == 5)
            #expect(result.all.openedConnections == 3)
        }

        /// The server hangs up while nobody asks anything of it.
        @Test(arguments: ["GET", "POST"])
        func endOfAnIdleConnectionIsNoError(_ method: String) async throws {
            let server = try ScriptedServer(greet: { $0.idleLimit = .milliseconds(30) })
            let result = try await measure(server.url, loops: 4) {
                HTTPSampler(method: method, "/")
                Pause(.milliseconds(120))
            }
            #expect(result.errors == 0)
            #expect(result.requests == 4)
            #expect(server.requests.count == 4)
            #expect(server.connectionCount == 4)
            #expect(result.health.idleClosed == 4)
            #expect(result.all.resent == 0)
        }

        @Test func connectionCloseOpensANewOneEachTime() async throws {
            let server = try ScriptedServer { _, connection in
                connection.reply(headers: ["Connection: close"])
                connection.close()
            }
            let result = try await measure(server.url, loops: 5) { HTTPPost("/", body: "x") }
            #expect(result.errors == 0)
            #expect(server.requests.count == 5)
            #expect(result.all.openedConnections == 5)
        }

        /// An answer that nobody asked for must never be taken for that of the next request.
        @Test(arguments: [Duration.zero, .milliseconds(20)])
        func unsolicitedAnswerIsThrownAway(_ delay: Duration) async throws {
            let extra = "HTTP/1.1 418 Teapot\r\nContent-Length: 0\r\n\r\n"
            let server = try ScriptedServer { _, connection in
                let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                connection.send(delay == .zero ? answer + extra : answer)
                guard delay > .zero else { return }
                connection.pause(delay)
                connection.send(extra)
            }
            let result = try await measure(server.url, loops: 4) {
                HTTPGet("/")
                Pause(.milliseconds(100))
            }
            #expect(result.all.statuses == [200: 4])
            #expect(result.errors == 0)
            #expect(server.requests.count == 4)
        }

        /// Status and length of each answer follow from the request, so a mix-up would be seen.
        @Test func answersBelongToTheirRequests() async throws {
            let server = try ScriptedServer { request, connection in
                let number = Int(request.target.dropFirst()) ?? 0
                if number.isMultiple(of: 3) { connection.pause(.milliseconds(2)) }
                connection.reply("\(number) Own", body: String(repeating: "b", count: number))
            }
            let numbers = [200, 404, 201, 503, 203, 410, 226]
            let result = try await measure(
                LoadTest("mix", target: server.url) {
                    ThreadGroup(users: 20, loops: 10) {
                        for number in numbers { HTTPGet("/\(number)") }
                    }
                }, loops: 2)
            #expect(result.requests == 20 * 10 * numbers.count)
            for number in numbers {
                let seen = try #require(result.snapshot.total(of: "GET /\(number)"))
                #expect(seen.statuses == [number: 200])
                let head = "HTTP/1.1 \(number) Own\r\nContent-Length: \(number)\r\n\r\n"
                #expect(seen.receivedBytes == Int64(200 * (head.utf8.count + number)))
            }
            #expect(server.connectionCount == 20)
        }
    }
}
