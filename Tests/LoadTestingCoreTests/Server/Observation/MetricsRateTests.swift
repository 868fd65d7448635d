import CLoadTestingSystem
import Foundation
import Testing

@testable import LoadTestingCore

/// Rates of a real endpoint's counts.
@Suite(.serialized, .timeLimit(.minutes(1))) struct MetricsRateTests {
    /// Counts 1,000 a second, and takes a while for every third answer.
    private static let clock = """
        import http.server, sys, time
        start = time.monotonic()
        class Handler(http.server.BaseHTTPRequestHandler):
            asked = 0
            def do_GET(self):
                Handler.asked += 1
                if Handler.asked % 3 == 0: time.sleep(0.3)
                count = int(1000 * (time.monotonic() - start))
                self.send_response(200)
                self.end_headers()
                self.wfile.write(("# TYPE work_total counter\\nwork_total %d\\n" % count).encode())
            def log_message(self, *rest): pass
        http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
        """

    @Test func `a rate is that between two scrapes, until the end`() async throws {
        let server = try await Server.launch("python3", "-c", Self.clock, "{port}")
            .scraping("/metrics", ["work_total"])
        var subject = ServerWatch.Subject(name: server.name, root: server.processID)
        subject.scrape = server.scrape
        let watch = ServerWatch(subject, zero: clt_monotonic_nanoseconds())
        let start = ContinuousClock.now
        try await Task.sleep(for: .milliseconds(4_400))
        let (rest, record) = watch.finish()
        let length = (ContinuousClock.now - start) / .seconds(1)
        await server.stop()
        #expect(record.unseen.isEmpty)
        let work = rest.reduce(into: ServerUse()) { $0.merge($1.use) }
        let level = try #require(work[.scraped("work_total")])
        #expect(abs((level.mean ?? 0) - 1_000) < 50)
        // With the time of an observation instead of the scrape's it is half as much again.
        #expect(try #require(level.peak) < 1_150)
        // The first scrape comes a moment after the start.
        #expect(level.integral > 1_000 * (length - 1) && level.integral < 1_000 * (length + 0.1))
    }
}
