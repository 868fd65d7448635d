import CLoadTestingSystem
import Foundation
import LoadTestingMacrosFree
import Synchronization
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Runs that a page shows while they go on.
    @Suite(.timeLimit(.minutes(2))) struct LiveViews {
        /// The process has one view for all its runs.
        private static let port = LoopbackPort.free()

        private func run(_ name: String, on url: String) async throws -> LoadTestResult {
            let port = try #require(Self.port)
            return try await measure(
                LoadTest(name, target: url) {
                    ThreadGroup(users: 2, duration: .milliseconds(3_200)) {
                        HTTPGet("/")
                        Pause(.milliseconds(20))
                    }
                    expect(.p99 < .seconds(10))
                }, loops: 2, variables: ["LOADTESTING_LIVE": "\(port)"])
        }

        /// Reads the events on a thread of its own, for half a minute at most.
        private func events(port: Int) -> EventLog {
            let log = EventLog()
            let thread = Thread {
                let reader = EventReader(port: port)
                while let event = reader.next() {
                    if event.hasPrefix("event: ") { log.events.withLock { $0.append(event) } }
                }
            }
            thread.start()
            return log
        }

        @Test func `a reader sees the report grow to its verdict, of one run after the other`()
            async throws
        {
            let server = try ScriptedServer()
            let port = try #require(Self.port)
            // The view is there once a run was shown.
            _ = try await run("first <1>", on: server.url)
            let log = events(port: port)
            // The reader of an ended run gets its report, then those of the next one.
            #expect(await eventually(within: .seconds(10)) { log.titles.count == 1 })
            let result = try await run("second", on: server.url)
            #expect(await eventually(within: .seconds(10)) { log.titles.last == "passed: second" })
            let titles = log.titles
            #expect(titles.first == "passed: first &lt;1&gt;")
            #expect(titles.count >= 3)
            #expect(titles.dropFirst().dropLast().allSatisfy { $0 == "running: second" })
            let last = try #require(log.events.withLock { $0.last })
            #expect(last == LiveReport(result).event.dropLast(2))
        }

        @Test func `the page is the report with one script more, and allows no other source`()
            async throws
        {
            let server = try ScriptedServer()
            let port = try #require(Self.port)
            let result = try await run("shown", on: server.url)
            let get = { (path: String) in
                PageServerTests.exchange(
                    "GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n", port: port)
            }
            let answer = get("/")
            #expect(
                answer.hasPrefix("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"))
            #expect(answer.contains("\r\nContent-Security-Policy: frame-ancestors 'none'\r\n"))
            let report = HTMLReportDocument(result).text
            let page =
                report
                .replacing("</body>", with: "<script>\(LiveScript.markup.html)</script></body>")
                .replacing(
                    "'; base-uri", with: "' '\(LiveScript.hash)'; connect-src 'self'; base-uri")
            #expect(answer.hasSuffix("\r\n\r\n\(page)"))
            #expect(get("/other").hasPrefix("HTTP/1.1 404 Not Found"))
        }
    }
}

/// Events that have come so far.
private final class EventLog: Sendable {
    let events = Mutex<[String]>([])

    var titles: [String] {
        events.withLock { events in
            events.compactMap { $0.firstMatch(of: /<title>(.*)<\/title>/).map { String($0.1) } }
        }
    }
}

/// Reads server-sent events.
private struct EventReader {
    private let descriptor: Int32
    private let buffer = Buffer()
    private let end = ContinuousClock.now + .seconds(30)

    private final class Buffer {
        var text = ""
    }

    init(port: Int) {
        var error: Int32 = 0
        var isUnresolved = false
        descriptor = clt_sender_open("127.0.0.1", Int32(port), false, 2_000, &error, &isUnresolved)
        let request = "GET /events HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n"
        _ = clt_sender_send(descriptor, request, request.utf8.count, 2_000)
    }

    /// The next event; `nil` at the end, and after half a minute.
    func next() -> String? {
        var part = [UInt8](repeating: 0, count: 4_096)
        while true {
            let separator = buffer.text.hasPrefix("HTTP") ? "\r\n\r\n" : "\n\n"
            if let end = buffer.text.firstRange(of: separator) {
                let event = String(buffer.text[..<end.lowerBound])
                buffer.text.removeSubrange(..<end.upperBound)
                return event
            }
            let count = clt_sender_receive(descriptor, &part, part.count, 20_000)
            guard count > 0, ContinuousClock.now < end else {
                close(descriptor)
                return nil
            }
            buffer.text += String(decoding: part[..<count], as: UTF8.self)
        }
    }
}
