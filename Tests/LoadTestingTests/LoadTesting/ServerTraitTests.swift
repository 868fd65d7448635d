import Foundation
import LoadTesting
import Synchronization
import Testing

/// The processes of the servers that tests have met, by suite.
private let met = Mutex<[String: Set<Int32>]>([:])

private func meet(_ server: Server, in suite: String) {
    met.withLock { _ = $0[suite, default: []].insert(server.processID) }
}

@Suite(.serialized) enum ServerTraitTests {
    @Suite(.server(product: "ExampleServer", "--port", "{port}", ready: .http("/health")))
    struct Shared {
        @Test(arguments: 0..<3) func casesHaveTheServerOfTheSuite(number: Int) throws {
            let server = try Server.current
            #expect(server.isRunning)
            meet(server, in: "shared")
        }

        @Test func testsHaveTheServerOfTheSuite() async throws {
            let server = try Server.current
            #expect(server.isRunning)
            meet(server, in: "shared")
            async let child = try Server.current
            #expect(try await child == server)
        }

        @Suite struct Inner {
            @Test func innerSuitesHaveItToo() throws {
                meet(try Server.current, in: "shared")
            }

            @Test(.server("python3", "-m", "http.server", "{port}", "--bind", "127.0.0.1"))
            func aTestMayHaveItsOwn() throws {
                #expect(try Server.current.description.hasPrefix("python3 http.server at "))
            }
        }
    }

    /// Runs after the suite above.
    @Suite struct Then {
        @Test func oneServerWasLaunchedAndStopped() throws {
            // Without the suite above, as in a filtered run, there is nothing to see.
            guard let processes = met.withLock({ $0["shared"] }) else { return }
            #expect(processes.count == 1)
            for process in processes { #expect(kill(process, 0) != 0) }
        }

        @Test(.server(product: "ExampleServer", "--port", "{port}"), arguments: 0..<3)
        func theCasesOfATestShareAServer(number: Int) throws {
            meet(try Server.current, in: "cases")
            #expect(met.withLock { $0["cases"]?.count } == 1)
        }

        @Test func withoutATraitThereIsNone() {
            let error = #expect(throws: LoadTestError.self) { try Server.current }
            #expect(error?.code == .serverNotFound)
            let remedy = "give the suite or the test a trait .server(…)"
            #expect(error?.description.hasSuffix(remedy) == true)
        }
    }

    @Suite struct Skipped {
        /// Nothing is launched for a test that is skipped.
        @Test(.server("no-such-server"), .loadTest(.onlyWhenOn)) func isSkipped() {
            #expect(ProcessInfo.processInfo.environment["LOADTESTING"] == "on")
        }
    }
}
