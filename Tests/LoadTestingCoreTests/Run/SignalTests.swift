import TestSupport

#if os(Linux)
    import Foundation
    import TestServers
    import Testing

    extension UnderLoad {
        /// Signals during a load test, and behind it.
        @Suite(.timeLimit(.minutes(10))) struct Signals {
            private func tool(_ mode: String, on server: ScriptedServer) async throws
                -> ChildProcess
            {
                try ChildProcess(
                    try await ConsumerPackage.executable("Tool"), [mode, server.url])
            }

            /// The same program, started by a shell that sets something up.
            private func shell(
                _ command: String, _ mode: String, on server: ScriptedServer
            ) async throws -> ChildProcess {
                let tool = try await ConsumerPackage.executable("Tool")
                return try ChildProcess(
                    "/bin/sh", ["-c", command, "sh", tool, mode, server.url])
            }

            private func isLoaded(_ server: ScriptedServer) async -> Bool {
                await eventually(within: .seconds(60)) { server.requests.count > 20 }
            }

            @Test(arguments: [(SIGINT, "SIGINT"), (SIGTERM, "SIGTERM"), (SIGHUP, "SIGHUP")])
            func signalKeepsTheReportAndThenEndsTheProcess(_ signal: Int32, _ name: String)
                async throws
            {
                let server = try ScriptedServer()
                let child = try await tool("endless", on: server)
                #expect(await isLoaded(server))
                child.send(signal)
                #expect(
                    await child.exit(within: .seconds(40)) == .init(status: signal, isSignal: true))
                #expect(child.output.contains("✗ interrupted by \(name)"))
                #expect(child.output.contains("GET /health"))
                #expect(child.output.contains("verdict failed, aborted true"))
            }

            /// Earlier measurements stand in the report; no further run begins.
            @Test func signalInATearDownKeepsTheReport() async throws {
                let server = try ScriptedServer { request, connection in
                    if request.target != "/end" { connection.reply() }
                }
                let child = try await tool("repeated", on: server)
                #expect(
                    await eventually(within: .seconds(60)) {
                        server.requests.contains { $0.target == "/end" }
                    })
                child.send(SIGTERM)
                #expect(
                    await child.exit(within: .seconds(40)) == .success)
                #expect(child.output.contains("verdict failed, 30 requests"))
                #expect(child.output.contains("✗ interrupted by SIGTERM"))
                #expect(server.requests.count { $0.target == "/health" } == 30)
            }

            @Test(arguments: [SIGTERM, SIGHUP]) func secondSignalEndsTheProcessAtOnce(
                _ second: Int32
            )
                async throws
            {
                let server = try ScriptedServer()
                let child = try await tool("stubborn", on: server)
                #expect(await eventually(within: .seconds(60)) { child.output.contains("blocked") })
                try await Task.sleep(for: .milliseconds(200))
                child.send(SIGINT)
                #expect(await child.stays(for: .milliseconds(700)))
                child.send(second)
                #expect(
                    await child.exit(within: .seconds(20)) == .init(status: second, isSignal: true))
            }

            /// A host's own handler is back behind the run, and hears of what came in it.
            @Test func hostsHandlerHearsOfTheSignal() async throws {
                let server = try ScriptedServer()
                let child = try await tool("handled", on: server)
                #expect(await isLoaded(server))
                child.send(SIGTERM)
                #expect(await child.exit(within: .seconds(40))?.status == 7)
                #expect(child.output.contains("handled by the host"))
                #expect(child.output.contains("✗ interrupted by SIGTERM"))
            }

            /// As `nohup` does it.
            @Test func ignoredSignalStaysIgnored() async throws {
                let server = try ScriptedServer()
                let child = try await shell(
                    "trap '' HUP; exec \"$@\"", "endless", on: server)
                #expect(await isLoaded(server))
                child.send(SIGHUP)
                let count = server.requests.count
                #expect(
                    await eventually(within: .seconds(20)) { server.requests.count > count + 100 })
                #expect(!child.output.contains("interrupted"))
                child.send(SIGKILL)
            }

            /// Neither our words nor those of others end the process while a load is measured.
            @Test func readerThatGoesAwayEndsNoRun() async throws {
                let server = try ScriptedServer()
                // Standard error is a pipe whose reader ends at once.
                let child = try await shell(
                    "exec 3>&1; { \"$@\" 2>&1 >&3 3>&- ; echo status $? >&3; } | true", "talkative",
                    on: server)
                #expect(await child.exit(within: .seconds(60)) == .success)
                #expect(child.output.contains("verdict passed"), "\(child.output)")
                #expect(!child.output.contains("alive"))
                #expect(child.output.contains("status \(128 + SIGPIPE)"))
            }
        }
    }
#endif
