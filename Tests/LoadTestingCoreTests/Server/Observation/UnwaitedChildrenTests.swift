import Foundation
import TestSupport
import Testing

@testable import LoadTestingCore

/// Processor time of children that live for 20 ms.
@Suite(.serialized, .timeLimit(.minutes(3))) struct UnwaitedChildrenTests {
    private static let script = """
        import http.server, os, signal, sys, time
        def work():
            while time.process_time() < 0.02: pass
            os._exit(0)
        class H(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            def do_GET(self):
                p = os.fork()
                if p == 0:
                    if self.path == "/double" and os.fork(): os._exit(0)
                    work()
                if self.path != "/ignored": os.waitpid(p, 0)
                self.send_response(200); self.send_header("Content-Length", "0"); self.end_headers()
            def log_message(self, *a): pass
        if len(sys.argv) > 2: signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), H).serve_forever()
        """

    private func load(_ server: Server, _ path: String) async throws -> LoadTestResult {
        try await measure(
            LoadTest("short children", target: server) {
                ThreadGroup(users: 1, loops: 60) {
                    HTTPGet("\(path)")
                    Pause(.milliseconds(30))
                }
                expect(serverCPUTimePerRequest < .milliseconds(15))
            })
    }

    #if os(Linux)
        /// An orphan goes to the supervisor, who has its time when it has waited for it.
        @Test(arguments: ["/double", "/waited"])
        func `the time of children that somebody waits for is in the server's`(
            path: String
        ) async throws {
            let server = try await Server.launch("python3", "-c", Self.script, "{port}")
            let result = try await load(server, path)
            let each = try #require(result[.serverCPUTimePerRequest])
            #expect(each > .milliseconds(20) && each < .milliseconds(40), "20 ms and the server's")
            #expect(result.findings.map(\.verdict) == [.failed])
            #expect(result.snapshot.server?.gaps == [])
            await server.stop()
        }

        @Test func `who ignores SIGCHLD is not judged by what it used`() async throws {
            let server = try await Server.launch("python3", "-c", Self.script, "{port}", "ignore")
            for target in [server, try Server.listening(on: server.port)] {
                let result = try await load(target, "/ignored")
                #expect(result.findings.map(\.verdict) == [.inconclusive])
                let gap = try #require(result.snapshot.server?.gaps.first)
                #expect(gap.part == .processorTime && gap.text.contains("ignores SIGCHLD"))
                #expect(gap.text.hasPrefix("the processor time of at least "))
                #expect(result.judge(.serverMemory < .gibibytes(1)).verdict == .passed)
            }
            await server.stop()
        }

        /// The orphans go past the server that is attached, to an ancestor of it.
        @Test func `orphans of a server that was not launched are counted`() async throws {
            let server = try await Server.launch("python3", "-c", Self.script, "{port}")
            let result = try await load(Server.attach(processID: server.processID), "/double")
            #expect(result.findings.map(\.verdict) == [.inconclusive])
            let gap = try #require(result.snapshot.server?.gaps.first)
            #expect(gap.part == .processorTime && gap.text.contains("nobody of the server waits"))
            await server.stop()
        }
    #endif
}
