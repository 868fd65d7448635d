import CLoadTesting
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Whoever opens a connection: it is measured, counted and refused alike.
    @Suite(.timeLimit(.minutes(1))) struct Openings {
        @Test(arguments: Opener.allCases)
        func isMeasuredAndCounted(_ opener: Opener) throws {
            let server = try ScriptedServer()
            let driver = try opener.driver(to: server.port)
            let slot = driver.open()
            for ordinal in 0..<3 {
                #expect(try driver.run(on: slot).cause == nil)
                let end = driver.end(of: slot)
                #expect(end.openedConnection == (ordinal == 0))
                let times = try #require(end.times)
                #expect((times.connect > 0) == (ordinal == 0))
                #expect(times.tls == 0)
                let phases = [
                    times.lookup, times.connect, times.send, times.wait, times.receive,
                ]
                #expect(phases.allSatisfy { $0 >= 0 })
                #expect(times.exchange <= phases.reduce(0, +))
            }
            #expect(server.connectionCount == 1)
        }

        @Test(arguments: Opener.allCases)
        func aConnectionForEachRequestIsNotKept(_ opener: Opener) async throws {
            let server = try ScriptedServer()
            let driver = try opener.driver(to: server.port) { $0.isAlone = true }
            let slot = driver.open()
            for _ in 0..<5 {
                #expect(try driver.run(on: slot).cause == nil)
                #expect(driver.end(of: slot).openedConnection)
            }
            #expect(server.connectionCount == 5)
            #expect(await eventually { server.openConnectionCount == 0 })
            #expect(driver.takeIdleEnds() == 0)
        }

        @Test(arguments: Opener.allCases)
        func refusalIsNoConnection(_ opener: Opener) async throws {
            let server = try ScriptedServer()
            server.stop()
            // A process that another test starts at this moment may hold the port for a moment.
            #expect(await eventually { !accepts(server.port) })
            let driver = try opener.driver(to: server.port)
            let slot = driver.open()
            for _ in 0..<3 {
                let outcome = try driver.run(on: slot)
                #expect(outcome.cause == .connect)
                #expect(outcome.explanation.contains("Failed to connect to \(opener.host)"))
                #expect(!driver.end(of: slot).openedConnection)
                #expect(driver.end(of: slot).times == nil)
            }
        }

        /// A server that comes back is reached again.
        @Test(arguments: Opener.allCases)
        func opensAfterARefusal(_ opener: Opener) async throws {
            let first = try ScriptedServer()
            first.stop()
            #expect(await eventually { !accepts(first.port) })
            let driver = try opener.driver(to: first.port)
            let slot = driver.open()
            #expect(try driver.run(on: slot).cause == .connect)
            let second = try ScriptedServer(port: first.port) { $1.reply() }
            #expect(try driver.run(on: slot).cause == nil)
            #expect(second.requests.count == 1)
        }

        @Test(arguments: [HTTPTransport.direct, .general])
        func addressThatIsNotAllowedIsNotTried(_ transport: HTTPTransport) throws {
            let request = ProgramRequest(
                label: 0, method: "GET", url: ProgramText("http://203.0.113.9:9/"), headers: [],
                body: .none, timeoutMilliseconds: 5_000, origin: 0)
            let driver = try ExchangeDriver(
                [request], origins: ["http://203.0.113.9:9"], transport: transport)
            let slot = driver.open()
            let outcome = try driver.run(on: slot)
            #expect(outcome.cause == .policy)
            #expect(outcome.explanation.contains("the plan does not allow the address"))
            #expect(!driver.end(of: slot).openedConnection)
        }
    }
}

/// Who opens the connection of an exchange, and by which host that is brought about.
enum Opener: CaseIterable {
    /// The direct way itself, where the address is known.
    case direct
    /// libcurl for the direct way, where a name has to be resolved.
    case libcurl
    /// libcurl's HTTP.
    case general

    var host: String { self == .libcurl ? "localhost" : "127.0.0.1" }

    func driver(
        to port: Int, _ change: (inout ProgramRequest) -> Void = { _ in }
    ) throws -> ExchangeDriver {
        let origin = "http://\(host):\(port)"
        let request = ProgramRequest(
            label: 0, method: "GET", url: ProgramText("\(origin)/"), headers: [], body: .none,
            timeoutMilliseconds: 5_000, origin: 0)
        return try ExchangeDriver(
            [request.with(change)], origins: [origin],
            transport: self == .general ? .general : .direct)
    }
}
