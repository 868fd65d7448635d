import Foundation
import TestSupport
import Testing

@testable import LoadTestingCore

/// Workers that end while others serve: that is how some servers are set up.
@Suite(.serialized, .timeLimit(.minutes(3))) struct RecycledWorkersTests {
    /// Four workers of which the last two end after the first request, as the second
    /// argument says.
    ///
    /// That is an exit code, or a signal where it is negative. What comes after it keeps the parent
    /// from waiting for them.
    private static let parent = """
        import os, signal, socket, sys, threading, time
        s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.bind(("127.0.0.1", int(sys.argv[1])))
        how = int(sys.argv[2])
        def serve(c):
            while c.recv(65536):
                if not begun.locked() and begun.acquire(blocking=False): os.write(begin[1], b"..")
                c.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok")
        ready, begin, begun = os.pipe(), os.pipe(), threading.Lock()
        for n in range(4):
            if os.fork() == 0:
                os.write(ready[1], b".")
                if n >= 2:
                    os.read(begin[0], 1)
                    end = time.process_time() + (0.1 if how == 0 else 0)
                    while time.process_time() < end: pass
                    if how < 0: os.kill(os.getpid(), -how)
                    os._exit(how)
                while True:
                    try: threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()
                    except OSError: time.sleep(0.01)
        for _ in range(4): os.read(ready[0], 1)
        s.listen(100)
        if len(sys.argv) > 3: time.sleep(600)
        while True:
            try: os.wait()
            except ChildProcessError: time.sleep(1)
        """

    private func load(
        _ target: some LoadTargetConvertible, seconds: Int = 4
    ) async throws -> LoadTestResult {
        try await measure(
            LoadTest("workers", target: target) {
                ThreadGroup(users: 2, duration: .seconds(seconds)) {
                    HTTPGet("/")
                    Pause(.milliseconds(10))
                }
                expect(p99 < .seconds(2), errorRate < .percent(2))
            })
    }

    private func launch(_ how: Int, _ more: String...) async throws -> Server {
        try await .launch("python3", arguments: ["-c", Self.parent, "{port}", "\(how)"] + more)
    }

    @Test(arguments: [false, true])
    func `spare workers may leave`(isAttached: Bool) async throws {
        let server = try await launch(0)
        let result = try await load(
            isAttached ? Server.listening(on: server.port) : server, seconds: 6)
        #expect(result.verdict == .passed && result.errors == 0)
        // On a busy machine one of them may take longer than the load.
        #expect("\(result)".contains(#/(2 processes|1 process) ended \(exit code 0\)/#))
        // What they used is still in it.
        #expect(try #require(result.snapshot.serverUse()[.cpu]?.integral) > 0.09)
        await server.stop()
    }

    /// Also when they stay zombies.
    @Test(arguments: [(3, []), (3, ["zombies"]), (-9, []), (-11, []), (-15, ["zombies"])])
    func `who ends by a signal or with another code has failed`(
        how: Int, more: [String]
    ) async throws {
        let server = try await Server.launch(
            "python3", arguments: ["-c", Self.parent, "{port}", "\(how)"] + more)
        let result = try await load(server)
        #expect(result.findings.prefix(2).map(\.verdict) == [.passed, .passed])
        #expect(result.verdict == .failed)
        let what = how < 0 ? "signal \(-how) (" : "exit code \(how)"
        let message = try #require(result.findings.last?.message)
        #expect(message.contains("ended under the load: \(what)"))
        await server.stop()
    }

    #if os(Linux)
        private static let app = """
            def app(environ, start_response):
                start_response("200 OK", [("Content-Length", "2")])
                return [b"ok"]
            """

        @Test(.enabled(if: PythonPackages.has("gunicorn")))
        func `gunicorn's workers are recycled`() async throws {
            let folder = try TemporaryFolder(["app.py": Self.app])
            let server = try await Server.launch(
                PythonPackages.python, "-m", "gunicorn", "-w", "2", "--max-requests", "150", "-b",
                "127.0.0.1:{port}", "app:app", in: folder.path(""),
                ready: .http("/", workers: 2))
            let result = try await measure(
                LoadTest("recycled", target: server) {
                    ThreadGroup(users: 4, loops: 200) {
                        HTTPGet("/")
                        Pause(.milliseconds(10))
                    }
                    expect(errorRate < .percent(2))
                })
            #expect(result.verdict == .passed)
            #expect("\(result)".contains(#/[2-6] processes ended \(exit code 0\)/#))
            await server.stop()
        }
    #endif
}
