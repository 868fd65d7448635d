import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Settings of one request on a handle must not leak into the next one, whichever it is.
    @Suite(.timeLimit(.minutes(1))) struct HandleReuse {
        private func requests(to server: ScriptedServer) -> [ProgramRequest] {
            let url = ProgramText(.text(server.url + "/slot/"), .slot(0, "id", .percent))
            let authorization = ProgramAuthorization(
                scheme: .basic, user: ProgramText(.slot(0, "id", .plain)),
                password: ProgramText("p"))
            let large = String(repeating: "L", count: 5_000)
            return [
                .made("GET", "/get", to: server, headers: ["X-Get: 1"]),
                .made("HEAD", "/head", to: server),
                .made("POST", "/post", to: server, headers: ["Content-Type: a/b"], body: "post"),
                .made("PUT", "/put", to: server, body: large),
                .made("DELETE", "/delete", to: server),
                .made("POST", "/nothing", to: server),
                .made("GET", "/u", to: server).with { $0.url = url },
                .made("POST", "/b", to: server).with {
                    $0.url = url
                    $0.headers = [ProgramField("X-Id", ProgramText(.slot(0, "id", .headerValue)))]
                    $0.body = .text(ProgramText(.text("id="), .slot(0, "id", .plain)))
                },
                .made("GET", "/auth", to: server).with { $0.authorization = authorization },
                .made("GET", "/basic", to: server).with {
                    $0.authorization = authorization
                    $0.authorization?.user = ProgramText("u")
                },
                .made("GET", "/gzip", to: server).with { $0.compression = true },
                .made("GET", "/alone", to: server).with { $0.isAlone = true },
                .made("PUT", "/from", to: server, body: "x").with { $0.redirects = .sameOrigin },
                .made("GET", "/from", to: server).with {
                    $0.reply.statuses = [ProgramStatusCheck(ranges: [303...303], failure: 0)]
                },
            ]
        }

        private func server() throws -> ScriptedServer {
            try ScriptedServer { request, connection in
                if request.target == "/from" {
                    connection.reply("303 See", headers: ["Location: /to"], body: "")
                } else if request.method == "HEAD" {
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n")
                } else {
                    connection.reply()
                }
            }
        }

        /// The bytes of a request on a handle that has sent nothing before.
        private func sentAlone(
            _ number: Int32, _ driver: ExchangeDriver, _ server: ScriptedServer
        ) throws -> [ReceivedRequest] {
            let slot = driver.open()
            let first = server.requests.count
            #expect(try driver.run(number, on: slot).cause == nil)
            driver.transport.close(slot)
            return Array(server.requests[first...])
        }

        @Test(arguments: [false, true]) func anyRequestAfterAnyOther(_ keepsCookies: Bool) throws {
            let server = try server()
            let requests = requests(to: server)
            let driver = try ExchangeDriver(requests, to: server)
            driver.slots[0] = "7"
            let numbers = Int32(0)..<Int32(requests.count)
            let alone = try numbers.map { try sentAlone($0, driver, server) }
            let slot = driver.open(keepsCookies: keepsCookies)
            for before in numbers {
                for after in numbers {
                    #expect(try driver.run(before, on: slot).cause == nil)
                    let first = server.requests.count
                    #expect(try driver.run(after, on: slot).cause == nil)
                    let seen = Array(server.requests[first...])
                    #expect(seen.map(\.head) == alone[Int(after)].map(\.head), "after \(before)")
                    #expect(seen.map(\.body) == alone[Int(after)].map(\.body))
                    #expect(
                        driver.end(of: slot).sent
                            == seen.reduce(0) { $0 + Int64($1.byteCount) })
                }
            }
        }

        @Test func freshConnectionIsForItsOwnRequestOnly() throws {
            let server = try server()
            let requests = requests(to: server)
            let driver = try ExchangeDriver(requests, to: server)
            let slot = driver.open()
            for request in [0, 11, 4, 2] as [Int32] { try driver.run(request, on: slot) }
            #expect(server.requests.map(\.connection) == [1, 2, 1, 1])
        }
    }
}
