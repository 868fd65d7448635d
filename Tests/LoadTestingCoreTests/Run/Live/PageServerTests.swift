import CLoadTestingSystem
import Foundation
import TestSupport
import Testing

@testable import LoadTestingCore

@Suite(.timeLimit(.minutes(1))) struct PageServerTests {
    /// Sends bytes to a port and gives all that comes back.
    static func exchange(_ text: String, port: Int, host: String = "127.0.0.1") -> String {
        var error: Int32 = 0
        var isUnresolved = false
        let descriptor = clt_sender_open(
            host, Int32(port), false, 2_000, &error, &isUnresolved)
        guard descriptor >= 0 else { return "no connection: \(error)" }
        defer { close(descriptor) }
        _ = clt_sender_send(descriptor, text, text.utf8.count, 2_000)
        var answer: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = clt_sender_receive(descriptor, &part, part.count, 5_000)
            guard count > 0 else { break }
            answer += part[..<count]
        }
        return String(decoding: answer, as: UTF8.self)
    }

    private func answers(to requests: [String]) async throws -> [String] {
        let port = try #require(LoopbackPort.free())
        let server = try PageServer(port: port) { request, connection in
            connection.answer("path \(request.path)", type: "text/plain")
        }
        let answers = requests.map {
            Self.exchange($0.replacing("{port}", with: "\(port)"), port: port)
        }
        await server.stop()
        #expect(LoopbackPort.isFree(port))
        return answers
    }

    @Test func `a page is answered with a length and without a cache`() async throws {
        let answer = try await answers(to: [
            "GET /a?b=c HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"
        ])[0]
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && answer.hasSuffix("\r\n\r\npath /a"))
        #expect(answer.contains("Content-Length: 7\r\n") && answer.contains("no-store"))
    }

    @Test func `only GET is answered, and only under this machine's names`() async throws {
        let answers = try await answers(to: [
            "POST / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: evil.example:{port}\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n", "hello\r\n\r\n", "GET / HTTP/1.1\r\nHost\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: [::1]:{port}\r\n\r\n",
        ])
        #expect(
            answers.map { $0.split(separator: "\r\n").first ?? "" } == [
                "HTTP/1.1 405 Method Not Allowed", "HTTP/1.1 421 Misdirected Request",
                "HTTP/1.1 421 Misdirected Request", "HTTP/1.1 421 Misdirected Request",
                "HTTP/1.1 400 Bad Request", "HTTP/1.1 400 Bad Request", "HTTP/1.1 200 OK",
            ])
    }

    @Test func `a head without an end is given up`() async throws {
        let long = "GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: 20_000)
        #expect(try await answers(to: [long]) == [""])
    }

    @Test func `a port that is taken has the system's reason`() async throws {
        let port = try #require(LoopbackPort.free())
        let first = try PageServer(port: port) { _, _ in }
        let error = #expect(throws: PageServer.Failure.self) {
            try PageServer(port: port) { _, _ in }
        }
        #expect(error?.reason == "Address already in use")
        await first.stop()
    }
}
