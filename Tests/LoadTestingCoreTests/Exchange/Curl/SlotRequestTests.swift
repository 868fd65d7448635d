import TestServers
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Requests that are made of a user's slots.
    @Suite(.timeLimit(.minutes(1))) struct SlotRequests {
        private let server: ScriptedServer

        init() throws { server = try ScriptedServer() }

        private func url(_ parts: ProgramText.Piece...) -> ProgramText {
            var text = ProgramText(server.url)
            for part in parts { text.append(ProgramText(part)) }
            return text
        }

        /// Sends one request that has one slot, whose value is given.
        private func send(_ value: (any Sendable)?, in request: ProgramRequest) throws {
            let driver = try ExchangeDriver([request], to: server)
            driver.slots[0] = value
            let slot = driver.open()
            let outcome = try driver.run(on: slot)
            #expect(outcome.cause == nil)
            let received = try #require(server.requests.last)
            #expect(driver.end(of: slot).sent == Int64(received.byteCount))
        }

        @Test(arguments: [
            ("a b/ü?&#%", "/p/a%20b%2F%C3%BC%3F%26%23%25/q?x=a%20b%2F%C3%BC%3F%26%23%25"),
            ("A-z.0_9~", "/p/A-z.0_9~/q?x=A-z.0_9~"), ("", "/p//q?x="), ("..", "/p/../q?x=.."),
        ]) func valueIsEncodedInPathAndQuery(_ value: String, _ target: String) throws {
            let part = ProgramText.Piece.slot(0, "part", .percent)
            let request = ProgramRequest.made(to: server).with {
                $0.url = url(.text("/p/"), part, .text("/q?x="), part)
            }
            try send(value, in: request)
            #expect(server.requests[0].target == target)
        }

        @Test(arguments: [("abc", "Bearer abc"), ("", "Bearer "), ("ü;:", "Bearer ü;:")])
        func valueStandsInAHeader(_ value: String, _ field: String) throws {
            let request = ProgramRequest.made(to: server, headers: ["X-Fixed: 1"]).with {
                $0.headers.append(
                    ProgramText(
                        .text("Authorization: Bearer "), .slot(0, "token", .headerValue)))
            }
            try send(value, in: request)
            #expect(server.requests[0].values(of: "Authorization") == [field])
            #expect(server.requests[0].values(of: "X-Fixed") == ["1"])
        }

        @Test func emptyValueIsAFieldWithoutAValue() throws {
            let request = ProgramRequest.made(to: server).with {
                $0.headers = [ProgramText(.text("X-A: "), .slot(0, "a", .headerValue))]
            }
            try send("", in: request)
            #expect(server.requests[0].headerLines.contains("X-A:"))
        }

        @Test func valueStandsInABody() throws {
            let request = ProgramRequest.made("POST", to: server).with {
                $0.body = .text(
                    ProgramText(.text("{\"id\":"), .slot(0, "id", .plain), .text("}")))
            }
            try send(12_345, in: request)
            #expect(server.requests[0].text == "{\"id\":12345}")
            #expect(server.requests[0].values(of: "Content-Length") == ["12"])
        }

        @Test(arguments: [0, 1, 9, 99_999, 300_000])
        func bodyIsMadeOfSlots(_ count: Int) throws {
            let request = ProgramRequest.made("PUT", to: server, headers: ["Expect:"]).with {
                $0.body = .made(slots: [ProgramSlotRead(slot: 0, name: "count")]) { values in
                    [UInt8](repeating: 0x61, count: values.first as? Int ?? -1)
                }
            }
            try send(count, in: request)
            #expect(server.requests[0].method == "PUT")
            #expect(server.requests[0].body.count == count)
        }

        @Test func requestsOfOneTemplateDoNotMixUp() throws {
            let request = ProgramRequest.made("POST", to: server).with {
                $0.url = url(.text("/"), .slot(0, "id", .percent))
                $0.headers = [ProgramText(.text("X-Id: "), .slot(0, "id", .headerValue))]
                $0.body = .text(ProgramText(.slot(0, "id", .plain)))
            }
            let driver = try ExchangeDriver([request], to: server)
            let slot = driver.open()
            let values = ["1", String(repeating: "long", count: 2_000), "3", "", "5"]
            for value in values {
                driver.slots[0] = value
                #expect(try driver.run(on: slot).cause == nil)
            }
            #expect(server.requests.map(\.target) == values.map { "/" + $0 })
            #expect(server.requests.map(\.text) == values)
            #expect(server.requests.map { $0.values(of: "X-Id") } == values.map { [$0] })
            #expect(server.connectionCount == 1)
        }

        @Test(arguments: [
            ("/next?page=2#top", "/api/next?page=2"), ("next", "/api/next"), ("?a=b", "/api?a=b"),
            ("", "/api"), ("ORIGIN/x y", "/x%20y"), ("ORIGIN", "/"), ("ORIGIN?q", "/?q"),
            ("ORIGIN#f", "/"), ("//HOST/y", "/y"), ("HTTP://HOST/z", "/z"),
        ]) func locationLeadsToTheSameServer(_ value: String, _ target: String) throws {
            let origin = server.url
            let request = ProgramRequest.made(to: server).with {
                $0.url = ProgramText(
                    .slot(0, "next", .location(origin: origin, base: origin + "/api")))
            }
            let host = String(origin.dropFirst("http://".count))
            let location = value.replacing("ORIGIN", with: origin).replacing("HOST", with: host)
            try send(location, in: request)
            #expect(server.requests[0].target == target)
        }

        @Test(arguments: [
            "http://127.0.0.1:1/x", "https://HOST/x", "//other.test/x", "ORIGIN@evil.test/x",
            "ORIGIN\\@evil.test/", "ORIGIN1/x", "file:///etc/passwd", "javascript:alert(1)",
            "http://user@HOST/x",
        ]) func locationOfAnotherServerIsRefused(_ value: String) throws {
            let origin = server.url
            let host = String(origin.dropFirst("http://".count))
            let location = value.replacing("ORIGIN", with: origin).replacing("HOST", with: host)
            let request = ProgramRequest.made(to: server).with {
                $0.url = ProgramText(.slot(0, "next", .location(origin: origin, base: origin)))
            }
            let driver = try ExchangeDriver([request], to: server)
            driver.slots[0] = location
            let slot = driver.open()
            let failure = RequestFailure.invalid(
                "the slot next leads to another server than \(origin)")
            #expect(throws: failure) { try driver.start(on: slot) }
            #expect(server.connectionCount == 0)
        }

        /// Whatever is wrong with a value, the slot can be used again at once.
        @Test func requestThatCannotBeMadeLeavesTheSlotReusable() throws {
            struct Broken: Error {}
            let header = ProgramRequest.made(to: server).with {
                $0.headers = [ProgramText(.text("X: "), .slot(0, "token", .headerValue))]
            }
            let body = ProgramRequest.made("POST", to: server).with {
                $0.body = .made(slots: [ProgramSlotRead(slot: 1, name: "order")]) { _ in
                    throw Broken()
                }
            }
            let driver = try ExchangeDriver([.made(to: server), header, body], to: server)
            let slot = driver.open()
            let lineEnd = "the slot token holds a line end or zero byte for a header"
            let failures: [(Int32, (any Sendable)?, RequestFailure)] = [
                (1, nil, .unfilled(slot: 0, name: "token")),
                (1, "a\r\nX: b", .invalid(lineEnd)), (1, "a\0", .invalid(lineEnd)),
                (1, "a\nb", .invalid(lineEnd)),
                (1, 1.5, .invalid("the slot token holds a value of another type: Double")),
                (2, "", .unfilled(slot: 1, name: "order")),
            ]
            for (request, value, failure) in failures {
                driver.slots[0] = value
                #expect(throws: failure) { try driver.start(request, on: slot) }
                #expect(driver.transport[slot.number].pointee.exchange == nil)
                #expect(try driver.run(0, on: slot).cause == nil)
            }
            driver.slots[1] = 1
            let thrown = RequestFailure.invalid("the body could not be made of order: Broken()")
            #expect(throws: thrown) { try driver.start(2, on: slot) }
            #expect(
                RequestFailure.unfilled(slot: 0, name: "token").description
                    == "the slot token is empty")
            #expect(server.requests.count == failures.count)
        }
    }
}
