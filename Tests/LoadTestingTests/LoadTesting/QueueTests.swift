import TestSupport

#if os(Linux) && DEBUG
    import Foundation
    import TestServers
    import Testing

    extension UnderLoad {
        /// Load tests that wait for each other, under a time limit that all of them together
        /// exceed: two minutes, so in CI alone and in one of its builds.
        @Suite(
            .enabled(if: ProcessInfo.processInfo.environment["CI"] != nil, "it takes minutes"),
            .timeLimit(.minutes(10))
        )
        struct Queues {
            private func test(
                _ suite: String, on server: ScriptedServer
            ) async throws -> (exit: ChildProcess.Exit?, output: String) {
                let child = try ChildProcess(
                    try await ConsumerPackage.executable("ConsumerPackageTests.xctest"),
                    [
                        "--testing-library", "swift-testing", "--filter",
                        "ConsumerTests\\.\(suite)/",
                    ],
                    environment: ["TARGET_URL": server.url])
                return (await child.exit(within: .seconds(240)), child.output)
            }

            /// The duration of each test, in seconds, as the framework says.
            private func seconds(in output: String) -> [Double] {
                output.matches(of: /Test [abc]\(\) (?:passed|failed) after ([0-9.]+) seconds/)
                    .compactMap { Double($0.output.1) }
            }

            @Test func waitingCostsNoTimeLimitAndNoTime() async throws {
                let server = try ScriptedServer()
                let (exit, output) = try await test("Queue", on: server)
                #expect(exit == .success, "\(output)")
                #expect(Set(server.requests.map(\.target)) == ["/a", "/b", "/c"])
                let seconds = seconds(in: output)
                #expect(seconds.count == 3)
                #expect(seconds.allSatisfy { $0 < 43 }, "two of them take 44 s: \(seconds)")
            }

            @Test func whoIsNotMarkedIsToldThatItWaited() async throws {
                let server = try ScriptedServer()
                let (exit, output) = try await test("UnmarkedQueue", on: server)
                #expect(exit?.status == 1)
                #expect(output.contains("Time limit was exceeded"))
                #expect(
                    output.contains(
                        /it waited \d+ s \(60 s\) for other load tests of this process/),
                    "\(output)")
                #expect(output.contains("mark the test or its suite with .loadTest"))
            }
        }
    }
#endif
