import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// The bytes of an exchange, for readers.
    @Suite(.timeLimit(.minutes(1))) struct Transcripts {
        private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

        private func head(_ request: ReceivedRequest) -> String {
            request.head.joined(separator: "\r\n") + "\r\n\r\n"
        }

        @Test func transcriptHoldsWhatWasSentAndReceived() throws {
            let server = try ScriptedServer { request, connection in
                connection.reply(body: "reply to \(request.method)")
            }
            let post = ProgramRequest.made("POST", to: server, headers: ["X-A: b"], body: "body")
            let follows = ProgramRequest.made(to: server).with { $0.redirects = .sameOrigin }
            let driver = try ExchangeDriver(
                [post, follows, .made(to: server)], to: server, records: true)
            let slot = driver.open()
            for (number, method) in zip(Int32(0)..., ["POST", "GET", "GET"]) {
                #expect(try driver.run(number, on: slot).cause == nil)
                let seen = try #require(driver.end(of: slot).details.transcript)
                let request = try #require(server.requests.last)
                #expect(text(seen.requestHead) == head(request))
                #expect(text(seen.requestBody) == request.text)
                let reply = "reply to \(method)"
                #expect(
                    text(seen.replyHead)
                        == "HTTP/1.1 200 OK\r\nContent-Length: \(reply.utf8.count)\r\n\r\n")
                #expect(text(seen.replyBody) == reply)
                #expect(seen.notes.isEmpty)
                #expect(driver.end(of: slot).sent == Int64(request.byteCount))
            }
        }

        @Test func roundsOfAnExchangeAreAllInIt() throws {
            let server = try ScriptedServer { request, connection in
                if request.target == "/to" { return _ = connection.reply() }
                connection.reply("302 Found", headers: ["Location: /to"], body: "moved")
            }
            let request = ProgramRequest.made(to: server).with { $0.redirects = .sameOrigin }
            let driver = try ExchangeDriver([request], to: server, records: true)
            let slot = driver.open()
            try driver.run(on: slot)
            let seen = try #require(driver.end(of: slot).details.transcript)
            #expect(text(seen.requestHead) == server.requests.map(head).joined())
            #expect(text(seen.replyHead).components(of: "HTTP/1.1 ") == 2)
            #expect(text(seen.replyBody) == "ok")
        }

        @Test func longBodiesAreCutWithANote() throws {
            let size = 200_000
            let body = String(repeating: "b", count: size)
            let server = try ScriptedServer { _, connection in connection.reply(body: body) }
            let driver = try ExchangeDriver(
                [.made("PUT", to: server, body: body)], to: server, records: true)
            let slot = driver.open()
            try driver.run(on: slot)
            let seen = try #require(driver.end(of: slot).details.transcript)
            #expect(seen.requestBody.count == 65_536 && seen.replyBody.count == 65_536)
            #expect(
                seen.notes == [
                    "request body: the first 65536 of 200000 bytes",
                    "reply body: the first 65536 of 200000 bytes",
                ])
        }

        @Test func thereIsNoneUnlessItIsWanted() throws {
            let server = try ScriptedServer()
            let driver = try ExchangeDriver([.made(to: server)], to: server)
            let slot = driver.open()
            try driver.run(on: slot)
            #expect(driver.end(of: slot).details.transcript == nil)
        }
    }
}

extension String {
    /// The number of occurrences of a text in this one.
    fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
