import LoadTesting
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// The choice between libcurl's HTTP and direct exchanges, and the sameness of both.
    @Suite(.timeLimit(.minutes(1))) struct Transports {
        private static let changes: [@Sendable (inout ProgramRequest) -> Void] = [
            { $0.redirects = .sameOrigin },
            { $0.authorization = credentials(.digest) },
            { $0.headers = [ProgramField(line: "Expect: 100-continue")] },
            { $0.headers = [ProgramField(line: "Transfer-Encoding: chunked")] },
        ]

        private static func credentials(
            _ scheme: ProgramAuthorization.Scheme
        ) -> ProgramAuthorization {
            ProgramAuthorization(
                scheme: scheme, user: ProgramText("ann"), password: ProgramText("secret"))
        }

        @Test func whatAsksForMoreThanOneAnswerIsGeneral() throws {
            let server = try ScriptedServer()
            let plain = ProgramRequest.made(to: server)
            #expect(plain.directObstacle == nil)
            #expect(plain.isDirect(where: true) && !plain.isDirect(where: false))
            for change in Self.changes {
                let request = plain.with(change)
                #expect(request.directObstacle != nil && !request.isDirect(where: true))
            }
            #expect(!plain.with { $0.transport = .general }.isDirect(where: true))
            #expect(plain.with { $0.transport = .direct }.isDirect(where: false))
        }

        @Test func theWayIsTheOneThatIsForced() throws {
            let server = try ScriptedServer()
            for (transport, isDirect) in [(HTTPTransport.general, false), (.direct, true)] {
                let driver = try ExchangeDriver(
                    [.made(to: server).with { $0.transport = transport }], to: server)
                let slot = driver.open()
                #expect(try driver.run(on: slot).cause == nil)
                #expect(driver.transport[slot.number].pointee.isDirect == isDirect)
            }
        }

        /// Bodies, methods, fields without a value, Basic, encodings.
        private static let requests: [@Sendable (inout ProgramRequest) -> Void] = [
            { _ in },
            { $0.method = "HEAD" },
            { $0.method = "DELETE" },
            { $0.headers = ["X-A: 1", "X-Empty:", "X-A: 2"].map { ProgramField(line: $0) } },
            { $0.headers = ["Accept: text/html", "User-Agent: m"].map { ProgramField(line: $0) } },
            { $0.authorization = credentials(.basic) },
            { $0.compression = true },
            {
                $0.method = "POST"
                $0.body = .text(ProgramText("a body"))
                $0.headers = [ProgramField(line: "Content-Type: text/plain")]
            },
            {
                $0.method = "PUT"
                $0.body = .text(ProgramText(String(repeating: "x", count: 100_000)))
            },
            { $0.url = ProgramText($0.url, path: "/a/../b?c=%20d&e") },
        ]

        @Test(arguments: requests.indices)
        func bothWriteTheSameRequest(_ number: Int) throws {
            let server = try ScriptedServer { _, connection in connection.reply(body: "") }
            let request = ProgramRequest.made("GET", "/path", to: server)
                .with(Self.requests[number])
            for transport in [HTTPTransport.general, .direct] {
                let driver = try ExchangeDriver(
                    [request.with { $0.transport = transport }], to: server)
                let slot = driver.open()
                #expect(try driver.run(on: slot).cause == nil)
                let received = try #require(server.requests.last)
                #expect(driver.end(of: slot).sent == Int64(received.byteCount))
            }
            let seen = server.requests
            #expect(seen.count == 2)
            #expect(seen.first?.head == seen.last?.head)
            #expect(seen.first?.body == seen.last?.body)
        }

        /// A step that follows redirects is libcurl's, with a connection of its own.
        @Test func aUserMayGoBothWays() async throws {
            let server = try ScriptedServer { request, connection in
                if request.target == "/from" {
                    connection.reply("302 Found", headers: ["Location: /to", "Set-Cookie: a=b"])
                } else {
                    connection.reply(headers: request.target == "/to" ? ["Set-Cookie: c=d"] : [])
                }
            }
            let result = try await measure(server.url, loops: 3) {
                HTTPGet("/from").redirects(.sameOrigin)
                HTTPGet("/direct").transport(.direct)
            }
            #expect(result.errors == 0 && result.requests == 6)
            #expect(result.all.openedConnections == 2)
            #expect(result.health.generalExchanges == 3)
            let cookies = server.requests.filter { $0.target == "/direct" }
                .map { $0.values(of: "Cookie") }
            #expect(cookies.allSatisfy { $0.count == 1 && $0[0].contains("a=b") })
            #expect(cookies.allSatisfy { $0[0].contains("c=d") })
        }

        @Test func aRequestThatCannotBeDirectIsRefusedBeforeTheLoad() async throws {
            let server = try ScriptedServer()
            let error = await #expect(throws: LoadTestError.self) {
                try await measure(server.url) {
                    HTTPGet("/").redirects(.sameOrigin).transport(.direct)
                }
            }
            #expect(
                error?.description.contains("can't be sent directly: it follows redirects") == true)
            #expect(server.requests.isEmpty)
        }
    }
}

extension ProgramText {
    /// A URL with another path.
    fileprivate init(_ url: ProgramText, path: String) {
        let text = String(decoding: url.constant ?? [], as: UTF8.self)
        self.init(String(text.dropLast("/path".count)) + path)
    }
}
