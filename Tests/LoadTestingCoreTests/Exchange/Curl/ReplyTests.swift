import CLoadTesting
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// The kept parts of a reply.
    @Suite(.timeLimit(.minutes(1))) struct Replies {
        private func request(
            to server: ScriptedServer, needs: ReplyNeeds, limit: Int = 1 << 20
        ) -> ProgramRequest {
            .made(to: server).with {
                $0.reply.needs = needs
                $0.reply.bodyLimit = limit
            }
        }

        private func serverThatSays(_ text: String) throws -> ScriptedServer {
            try ScriptedServer { _, connection in connection.send(text) }
        }

        @Test func headAndBodyAreKeptWhereTheyAreNeeded() throws {
            let head = "HTTP/1.1 201 Made\r\nX-A: b\r\nContent-Length: 5\r\n\r\n"
            let server = try serverThatSays(head + "hello")
            let driver = try ExchangeDriver(
                [
                    request(to: server, needs: []), request(to: server, needs: .head),
                    request(to: server, needs: .body), request(to: server, needs: [.head, .body]),
                ], to: server)
            let slot = driver.open()
            let kept = [("", ""), (head, ""), ("", "hello"), (head, "hello")]
            for (number, wanted) in zip(Int32(0)..., kept) {
                let outcome = try driver.run(number, on: slot)
                #expect(outcome.cause == nil)
                #expect(outcome.isPlainSuccess == (number == 0))
                let reply = driver.reply(of: slot)
                #expect(reply.status == 201)
                #expect(reply.head == Array(wanted.0.utf8))
                #expect(reply.text == wanted.1)
                #expect(
                    driver.end(of: slot).received == Int64(head.utf8.count + 5))
            }
        }

        @Test func onlyTheLastReplyCounts() throws {
            let last = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
            let server = try serverThatSays(
                "HTTP/1.1 102 Wait\r\nX-Old: 1\r\n\r\nHTTP/1.1 103 Hints\r\nLink: x\r\n\r\n"
                    + last + "ok")
            let driver = try ExchangeDriver(
                [request(to: server, needs: [.head, .body])], to: server)
            let slot = driver.open()
            #expect(try driver.run(on: slot).cause == nil)
            #expect(driver.reply(of: slot).head == Array(last.utf8))
            #expect(driver.reply(of: slot).text == "ok")
        }

        @Test func trailerIsNoHeader() throws {
            let server = try serverThatSays(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "2\r\nok\r\n0\r\nX-T: 1\r\n\r\n"
            )
            let driver = try ExchangeDriver(
                [request(to: server, needs: [.head, .body])], to: server)
            let slot = driver.open()
            #expect(try driver.run(on: slot).cause == nil)
            #expect(driver.reply(of: slot).header("X-T") == nil)
            #expect(driver.reply(of: slot).text == "ok")
        }

        @Test(arguments: [(1_000, false), (1_001, true), (2_000_000, true)])
        func bodyBeyondTheLimitEndsTheExchange(_ size: Int, _ isTooLarge: Bool) throws {
            let body = String(repeating: "b", count: size)
            let server = try ScriptedServer { _, connection in connection.reply(body: body) }
            let driver = try ExchangeDriver(
                [request(to: server, needs: .body, limit: 1_000)], to: server)
            let slot = driver.open()
            let outcome = try driver.run(on: slot)
            #expect(outcome.cause == (isTooLarge ? .bodyTooLarge : nil))
            #expect(outcome.explanation == (isTooLarge ? "the body has more than 1000 bytes" : ""))
            #expect(driver.reply(of: slot).body.count <= 1_000)
        }

        @Test(arguments: [ReplyNeeds(), .body])
        func failedReplyHasAnExampleOfItsBody(_ needs: ReplyNeeds) throws {
            let body = String(repeating: "no ", count: 2_000)
            let server = try ScriptedServer { request, connection in
                let status = request.target == "/" ? "500 Broken" : "200 OK"
                connection.reply(status, body: body)
            }
            let driver = try ExchangeDriver(
                [request(to: server, needs: needs), .made("GET", "/fine", to: server)],
                to: server)
            let slot = driver.open()
            #expect(try driver.run(0, on: slot).cause == .http(status: 500))
            #expect(driver.end(of: slot).details.bodyExample == String(body.prefix(1_024)))
            #expect(driver.reply(of: slot).body.count == (needs == .body ? 6_000 : 0))
            #expect(try driver.run(1, on: slot).cause == nil)
            #expect(driver.end(of: slot).details.bodyExample.isEmpty)
        }

        @Test func checksDecideAboutTheStatus() throws {
            let server = try ScriptedServer { request, connection in
                connection.reply("\(request.target.dropFirst()) Own")
            }
            let checks = [
                ProgramStatusCheck(ranges: [200...299, 404...404], failure: 7),
                ProgramStatusCheck(ranges: [100...499], failure: 8),
            ]
            let requests = ["204", "404", "500", "302"].map { status in
                ProgramRequest.made("GET", "/\(status)", to: server).with {
                    $0.reply.statuses = checks
                }
            }
            let driver = try ExchangeDriver(requests, to: server)
            let slot = driver.open()
            for (number, failure) in zip(Int32(0)..., [nil, nil, 7, 7] as [Int?]) {
                let outcome = try driver.run(number, on: slot)
                #expect(outcome.isPlainSuccess == (failure == nil))
                #expect(outcome.cause == failure.map { .check("\($0)") })
            }
        }

        @Test func memoryOfRepliesIsUsedAgain() throws {
            let server = try ScriptedServer { _, connection in
                connection.reply(body: String(repeating: "b", count: 20_000))
            }
            let driver = try ExchangeDriver(
                [request(to: server, needs: [.head, .body])], to: server)
            let slot = driver.open()
            try driver.run(on: slot)
            let record = try #require(driver.transport[slot.number].pointee.record)
            let (head, body) = (record.pointee.head.bytes, record.pointee.body.bytes)
            for _ in 0..<3 { try driver.run(on: slot) }
            #expect(record.pointee.head.bytes == head && record.pointee.body.bytes == body)
        }
    }
}
