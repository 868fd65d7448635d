import Foundation
import LoadTestingCore
import Testing

/// Stricter ways to be ready than a connection that the system accepts.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ServerReadinessTests {
    /// A master that listens at once, and three workers that serve one connection at a time.
    ///
    /// Each begins half a second later than the one before.
    private static let late = """
        import os, socket, sys, time
        s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.bind(("127.0.0.1", int(sys.argv[1]))); s.listen(100)
        for n in range(3):
            if os.fork() == 0:
                time.sleep(0.5 * (n + 1))
                with open(sys.argv[2], "a") as f: f.write("x")
                while True:
                    c = s.accept()[0]
                    while c.recv(65536):
                        c.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok")
                    c.close()
        while True: os.wait()
        """

    /// The workers that a slow server has when it is taken for ready.
    private func workers(ready: ServerReadiness) async throws -> Int {
        let file = NSTemporaryDirectory() + "workers-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: file) }
        let server = try await Server.launch(
            "python3", "-c", Self.late, "{port}", file, ready: ready)
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        await server.stop()
        return text.count
    }

    @Test func `all workers have answered, not a master alone`() async throws {
        #expect(try await workers(ready: .http("/", workers: 3)) == 3)
        #expect(try await workers(ready: .http("/", times: 3)) >= 1)
    }

    /// Every third answer is an error until the tenth.
    private static let unsteady = """
        import http.server, sys
        class H(http.server.BaseHTTPRequestHandler):
            asked = 0
            def do_GET(self):
                H.asked += 1
                self.send_response(503 if H.asked < 10 and H.asked % 3 == 0 else 200)
                self.send_header("X-Asked", str(H.asked))
                self.end_headers()
                print(H.asked, flush=True)
            def log_message(self, *a): pass
        http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), H).serve_forever()
        """

    @Test func `answers in a row have to be right`() async throws {
        let server = try await Server.launch(
            "python3", "-c", Self.unsteady, "{port}", ready: .http("/", times: 5))
        #expect(server.output.split(separator: "\n").last == "14", "after the error of the ninth")
        await server.stop()
    }

    @Test func `what it waits for is said`() async throws {
        let message = await #expect(throws: LoadTestError.self) {
            _ = try await Server.launch(
                "python3", "-c", Self.unsteady, "{port}",
                ready: .http("/", times: 2, workers: 4), within: .seconds(8))
        }?.description
        #expect(
            message?.contains(
                "waited for GET /, 2 times in a row, of 4 processes, but the answers were of 1"
                    + " process") == true, "\(message ?? "")")
    }

    @Test(arguments: [(0, 1), (-1, 1), (10_001, 1), (1, 0), (1, 1_001), (1, .min)])
    func `numbers that make no sense are errors before the start`(
        times: Int, workers: Int
    ) async throws {
        let message = await #expect(throws: LoadTestError.self) {
            _ = try await Server.launch(
                "no-such-program", ready: .http("/", times: times, workers: workers))
        }?.description
        #expect(message?.contains(times == 1 ? "workers: is \(workers)" : "times: is ") == true)
    }
}
