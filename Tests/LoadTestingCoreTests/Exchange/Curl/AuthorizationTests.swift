import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Names and passwords that libcurl turns into header lines.
    @Suite(.timeLimit(.minutes(1))) struct Authorizations {
        private func authorized(
            _ request: ProgramRequest, _ scheme: ProgramAuthorization.Scheme,
            user: ProgramText = ProgramText("ada"), password: ProgramText = ProgramText("se:cret")
        ) -> ProgramRequest {
            request.with {
                $0.authorization = ProgramAuthorization(
                    scheme: scheme, user: user, password: password)
            }
        }

        /// Challenges requests without a digest.
        private func digestServer() throws -> ScriptedServer {
            try ScriptedServer { request, connection in
                if request.values(of: "Authorization").contains(where: { $0.hasPrefix("Digest") }) {
                    return _ = connection.reply()
                }
                let challenge = "WWW-Authenticate: Digest realm=\"r\", nonce=\"n1\", qop=\"auth\""
                connection.reply("401 Who", headers: [challenge], body: "who are you")
            }
        }

        private func sent(_ server: ScriptedServer, from first: Int = 0) -> Int64 {
            server.requests[first...].reduce(0) { $0 + Int64($1.byteCount) }
        }

        @Test func basicIsSentAndGoneWithTheNextRequest() throws {
            let server = try ScriptedServer()
            let basic = authorized(.made("POST", to: server, body: "x"), .basic)
            let driver = try ExchangeDriver([basic, .made(to: server)], to: server)
            let slot = driver.open()
            try driver.run(0, on: slot)
            #expect(driver.end(of: slot).sent == sent(server))
            try driver.run(1, on: slot)
            #expect(driver.end(of: slot).sent == sent(server, from: 1))
            #expect(server.requests[0].values(of: "Authorization") == ["Basic YWRhOnNlOmNyZXQ="])
            #expect(server.requests[1].values(of: "Authorization").isEmpty)
        }

        @Test func basicIsMadeOfSlots() throws {
            let server = try ScriptedServer()
            let request = authorized(
                .made(to: server), .basic, user: ProgramText(.slot(0, "user", .plain)),
                password: ProgramText(.text("pw-"), .slot(1, "number", .plain)))
            let driver = try ExchangeDriver([request], to: server)
            let slot = driver.open()
            for (user, number, field) in [
                ("a", 1, "Basic YTpwdy0x"), ("bob", 22, "Basic Ym9iOnB3LTIy"),
                ("", 3, "Basic OnB3LTM="),
            ] {
                driver.slots[0] = user
                driver.slots[1] = number
                let first = server.requests.count
                #expect(try driver.run(on: slot).cause == nil)
                #expect(server.requests[first].values(of: "Authorization") == [field])
                #expect(driver.end(of: slot).sent == sent(server, from: first))
            }
            driver.slots[0] = "a\0b"
            let failure = RequestFailure.invalid("the user for authorization holds a zero byte")
            #expect(throws: failure) { try driver.start(on: slot) }
        }

        @Test(arguments: ["GET", "POST", "PUT", "DELETE"])
        func digestTakesTwoRoundsInOneSample(_ method: String) throws {
            let server = try digestServer()
            let body = method == "POST" || method == "PUT" ? "order=1" : nil
            let request = authorized(.made(method, "/d", to: server, body: body), .digest).with {
                $0.reply.needs = [.head, .body]
            }
            let driver = try ExchangeDriver([request], to: server)
            let slot = driver.open()
            #expect(try driver.run(on: slot).cause == nil)
            #expect(server.requests.map(\.method) == [method, method])
            #expect(server.requests.last?.text == body ?? "")
            #expect(server.connectionCount == 1)
            #expect(!driver.end(of: slot).wasResent)
            #expect(driver.end(of: slot).sent == sent(server))
            #expect(driver.reply(of: slot).status == 200)
            #expect(driver.reply(of: slot).text == "ok")
            #expect(driver.reply(of: slot).header("WWW-Authenticate") == nil)
            let challenge =
                "HTTP/1.1 401 Who\r\nContent-Length: 11\r\n"
                + "WWW-Authenticate: Digest realm=\"r\", nonce=\"n1\", qop=\"auth\"\r\n\r\n"
                + "who are you"
            let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
            #expect(
                driver.end(of: slot).received
                    == Int64(challenge.utf8.count + answer.utf8.count))
        }

        @Test func digestIsGoneWithTheNextRequest() throws {
            let server = try digestServer()
            let digest = authorized(.made(to: server), .digest)
            let driver = try ExchangeDriver(
                [digest, .made("POST", to: server, body: "x"), digest], to: server)
            let slot = driver.open()
            #expect(try driver.run(0, on: slot).cause == nil)
            #expect(try driver.run(1, on: slot).cause == .http(status: 401))
            #expect(server.requests.last?.values(of: "Authorization") == [])
            #expect(try driver.run(2, on: slot).cause == nil)
        }

        @Test func wrongPasswordIsAStatus() throws {
            let server = try ScriptedServer { _, connection in
                connection.reply(
                    "401 No", headers: ["WWW-Authenticate: Digest realm=\"r\", nonce=\"n\""])
            }
            let driver = try ExchangeDriver(
                [authorized(.made(to: server), .digest)], to: server)
            let slot = driver.open()
            #expect(try driver.run(on: slot).cause == .http(status: 401))
            #expect(server.requests.count == 2)
        }
    }
}
