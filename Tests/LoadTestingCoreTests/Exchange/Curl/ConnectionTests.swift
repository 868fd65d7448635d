import CLoadTesting
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Connections and cookies that exchanges of a user have in common.
    @Suite(.timeLimit(.minutes(1))) struct Connections {
        private func further(
            _ count: Int, _ driver: ExchangeDriver, _ first: Connection
        ) -> [Connection] {
            (0..<count).map { _ in driver.open(beside: first) }
        }

        @Test func slotsOfAUserKeepTheirConnections() throws {
            let server = try ScriptedServer { _, connection in
                connection.pause(.milliseconds(20))
                connection.reply()
            }
            let driver = try ExchangeDriver([.made(to: server)], to: server)
            let first = driver.open()
            let slots = [first] + further(2, driver, first)
            for _ in 0..<4 {
                for slot in slots { try driver.start(on: slot) }
                for slot in slots { #expect(try driver.finish(slot).cause == nil) }
            }
            #expect(server.requests.count == 12)
            #expect(server.connectionCount == 3)
            // One after the other they need one connection only.
            for slot in slots { #expect(try driver.run(on: slot).cause == nil) }
            #expect(server.connectionCount == 3)
        }

        @Test func usersDoNotShare() throws {
            let server = try ScriptedServer()
            let driver = try ExchangeDriver([.made(to: server)], to: server)
            for _ in 0..<3 {
                try driver.run(on: driver.open())
            }
            #expect(server.connectionCount == 3)
        }

        @Test(arguments: [[0, 1, 2], [2, 1, 0], [1, 0, 2], [2, 0, 1]], [true, false])
        func slotsAreClosedInAnyOrder(_ order: [Int], _ isInFlight: Bool) async throws {
            let server = try ScriptedServer { request, connection in
                if request.ordinal > 1 { connection.pause(.milliseconds(40)) }
                connection.reply(headers: ["Set-Cookie: a=b"])
            }
            let driver = try ExchangeDriver([.made(to: server)], to: server)
            let first = driver.open(keepsCookies: true)
            let slots = [first] + further(2, driver, first)
            for slot in slots { try driver.start(on: slot) }
            for slot in slots { #expect(try driver.finish(slot).cause == nil) }
            if isInFlight {
                for slot in slots { try driver.start(on: slot) }
                driver.turn()
            }
            for place in order.dropLast() { driver.transport.close(slots[place]) }
            let last = slots[order[2]]
            let outcome = try isInFlight ? driver.finish(last) : driver.run(on: last)
            #expect(outcome.cause == nil)
            driver.transport.close(last)
            #expect(await eventually { server.openConnectionCount == 0 })
            // The place is another user's now, which begins without connection and cookie.
            let next = driver.open(keepsCookies: true)
            #expect(try driver.run(on: next).cause == nil)
            #expect(server.requests.last?.values(of: "Cookie") == [])
        }

        @Test func closedWithTheExchangesThemselves() async throws {
            let server = try ScriptedServer()
            do {
                let driver = try ExchangeDriver([.made(to: server)], to: server)
                let first = driver.open()
                let second = driver.open(beside: first)
                try driver.run(on: first)
                try driver.start(on: second)
            }
            #expect(await eventually { server.openConnectionCount == 0 })
        }

        @Test func aloneMeansANewConnectionThatIsClosed() async throws {
            let server = try ScriptedServer()
            let alone = ProgramRequest.made(to: server).with { $0.isAlone = true }
            let driver = try ExchangeDriver([.made(to: server), alone], to: server)
            let slot = driver.open()
            for request in [0, 1, 1, 0] as [Int32] {
                #expect(try driver.run(request, on: slot).cause == nil)
            }
            #expect(server.requests.map(\.connection) == [1, 2, 3, 1])
            #expect(await eventually { server.openConnectionCount == 1 })
        }

        @Test func endedConnectionIsReplaced() async throws {
            let server = try ScriptedServer()
            let driver = try ExchangeDriver([.made("POST", to: server, body: "x")], to: server)
            let slot = driver.open()
            let other = driver.open()
            for _ in 0..<3 {
                #expect(try driver.run(on: slot).cause == nil)
                #expect(try driver.run(on: other).cause == nil)
                driver.transport.closeIdleSockets(of: slot)
                #expect(await eventually { server.openConnectionCount == 1 })
                for _ in 0..<3 { driver.turn() }
            }
            #expect(try driver.run(on: slot).cause == nil)
            #expect(server.connectionCount == 5)
            #expect(driver.takeIdleEnds() == 0)
            #expect(!driver.end(of: slot).wasResent)
            #expect(server.requests.map(\.connection) == [1, 2, 3, 2, 4, 2, 5])
        }

        @Test func endOfConnectionsLeavesThoseInUse() throws {
            let server = try ScriptedServer { _, connection in
                connection.pause(.milliseconds(50))
                connection.reply()
            }
            let driver = try ExchangeDriver([.made(to: server)], to: server)
            let first = driver.open()
            let second = driver.open(beside: first)
            try driver.start(on: first)
            try driver.start(on: second)
            #expect(try driver.finish(first).cause == nil)
            #expect(try driver.finish(second).cause == nil)
            try driver.start(on: second)
            driver.turn()
            driver.transport.closeIdleSockets(of: first)
            #expect(try driver.finish(second).cause == nil)
            #expect(server.connectionCount == 2)
        }

        // MARK: - Cookies

        private func cookieServer() throws -> ScriptedServer {
            try ScriptedServer { request, connection in
                let lines = request.target == "/set" ? ["Set-Cookie: id=42; Path=/"] : []
                connection.reply(headers: lines)
            }
        }

        @Test(arguments: [true, false]) func cookiesAreKeptWhereWanted(_ keeps: Bool) throws {
            let server = try cookieServer()
            let post = ProgramRequest.made("POST", to: server, body: "body")
            let large = ProgramRequest.made(
                "PUT", to: server, body: String(repeating: "b", count: 200_000))
            let driver = try ExchangeDriver(
                [.made("GET", "/set", to: server), .made(to: server), post, large], to: server)
            let slot = driver.open(keepsCookies: keeps)
            let other = driver.open(keepsCookies: keeps)
            for request in 0..<4 as Range<Int32> {
                #expect(try driver.run(request, on: slot).cause == nil)
                let received = try #require(server.requests.last)
                #expect(driver.end(of: slot).sent == Int64(received.byteCount))
                let wanted = keeps && request > 0 ? ["id=42"] : []
                #expect(received.values(of: "Cookie") == wanted)
            }
            try driver.run(1, on: other)
            #expect(server.requests.last?.values(of: "Cookie") == [])
        }

        @Test func cookiesAreSharedByAUsersSlotsAndCleared() throws {
            let server = try cookieServer()
            let driver = try ExchangeDriver(
                [.made("GET", "/set", to: server), .made(to: server)], to: server)
            let first = driver.open(keepsCookies: true)
            let second = driver.open(beside: first)
            try driver.run(0, on: second)
            try driver.run(1, on: first)
            #expect(server.requests.last?.values(of: "Cookie") == ["id=42"])
            driver.transport.clearCookies(of: first)
            try driver.run(1, on: second)
            #expect(server.requests.last?.values(of: "Cookie") == [])
            #expect(server.connectionCount == 1)
        }
    }
}
