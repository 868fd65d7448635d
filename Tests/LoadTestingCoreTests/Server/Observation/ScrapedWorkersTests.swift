import Foundation
import Testing

@testable import LoadTestingCore

/// Metrics endpoints that are not what they seem.
@Suite(.serialized, .timeLimit(.minutes(3))) struct ScrapedWorkersTests {
    /// Two processes at one socket, each with a count and a pool of its own.
    private static let workers = """
        import os, socket, sys, threading
        s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.bind(("127.0.0.1", int(sys.argv[1]))); s.listen(100)
        first = os.fork() != 0
        count, pool = (10_000, 7) if first else (50, 2)
        lock = threading.Lock()
        def serve(c):
            global count
            while True:
                head = c.recv(65536)
                if not head: return c.close()
                if b" /metrics " in head:
                    body = (b"# TYPE requests_total counter\\nrequests_total %d\\n"
                        b"# TYPE pool gauge\\npool %d\\n") % (count, pool)
                    c.sendall(b"HTTP/1.1 200 OK\\r\\nConnection: close\\r\\nContent-Type: text/plain\\r\\n"
                        b"Content-Length: %d\\r\\n\\r\\n%s" % (len(body), body))
                    return c.close()
                with lock: count += 1
                c.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok")
        while True: threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()
        """

    @Test func `a count of one of several processes is no figure`() async throws {
        let server = try await Server.launch("python3", "-c", Self.workers, "{port}")
            .scraping("/metrics", ["requests_total", "pool"])
        let result = try await measure(
            LoadTest("counters", target: server) {
                ArrivalGroup(rate: .perSecond(20), for: .seconds(6)) { HTTPGet("/") }
                expect(serverMetric("requests_total") < 100)
                expect(serverMetric("pool") < 5)
            })
        #expect(result.findings.map(\.verdict) == [.inconclusive, .inconclusive])
        #expect(result[.serverMetric("requests_total")] == nil)
        let reason = "requests_total falls and rises again: several processes answer on /metrics"
        #expect(result.findings.first?.message.contains(reason) == true)
        #expect("\(result)".contains("no figure for requests_total: \(reason)"))
        #expect(!"\(result)".contains("/s at most"))
        await server.stop()
    }

    /// Answers `/metrics` as its second argument says, as the third one says after so many times.
    private static let answers = """
        import gzip, http.server, sys
        plain = b"# TYPE pool gauge\\npool 3\\n"
        def page(kind):
            if kind.isdigit(): return int(kind), {"Location": "/real"}, b"no"
            if kind == "same": return 307, {"Location": "/real"}, b""
            if kind == "round": return 302, {"Location": "/metrics"}, b""
            if kind == "elsewhere": return 301, {"Location": "http://127.0.0.2:1/x?token=abc"}, b""
            if kind == "html": return 200, {}, b"<!doctype html><p>hello"
            if kind == "json": return 200, {}, b'{"pool": 3}'
            if kind == "gzip": return 200, {"Content-Encoding": "gzip"}, gzip.compress(plain)
            if kind == "rot13": return 200, {"Content-Encoding": "rot13"}, plain
            return 200, {}, plain
        class H(http.server.BaseHTTPRequestHandler):
            isLoaded = False
            def do_GET(self):
                kind = "plain"
                if self.path == "/": H.isLoaded = True
                if self.path == "/metrics": kind = sys.argv[3] if H.isLoaded else sys.argv[2]
                status, fields, body = page(kind)
                self.send_response(status)
                for field in fields.items(): self.send_header(*field)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            def log_message(self, *a): pass
        http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), H).serve_forever()
        """

    /// - Parameters:
    ///   - first: the answer before the load.
    ///   - then: the answer from the load's first request on.
    private func load(first: String, then: String) async throws -> LoadTestResult {
        let server = try await Server.launch(
            "python3", "-c", Self.answers, "{port}", first, then
        ).scraping("/metrics", ["pool"])
        return try await measure(
            LoadTest("scraped", target: server) {
                ThreadGroup(users: 1, duration: .seconds(3)) {
                    HTTPGet("/")
                    Pause(.milliseconds(20))
                }
                expect(serverMetric("pool") <= 3)
            })
    }

    @Test(arguments: ["plain", "same", "gzip"])
    func `an endpoint is followed and decoded`(kind: String) async throws {
        let result = try await load(first: kind, then: kind)
        #expect(result[.serverMetric("pool")] == 3 && result.verdict == .passed)
    }

    @Test(arguments: [
        ("round", "it answered 302"), ("elsewhere", "it answered 301 to http://127.0.0.2:1/x"),
        ("401", "it answered 401"), ("403", "it answered 403"), ("404", "it answered 404"),
        ("500", "it answered 500"), ("html", "it answered HTML"), ("json", "it answered JSON"),
        ("rot13", "can't be decoded"),
    ])
    func `what is no endpoint is refused before the load`(
        kind: String, message: String
    ) async throws {
        let error = await #expect(throws: LoadTestError.self) {
            try await load(first: kind, then: kind)
        }
        let text = "\(error.map { "\($0)" } ?? "")"
        #expect(text.contains(message) && text.contains("/metrics"), "\(text)")
        #expect(!text.contains("abc"), "a query may hold a secret")
    }

    @Test(arguments: ["404", "html", "elsewhere", "rot13"])
    func `an endpoint that stops to be one has no figure`(kind: String) async throws {
        let result = try await load(first: "plain", then: kind)
        #expect(result.findings.map(\.verdict) == [.inconclusive])
        #expect(result.findings.first?.message.contains(" scrapes of http://127.0.0.1:") == true)
    }
}
