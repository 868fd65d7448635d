import CLoadTesting
import LoadTesting
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// A server that ends a connection with a request on it: one that it has read is an error, one
    /// that it can't have read is sent again where that is allowed.
    ///
    /// The server's own count decides.
    @Suite(.timeLimit(.minutes(1))) struct BrokenRequests {
        enum End: CaseIterable {
            case fin, rst

            func of(_ connection: ScriptedServer.Connection) {
                if self == .fin { connection.close() } else { connection.reset() }
            }
        }

        /// A method, with a body or without.
        static let requests: [(String, HTTPBody)] =
            ["GET", "HEAD", "OPTIONS", "PUT", "DELETE", "POST", "PATCH"].map { ($0, .none) }
            + ["GET", "PUT", "DELETE", "POST", "PATCH"].map { ($0, "body") }

        private static let idempotent: Set = ["GET", "HEAD", "OPTIONS", "PUT", "DELETE"]

        /// Sends each of the requests, six times.
        private func send(to server: ScriptedServer) async throws -> LoadTestResult {
            try await measure(server.url, loops: 6) {
                for (method, body) in Self.requests {
                    HTTPSampler(method: method, "/", body: body).named(method)
                }
            }
        }

        /// Long after the time in which a request may be unread.
        @Test(arguments: End.allCases)
        func readOnAKeptConnectionIsAReset(_ end: End) async throws {
            let server = try ScriptedServer { request, connection in
                if request.ordinal == 1 { return _ = connection.reply() }
                connection.pause(.milliseconds(20))
                end.of(connection)
            }
            let result = try await send(to: server)
            #expect(result.requests == 6 * Self.requests.count)
            #expect(result.errorsByCause == [.reset: result.requests / 2])
            #expect(server.requests.count == result.requests)
            #expect(result.all.resent == 0)
            #expect(result.all.openedConnections == server.connectionCount)
        }

        @Test(arguments: End.allCases)
        func readOnItsFirstConnectionIsAReset(_ end: End) async throws {
            let server = try ScriptedServer { _, connection in
                connection.pause(.milliseconds(5))
                end.of(connection)
            }
            let result = try await send(to: server)
            #expect(result.errorsByCause == [.reset: result.requests])
            #expect(server.requests.count == result.requests)
            #expect(result.all.resent == 0)
        }

        #if os(Linux)
            /// However fast: its system has acknowledged the request before the end.
            @Test func readAndClosedAtOnceIsAReset() async throws {
                let server = try ScriptedServer { request, connection in
                    if request.ordinal == 1 { connection.reply() } else { connection.close() }
                }
                let result = try await send(to: server)
                #expect(result.errorsByCause == [.reset: result.requests / 2])
                #expect(server.requests.count == result.requests)
                #expect(result.all.resent == 0)
            }
        #endif

        /// Whether an end comes in time to be one of an unread request is up to the machine; the
        /// counts must be right in any case.
        @Test(arguments: End.allCases)
        func unreadIsSentAgainOrAReset(_ end: End) async throws {
            let server = try ScriptedServer { request, connection in
                connection.reply()
                connection.awaitBytes()
                end.of(connection)
            }
            let result = try await send(to: server)
            let causes: Set<FailureCause> = [.reset, .staleReset]
            #expect(Set(result.errorsByCause.keys).isSubset(of: causes))
            #expect(server.requests.count == result.requests - result.errors)
            for method in Self.idempotent {
                let seen = try #require(result.snapshot.total(of: method))
                #expect(seen.causes[.staleReset] == nil)
            }
            let unsafe = ["POST", "PATCH"].compactMap { result.snapshot.total(of: $0) }
            #expect(unsafe.allSatisfy { $0.resent == 0 })
            #expect(unsafe.contains { $0.failed > 0 })
            #expect((result.all.resent > 0) == result.description.contains("were sent again"))
        }

        @Test(arguments: End.allCases)
        func unreadOnItsFirstConnectionIsAReset(_ end: End) async throws {
            let server = try ScriptedServer(
                greet: { connection in
                    connection.awaitBytes()
                    end.of(connection)
                }, { _, _ in })
            let result = try await send(to: server)
            #expect(result.errorsByCause == [.reset: result.requests])
            #expect(server.requests.isEmpty)
            #expect(result.all.resent == 0)
        }

        /// With all the time that a busy machine takes.
        @Test(arguments: requests.map(\.0)) func unreadIsSentAgainWhereThatIsAllowed(
            _ method: String
        ) throws {
            let server = try ScriptedServer { request, connection in
                // HEAD has an answer without a body.
                connection.reply(body: "")
                connection.awaitBytes()
                connection.reset()
            }
            let driver = try ExchangeDriver([.made(method, to: server)], to: server)
            let slot = driver.open()
            #expect(try driver.run(on: slot).cause == nil)
            driver.transport[slot.number].pointee.record?.pointee.rules.reading_nanoseconds = .max
            let second = try driver.run(on: slot)
            let isSentAgain = Self.idempotent.contains(method)
            #expect(second.cause == (isSentAgain ? nil : .staleReset))
            #expect(driver.end(of: slot).wasResent == isSentAgain)
            #expect(driver.end(of: slot).openedConnection == isSentAgain)
            #expect(server.requests.count == (isSentAgain ? 2 : 1))
            #expect(isSentAgain || second.explanation.contains("the kept connection ended"))
        }

        /// The rate of a plan that asks for 10 % of broken requests.
        @Test(arguments: ["GET", "POST"])
        func everyTenthIsBrokenAndCounted(_ method: String) async throws {
            let count = Counter()
            let server = try ScriptedServer { _, connection in
                guard count.next().isMultiple(of: 10) else { return _ = connection.reply() }
                connection.pause(.milliseconds(20))
                connection.reset()
            }
            let result = try await measure(
                LoadTest("broken", target: server.url) {
                    ThreadGroup(users: 4, loops: 100) { HTTPSampler(method: method, "/") }
                    expect(errorRate < .percent(0.1))
                })
            #expect(result.verdict == .failed)
            #expect(result.requests == 400 && server.requests.count == 400)
            #expect(result.errorsByCause == [.reset: 40])
        }

        /// An attempt that was refused opened nothing.
        @Test func refusedConnectionsAreNotOpened() async throws {
            let server = try ScriptedServer()
            server.stop()
            #expect(await eventually { !accepts(server.port) })
            let result = try await measure(server.url, loops: 20) { HTTPGet("/") }
            #expect(result.errorsByCause == [.connect: 20])
            #expect(result.all.openedConnections == 0)
            #expect(result.description.contains("network    0 connections opened"))
        }
    }
}
