import LoadTestingMacrosFree
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Searches for the highest load with real sockets; `VirtualCapacityTests` has those whose
    /// answer is known to the digit.
    @Suite(.timeLimit(.minutes(2))) struct Searches {
        @Test func `the rate of a server is found, and its run is the result`() async throws {
            let server = try QueueServer(QueueModel(.constant(.milliseconds(5))))
            let result = try await measure(
                LoadTest("search", target: server.url) {
                    ArrivalGroup(
                        .search(
                            upTo: .perSecond(600), from: .perSecond(150), precision: .percent(25),
                            step: .seconds(1))
                    ) { HTTPGet("/") }
                    expect(p95 < .milliseconds(200))
                    expect(capacity > .perSecond(100), capacity > .perSecond(1_000))
                })
            let found = try #require(result.capacity)
            let rate = try #require(result[.capacity]?.perSecond)
            #expect(rate <= 220 && rate >= 150, "\(result)")
            #expect(found.rate == .perSecond(rate) && found.users == nil)
            #expect(result.findings.map(\.verdict) == [.passed, .passed, .failed], "\(result)")
            #expect(found.limit?.contains("p95") == true)
            #expect("\(result)".contains("capacity   "))
        }

        @Test func `a server that fails at the lowest level has none`() async throws {
            let server = try ScriptedServer { _, connection in
                connection.send("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n")
            }
            let result = try await measure(
                LoadTest("search", target: server.url) {
                    ThreadGroup(.search(upTo: 50, from: 2, step: .seconds(1))) {
                        HTTPGet("/")
                        Pause(.milliseconds(10))
                    }
                    expect(errorRate < .percent(1), capacity > .perSecond(5))
                })
            #expect(result.capacity?.rate == nil && result.capacity?.levels.count == 1)
            #expect(result.verdict == .failed && "\(result)".contains("even 2 users missed"))
        }

        @Test func `a search is not repeated`() async throws {
            let plan = LoadTest("search", target: "http://127.0.0.1:1") {
                ArrivalGroup(.search(upTo: .perSecond(10))) { HTTPGet("/") }
                expect(p95 < .seconds(1))
            }
            let runner = LoadTestRunner(plan, console: nil, variables: [:], loops: 1)
            await #expect(throws: LoadTestError.self) { try await runner.result(repeats: 2) }
            await #expect(throws: LoadTestError.self) {
                try await runner.result(onMiss: .confirm)
            }
        }
    }
}
