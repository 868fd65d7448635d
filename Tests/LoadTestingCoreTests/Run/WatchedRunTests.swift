import Foundation
import LoadTestingCore
import TestSupport
import Testing

extension UnderLoad {
    /// Loads whose server is the test's own.
    @Suite(.timeLimit(.minutes(2))) struct WatchedRuns {
        private static let imports = """
            import http.server, os, signal, sys, threading
            class Handler(http.server.BaseHTTPRequestHandler):
                protocol_version = "HTTP/1.1"
                def do_GET(self):
                    self.send_response(200)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                def log_message(self, *rest): pass
            server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)

            """

        /// Ends itself 1.5 s after its first request.
        private static let mortal =
            imports + """
                def die():
                    print("out of luck: token=abc123", file=sys.stderr, flush=True)
                    os._exit(3)
                original = Handler.do_GET
                def do_GET(self):
                    if not hasattr(server, "dying"):
                        server.dying = threading.Timer(1.5, die)
                        server.dying.start()
                    original(self)
                Handler.do_GET = do_GET
                server.serve_forever()
                """

        /// Has a child, which it ends 1.5 s after the first request to `/`, and starts another one.
        private static let restarting =
            imports + """
                def start():
                    child = os.fork()
                    if child == 0: signal.pause()
                    return child
                def replace(child):
                    os.kill(child, signal.SIGKILL)
                    os.waitpid(child, 0)
                    start()
                child = start()
                original = Handler.do_GET
                def do_GET(self):
                    if self.path == "/" and not hasattr(server, "timer"):
                        server.timer = threading.Timer(1.5, replace, [child])
                        server.timer.start()
                    original(self)
                Handler.do_GET = do_GET
                server.serve_forever()
                """

        private func load(
            _ server: some LoadTargetConvertible, seconds: Int, _ budgets: Budget...
        ) async throws -> LoadTestResult {
            try await measure(
                LoadTest("watched", target: server) {
                    ThreadGroup(users: 2, duration: .seconds(seconds)) {
                        HTTPGet("/")
                        Pause(.milliseconds(5))
                    }
                    for budget in budgets { expect(budget) }
                })
        }

        @Test func `a server that dies ends the load, which is failed and reported`() async throws {
            let server = try await Server.launch("python3", "-c", Self.mortal, "{port}")
            let result = try await load(server, seconds: 40)
            #expect(result.verdict == .failed)
            #expect(result.duration < .seconds(20))
            #expect(result.snapshot.end == .serverEnded)
            #expect(result.requests - result.errors > 50, "what was measured is kept")
            let finding = try #require(result.findings.first)
            #expect(finding.message.hasPrefix("the server failed at "))
            #expect(finding.message.contains("ended with exit code 3"))
            #expect(finding.message.contains("out of luck: token="))
            #expect(!finding.message.contains("abc123"), "secrets are taken out")
            #expect(!server.isRunning)
            await #expect {
                try await load(server, seconds: 1)
            } throws: { error in
                "\(error)".contains("exit code 3 before the load: launch it again")
                    && "\(error)".contains("; its last lines:\n    ")
            }
        }

        @Test func `a process of the server's that ends fails the load`() async throws {
            // Ready only when the child is there.
            let server = try await Server.launch(
                "python3", "-c", Self.restarting, "{port}", ready: .http("/ready"))
            let result = try await load(server, seconds: 3, errorRate <= .percent(0))
            await server.stop()
            #expect(result.findings.map(\.verdict) == [.passed, .failed])
            #expect(result.findings.last?.message.contains("ended under the load") == true)
            #expect(result.snapshot.end == .complete)
            #expect(result.snapshot.server?.processes.count == 3)
        }

        @Test func `a server of the test's own process is said to share it`() async throws {
            let server = try await Server.launch("python3", "-c", Self.mortal, "{port}")
            let own = Server.inProcess(server.url)
            let result = try await load(own, seconds: 1, serverMemory < .kibibytes(1))
            await server.stop()
            let memory = try #require(result[.serverMemory])
            #expect(memory > .mebibytes(10))
            #expect(result.findings.first?.verdict == .failed)
            #expect(result.description.contains("shared with the load generator"))
            // The server that was launched came of this process, and is not this one.
            #expect(result.snapshot.server?.processes.map(\.identifier) == [getpid()])
        }

        @Test func `the machine can be asked about without a server`() async throws {
            let server = try await Server.launch("python3", "-c", Self.restarting, "{port}")
            let result = try await load(server.url, seconds: 1, machineCPU > .percent(100))
            await server.stop()
            #expect(result.findings.first?.verdict == .failed)
            #expect(try #require(result[.machineCPU]) <= .percent(100))
            #expect(result[.serverMemory] == nil)
        }

        @Test func `a server that runs already is watched and keeps running`() async throws {
            let server = try await Server.launch("python3", "-c", Self.restarting, "{port}")
            for other in [
                try Server.attach(processID: server.processID),
                try Server.listening(on: server.port),
            ] {
                let result = try await load(other, seconds: 1, serverMemory > .mebibytes(5))
                #expect(result.findings.first?.verdict == .passed)
                await other.stop()
                #expect(server.isRunning)
            }
            await server.stop()
        }

        @Test func `a rule about the server ends the load`() async throws {
            let server = try await Server.launch("python3", "-c", Self.restarting, "{port}")
            let result = try await measure(
                LoadTest("ended", target: server) {
                    ThreadGroup(users: 1, duration: .seconds(30)) {
                        HTTPGet("/")
                        Pause(.milliseconds(5))
                    }
                    abortWhen(serverMemory > .mebibytes(1))
                })
            await server.stop()
            #expect(result.snapshot.end == .aborted && result.duration < .seconds(15))
            #expect(result.findings.first?.message.contains("serverMemory was") == true)
        }

        @Test func `what can't be asked about a server is said before the first request`()
            async throws
        {
            let server = try await Server.launch("python3", "-c", Self.mortal, "{port}")
                .scraping("/metrics", ["pool"])
            let problems = await #expect(throws: LoadTestError.self) {
                try await load(
                    server, seconds: 1, serverConnections(toPort: 70_000) < 1,
                    serverMetric("poll") < 5, serverMemory.growth < .mebibytes(-1))
            }?.problems.map(\.message)
            let lines = (problems ?? []).map { $0.split(separator: " (")[0] }
            #expect(
                lines == [
                    "port 70000", #"serverMetric("poll")"#,
                    "the bound of serverMemory.growth < -1 MiB/min",
                ])
            await #expect(throws: LoadTestError.self) {
                try await load(server.url, seconds: 1, serverMemory < .mebibytes(1))
            }
            #expect(server.isRunning, "it was never asked for anything")
            await server.stop()
        }
    }
}
