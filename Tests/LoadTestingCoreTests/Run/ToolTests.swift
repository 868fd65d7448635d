import TestSupport

#if os(Linux)
    import Foundation
    import LoadTestingCore
    import TestServers
    import Testing

    extension UnderLoad {
        /// Load tests in an executable: what they do to a process, and what a process does to them.
        @Suite(.timeLimit(.minutes(10))) struct Tools {
            private let limit = Duration.seconds(40)

            private func tool(
                _ mode: String, on server: ScriptedServer, environment: [String: String] = [:]
            ) async throws -> ChildProcess {
                try ChildProcess(
                    try await ConsumerPackage.executable("Tool"), [mode, server.url],
                    environment: environment)
            }

            /// A program that links LoadTestingCore runs without any Swift library beside it.
            @Test func staticallyLinkedToolRuns() async throws {
                let server = try ScriptedServer()
                let child = try ChildProcess(
                    try await ConsumerPackage.staticTool(), ["short", server.url])
                #expect(await child.exit(within: limit) == .success)
                #expect(child.output.contains("verdict passed, 1000 requests"))
                #expect(server.requests.count == 1_000)
                #expect(server.connectionCount == 50)
            }

            @Test func consumerNeedsNoDependencyOfOurTests() async throws {
                _ = try await ConsumerPackage.executable("Tool")
                let checkouts = ConsumerPackage.scratchPath + "/checkouts"
                let found = try? FileManager.default.contentsOfDirectory(atPath: checkouts)
                #expect((found ?? []).isEmpty)
            }

            /// Neither proxies nor passwords of the environment may change what is measured.
            @Test func proxiesAndNetrcOfTheEnvironmentAreIgnored() async throws {
                let server = try ScriptedServer()
                let home = FileManager.default.temporaryDirectory
                    .appendingPathComponent("home-\(UUID().uuidString)")
                try FileManager.default.createDirectory(
                    at: home, withIntermediateDirectories: true)
                defer { try? FileManager.default.removeItem(at: home) }
                try "machine 127.0.0.1 login me password secret\n".write(
                    to: home.appendingPathComponent(".netrc"), atomically: true, encoding: .utf8)
                try "header = \"X-Curlrc: 1\"\n".write(
                    to: home.appendingPathComponent(".curlrc"), atomically: true, encoding: .utf8)
                let proxy = "http://127.0.0.1:9"
                let child = try await tool(
                    "short", on: server,
                    environment: [
                        "HOME": home.path, "http_proxy": proxy, "HTTP_PROXY": proxy,
                        "ALL_PROXY": proxy, "all_proxy": proxy, "no_proxy": "", "NO_PROXY": "",
                    ])
                #expect(await child.exit(within: limit) == .success)
                #expect(child.output.contains("verdict passed, 1000 requests"))
                #expect(server.requests.allSatisfy { $0.target == "/health" })
                #expect(server.requests.allSatisfy { $0.headerLines.count == 3 })
            }

            @Test func interruptKeepsWhatWasMeasuredAndRefusesTheNextRun() async throws {
                let server = try ScriptedServer()
                let child = try await tool("long", on: server)
                #expect(await eventually(within: .seconds(20)) { server.requests.count > 20 })
                let start = ContinuousClock.now
                child.send(SIGINT)
                #expect(await child.exit(within: .seconds(10)) == .success)
                #expect(start.duration(to: .now) < .seconds(2))
                #expect(child.output.contains("✗ interrupted by SIGINT"))
                #expect(child.output.contains("verdict failed, aborted true"))
                #expect(child.output.contains("refused: notStarted"))
            }

            @Test func secondInterruptEndsTheProcessAtOnce() async throws {
                let server = try ScriptedServer()
                let child = try await tool("stubborn", on: server)
                #expect(await eventually(within: .seconds(20)) { child.output.contains("blocked") })
                try await Task.sleep(for: .milliseconds(200))
                #expect(server.requests.count > 20)
                child.send(SIGINT)
                #expect(await child.exit(within: .milliseconds(700)) == nil)
                child.send(SIGINT)
                let exit = await child.exit(within: .seconds(2))
                #expect(exit == .init(status: SIGINT, isSignal: true))
            }

            @Test func tooFewDescriptorsAreRefusedWithTheNumber() async throws {
                let server = try ScriptedServer()
                let child = try await tool("few-descriptors", on: server)
                #expect(await child.exit(within: limit) == .success)
                #expect(child.output.contains("refused: insufficientResources"))
                #expect(child.output.contains("60 users need 124 open files"))
                #expect(server.connectionCount == 0)
            }

            @Test func lackOfDescriptorsInARunMakesItInvalid() async throws {
                let server = try ScriptedServer()
                let child = try await tool("stolen-descriptors", on: server)
                #expect(await child.exit(within: limit) == .success)
                #expect(child.output.contains("verdict invalid, errors 0"))
                #expect(child.output.contains("generator [\"generator(fd)\"]"))
                #expect(child.output.contains("ran out of open files"))
            }
        }
    }
#endif
