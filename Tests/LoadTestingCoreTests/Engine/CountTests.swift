import Foundation
import LoadTesting
import LoadTestingCore
import TestServers
import TestSupport
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

extension UnderLoad {
    /// Each user does exactly what the plan says, on one kept connection.
    @Suite(.timeLimit(.minutes(1))) struct Counts {
        private struct Count: Decodable {
            var count: Int
        }

        private static func exampleServer() async throws -> Server {
            try await .product(
                "ExampleServer", "--port", "{port}", "--delay-milliseconds", "0")
        }

        /// The number of requests that the example server has answered, by its own count.
        private func answered(by server: Server) async throws -> Int {
            let url = try #require(URL(string: server.url + "/count"))
            let (data, _) = try await URLSession.shared.data(from: url)
            return try JSONDecoder().decode(Count.self, from: data).count
        }

        @Test(arguments: [1, 2])
        func tenThousandRequestsReachTheExampleServer(_ loops: Int) async throws {
            try await withServer(Self.exampleServer()) {
                let target = LoadTarget($0.url)
                let result = try await measure(
                    LoadTest("count", target: target) {
                        ThreadGroup(users: 1_000, rampUp: .milliseconds(500), loops: 10) {
                            HTTPGet("/health")
                        }
                    }, loops: loops)
                #expect(result.requests == 10_000)
                #expect(result.errors == 0)
                #expect(result.all.openedConnections == 1_000)
                #expect(try await answered(by: $0) == 10_000)
            }
        }

        @Test func oneConnectionPerUserIsKept() async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("count", target: server.url) {
                    ThreadGroup(users: 1_000, rampUp: .milliseconds(500), loops: 10) {
                        HTTPGet("/")
                    }
                })
            #expect(result.requests == 10_000)
            #expect(result.errors == 0)
            #expect(server.connectionCount == 1_000)
            let requests = server.requests
            #expect(requests.count == 10_000)
            let perConnection = Dictionary(grouping: requests, by: \.connection)
            #expect(perConnection.values.allSatisfy { $0.count == 10 })
            #expect(await eventually { server.openConnectionCount == 0 })
        }

        @Test(arguments: [1, 2, 3, 7])
        func numberOfThreadsChangesNoCount(_ loops: Int) async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("count", target: server.url) {
                    ThreadGroup("a", users: 13, loops: 4) { HTTPGet("/a") }
                    ThreadGroup("b", users: 5, rampUp: .milliseconds(50), loops: 3) {
                        HTTPGet("/b")
                        HTTPGet("/c")
                    }
                    ThreadGroup("c", users: 1) { HTTPGet("/d") }
                }, loops: loops)
            #expect(result.requests(of: "GET /a") == 52)
            #expect(result.requests(of: "GET /b") == 15)
            #expect(result.requests(of: "GET /c") == 15)
            #expect(result.requests(of: "GET /d") == 1)
            #expect(server.requests.count == 83)
            #expect(server.connectionCount == 19)
            #expect(result.peakActiveUsers <= 19)
        }

        @Test func secondServerIsReachedByItsWholeURL() async throws {
            let (first, second) = (try ScriptedServer(), try ScriptedServer())
            let result = try await measure(
                LoadTest("two", target: first.url) {
                    ThreadGroup(users: 4, loops: 3) {
                        HTTPGet("/a")
                        HTTPGet("\(second.url)/b?c=d")
                    }
                })
            #expect(result.requests == 24)
            #expect(result.errors == 0)
            #expect(first.requests.count == 12)
            #expect(second.requests.map(\.target) == Array(repeating: "/b?c=d", count: 12))
            #expect(first.connectionCount == 4)
            #expect(second.connectionCount == 4)
            let host = "127.0.0.1:\(second.port)"
            #expect(second.requests.allSatisfy { $0.values(of: "Host") == [host] })
        }

        /// Little's law over a complete recording: users that never pause are in flight from
        /// the start until the first answer behind the end.
        @Test func timeInFlightIsUsersTimesDuration() async throws {
            let server = try ScriptedServer { _, connection in
                connection.pause(.milliseconds(1))
                connection.reply()
            }
            let result = try await measure(
                LoadTest("little", target: server.url) {
                    ThreadGroup(users: 8, duration: .milliseconds(1_500)) { HTTPGet("/") }
                })
            let all = result.all
            let seconds = Double(all.lastEndNanoseconds - all.firstDueNanoseconds) / 1e9
            let inFlight = all.okResponse.sumNanoseconds / 1e9
            #expect(all.failed == 0)
            #expect(inFlight >= 8 * 1.5 * 0.995, "\(inFlight)")
            #expect(inFlight <= 8 * seconds * 1.005, "\(inFlight) in \(seconds)")
        }

        @Test func responseTimeIsAtLeastServiceTime() async throws {
            let server = try ScriptedServer()
            let all = try await measure(
                LoadTest("clocks", target: server.url) {
                    ThreadGroup(users: 50, loops: 10) { HTTPGet("/") }
                }
            ).all
            #expect(all.okResponse.count == 500)
            #expect(all.okService.count == 500)
            for percent in [1.0, 50, 90, 99, 100] {
                let response = try #require(all.okResponse.percentile(percent))
                #expect(try #require(all.okService.percentile(percent)) <= response)
            }
        }
    }
}
