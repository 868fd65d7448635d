import TestServers
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Replies that are decoded where a request asks for it.
    @Suite(.timeLimit(.minutes(1))) struct Compression {
        private func server(
            _ body: [UInt8], encoding: String = "gzip"
        ) throws -> ScriptedServer {
            try ScriptedServer { _, connection in
                connection.send(Self.head(body.count, encoding))
                connection.send(body)
            }
        }

        private static func head(_ count: Int, _ encoding: String) -> String {
            "HTTP/1.1 200 OK\r\nContent-Encoding: \(encoding)\r\nContent-Length: \(count)\r\n\r\n"
        }

        private func request(
            to server: ScriptedServer, needs: ReplyNeeds = .body, limit: Int = 1 << 20
        ) -> ProgramRequest {
            .made(to: server).with {
                $0.compression = true
                $0.reply.needs = needs
                $0.reply.bodyLimit = limit
            }
        }

        @Test func bodyIsDecodedAndCountedAsItArrived() throws {
            let text = String(repeating: "text ", count: 1_000)
            let body = Gzip.stored(Array(text.utf8))
            let server = try server(body)
            let plain = ProgramRequest.made(to: server)
            let driver = try ExchangeDriver([request(to: server), plain], to: server)
            let slot = driver.open()
            let received = Int64(Self.head(body.count, "gzip").utf8.count + body.count)
            for (number, kept) in [(0, Array(text.utf8)), (1, []), (0, Array(text.utf8))] {
                #expect(try driver.run(Int32(number), on: slot).cause == nil)
                #expect(driver.reply(of: slot).body == kept)
                #expect(driver.end(of: slot).received == received)
                let sent = try #require(server.requests.last)
                #expect(driver.end(of: slot).sent == Int64(sent.byteCount))
                let fields = sent.values(of: "Accept-Encoding")
                #expect(fields == (number == 0 ? ["gzip, deflate"] : []))
            }
        }

        @Test(
            arguments: [
                ("gzip", Array("no gzip at all".utf8)), ("br", Array("no brotli at all".utf8)),
                ("compress", [1, 2, 3]), ("unheard-of", [1, 2, 3]),
                ("gzip", Array(Gzip.stored([1, 2, 3]).dropLast(8)) + [9, 9, 9, 9, 3, 0, 0, 0]),
            ] as [(String, [UInt8])])
        func bodyThatCannotBeDecodedIsAnError(_ encoding: String, _ body: [UInt8]) throws {
            let server = try server(body, encoding: encoding)
            let driver = try ExchangeDriver([request(to: server)], to: server)
            let slot = driver.open()
            #expect(try driver.run(on: slot).cause == .decode)
        }

        @Test(arguments: [(ReplyNeeds.body, 1 << 20), (ReplyNeeds(), 64 << 20)])
        func bombIsStopped(_ needs: ReplyNeeds, _ limit: Int) throws {
            let server = try server(Gzip.zeros(limit + (4 << 20)))
            let driver = try ExchangeDriver([request(to: server, needs: needs)], to: server)
            let slot = driver.open()
            let outcome = try driver.run(on: slot)
            #expect(outcome.cause == .bodyTooLarge)
            #expect(outcome.explanation == "the body has more than \(limit) bytes")
            #expect(driver.reply(of: slot).body.count <= (needs == .body ? limit : 0))
        }
    }
}
