import CLoadTestingSystem
import Foundation
import TestSupport
import Testing

@testable import LoadTestingCore
@testable import TestServers

/// The watch of real processes, held against independent readers.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ServerWatchTests {
    /// Serves on its port, works together with two children for half of the time each, and holds
    /// memory, files and threads.
    private static let busy = """
        import os, socket, sys, threading, time
        listener = socket.create_server(("127.0.0.1", int(sys.argv[1])))
        def work():
            while True:
                start = time.monotonic()
                while time.monotonic() - start < 0.02: pass
                time.sleep(0.02)
        for _ in range(2):
            if os.fork() == 0:
                held = bytearray(os.urandom(1024)) * (20 * 1024)
                work()
        held = bytearray(os.urandom(1024)) * (80 * 1024)
        files = [open(os.devnull) for _ in range(30)]
        for _ in range(4): threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
        kept = []
        def accept():
            while True: kept.append(listener.accept())
        threading.Thread(target=accept, daemon=True).start()
        work()
        """

    private func subject(_ server: Server) -> ServerWatch.Subject {
        var subject = ServerWatch.Subject(name: server.name, root: server.processTreeRoot)
        subject.supervisor = server.supervisor
        return subject
    }

    /// Whether a value is there and within 5 % of another one.
    private func near(_ value: Double?, _ other: Double) -> Bool {
        guard let value else { return false }
        return abs(value - other) <= 0.05 * other
    }

    /// The finding, and the instants around it.
    private func timed<Value>(
        _ find: () throws -> Value
    ) rethrows -> (found: Value, start: ContinuousClock.Instant, end: ContinuousClock.Instant) {
        let start = ContinuousClock.now
        return (try find(), start, ContinuousClock.now)
    }

    @Test(.enabled(if: IndependentReader.isWanted))
    func `figures are those of psutil and ps, within 5 %`() async throws {
        let server = try await Server.launch("python3", "-c", Self.busy, "{port}")
        let clients = try (0..<7).map { _ in try LoopbackSocket(connectedTo: server.port) }
        try await Task.sleep(for: .milliseconds(500))
        // psutil just before and just after each end: what it says lies around what the watch says.
        let early = try timed { try IndependentReader.read(server.processID) }
        let watch = ServerWatch(subject(server), zero: clt_monotonic_nanoseconds())
        let before = try timed { try IndependentReader.read(server.processID) }
        try await Task.sleep(for: .seconds(3))
        let after = try timed { try IndependentReader.read(server.processID) }
        let (rest, record) = watch.finish()
        let late = try timed { try IndependentReader.read(server.processID) }
        let use = rest.reduce(into: ServerUse()) { $0.merge($1.use) }
        let last = try #require(rest.last?.use)
        let cpu = try #require(use[.cpu])
        #expect(cpu.integral >= 0.95 * (after.found.cpu - before.found.cpu))
        #expect(cpu.integral <= 1.05 * (late.found.cpu - early.found.cpu))
        #expect(cpu.seconds >= (after.start - before.end) / .seconds(1))
        #expect(cpu.seconds <= (late.start - early.end) / .seconds(1))
        #expect(near(last[.memory]?.mean, after.found.memory))
        #expect(near(last[.openFiles]?.mean, Double(after.found.files)))
        #expect(last[.threads]?.peak == Double(after.found.threads))
        // The launcher's own connection was accepted and stays half closed.
        #expect(last[.established]?.peak == 7 && after.found.established == 7)
        #expect(last[.processes]?.peak == 3 && after.found.children == 2)
        #expect(record.processes.count == 3 && record.events.isEmpty)
        for process in record.processes {
            let rss = try #require(try IndependentReader.ps("rss", of: process.identifier))
            #expect(near(Double(process.peakMemoryBytes), rss * 1_024))
        }
        withExtendedLifetime(clients) {}
        await server.stop()
    }

    @Test(.enabled(if: IndependentReader.isWanted))
    func `processor time of a tree is that of psutil, within 5 %`() async throws {
        let server = try await Server.launch("python3", "-c", Self.busy, "{port}")
        var accumulator = ProcessorTimeAccumulator()
        var reader = ServerReader(subject(server))
        // psutil just before and just after each observation: its figures lie around the observed.
        let early = try IndependentReader.read(server.processID)
        _ = accumulator.add(reader.observe().processes)
        let begin = try IndependentReader.read(server.processID)
        try await Task.sleep(for: .seconds(4))
        let end = try IndependentReader.read(server.processID)
        let time = accumulator.add(reader.observe().processes)
        let late = try IndependentReader.read(server.processID)
        let used = time.user + time.system
        #expect(used >= 0.95 * (end.cpu - begin.cpu))
        #expect(used <= 1.05 * (late.cpu - early.cpu))
        await server.stop()
    }

    /// Burns for exactly this much processor time on request, also in children.
    private static let burner = """
        import http.server, os, sys, time
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path == "/child":
                    child = os.fork()
                    if child == 0:
                        while time.process_time() < 0.3: pass
                        os._exit(0)
                    os.waitpid(child, 0)
                else:
                    end = time.process_time() + 0.3
                    while time.process_time() < end: pass
                self.send_response(200)
                self.end_headers()
            def log_message(self, *rest): pass
        http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
        """

    @Test(arguments: ["/own", "/child"])
    func `processor time is what was used, in the server and in children that have ended`(
        path: String
    ) async throws {
        let server = try await Server.launch("python3", "-c", Self.burner, "{port}")
        let result = try await measure(
            LoadTest("burn", target: server) {
                ThreadGroup(users: 1, loops: 4) { HTTPGet("\(path)") }
            })
        let used = try #require(result.snapshot.serverUse()[.cpu]?.integral)
        // Ticks of 10 ms, and what Python needs besides.
        #expect(used > 1.14 && used < 1.5, "four times 0.3 s")
        let each = try #require(result[.serverCPUTimePerRequest])
        #expect(each > .milliseconds(285) && each < .milliseconds(375))
        await server.stop()
    }

    /// Holds a connection of each kind open.
    private static let sockets = """
        import os, socket, sys, time
        listener = socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=16)
        other = socket.create_server(("127.0.0.1", 0))
        port = int(sys.argv[2])
        outwards = [socket.create_connection(("127.0.0.1", port)) for _ in range(3)]
        accepted = [listener.accept() for _ in range(5)]
        time.sleep(60)
        """

    @Test func `sockets are told by their state, and connections by the port they go to`()
        async throws
    {
        let elsewhere = try LoopbackSocket(listeningOn: 0)
        let server = try await Server.launch(
            "python3", "-c", Self.sockets, "{port}", "\(elsewhere.port)",
            ready: .listening)
        // The first connection was that of the launcher, which has gone: CLOSE_WAIT.
        let clients = try (0..<7).map { _ in try LoopbackSocket(connectedTo: server.port) }
        var reader = SocketReader()
        var tree = ProcessTree(root: server.processID)
        let processes = tree.processes(at: 0)
        let isSeen = await eventually {
            let now = clt_monotonic_nanoseconds()
            guard let counts = try? reader.counts(of: processes, at: now) else { return false }
            return counts.connectionsByPort == [elsewhere.port: 3]
                && counts.closeWait + counts.established == 3 + 7 + 1
                && counts.acceptQueue == 3
        }
        let counts = try reader.counts(of: processes, at: clt_monotonic_nanoseconds())
        #expect(isSeen, "\(counts)")
        withExtendedLifetime(clients) {}
        await server.stop()
    }

    private static let metrics = """
        import http.server, sys
        class Handler(http.server.BaseHTTPRequestHandler):
            count = 0
            def do_GET(self):
                body = b"ok"
                if self.path == "/metrics":
                    body = ("# TYPE pool gauge\\npool{state=\\"busy\\"} 4\\npool{state=\\"idle\\"} 1\\n"
                        "# TYPE asked_total counter\\nasked_total %d\\n" % Handler.count).encode()
                else: Handler.count += 1
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            def log_message(self, *rest): pass
        Handler.protocol_version = "HTTP/1.1"
        http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
        """

    @Test func `what the server says of itself is on the same axis, with budgets`() async throws {
        let server = try await Server.launch("python3", "-c", Self.metrics, "{port}")
            .scraping("/metrics", [#"pool{state="busy"}"#, "asked_total", "poll"])
        let result = try await measure(
            LoadTest("scraped", target: server) {
                ThreadGroup(users: 1, loops: 250) {
                    HTTPGet("/")
                    Pause(.milliseconds(10))
                }
                expect(serverMetric(#"pool{state="busy"}"#) <= 4)
                expect(serverMetric("asked_total").mean < 1)
            })
        #expect(result[.serverMetric(#"pool{state="busy"}"#)] == 4)
        #expect(result.findings.map(\.verdict) == [.passed, .failed])
        let rate = try #require(result[.serverMetric("asked_total").mean])
        #expect(rate > 10 && rate < 100, "a request each 10 ms at most")
        #expect(
            result.snapshot.server?.unseen.contains { $0.hasPrefix("poll is not at") } == true)
        await server.stop()
    }

    @Test func `an endpoint that is not there is said, and the load continues`() async throws {
        let server = try await Server.launch("python3", "-c", Self.burner, "{port}")
            .scraping("http://127.0.0.1:1/metrics", ["pool"])
        let result = try await measure(
            LoadTest("unscraped", target: server) {
                ThreadGroup(users: 1, loops: 1) { HTTPGet("/own") }
                expect(serverMetric("pool") < 5)
            })
        #expect(result.requests == 1)
        #expect(result.findings.map(\.verdict) == [.inconclusive])
        #expect(result.findings.first?.message.contains("could not be read") == true)
        await server.stop()
    }
}
