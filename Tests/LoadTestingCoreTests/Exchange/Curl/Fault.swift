import LoadTestingCore
import TestServers
import Testing

/// A fault of a server, and the expected count of a request to it.
struct Fault: Sendable, CustomTestStringConvertible {
    /// The number in the catalogue of faults, and what happens.
    let name: String
    /// The cause of the failure; `nil` when it must count as a success.
    let cause: FailureCause?
    var timeout: Duration = .seconds(5)
    var greet: ScriptedServer.Greeting = { _ in }
    let handle: ScriptedServer.Handler

    var testDescription: String { name }

    init(
        _ name: String, _ cause: FailureCause?, timeout: Duration = .seconds(5),
        handle: @escaping ScriptedServer.Handler
    ) {
        self.name = name
        self.cause = cause
        self.timeout = timeout
        self.handle = handle
    }

    init(_ name: String, _ cause: FailureCause?, greet: @escaping ScriptedServer.Greeting) {
        self.init(name, cause) { _, _ in }
        self.greet = greet
    }

    /// A server that sends these bytes and closes.
    init(_ name: String, _ cause: FailureCause?, sends text: String) {
        self.init(name, cause) { _, connection in
            connection.send(text)
            connection.close()
        }
    }
}

extension Fault {
    /// Faults that are over at once.
    static let immediate = closing + malformed

    private static let closing = [
        Fault("2 reset right after accept", .reset, greet: { $0.reset() }),
        Fault("3 closed without a byte", .reset) { $1.close() },
        Fault("4 reset after the request", .reset) { $1.reset() },
        Fault("5 reset in the body", .reset) { _, connection in
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\nsome")
            connection.pause(.milliseconds(30))
            connection.reset()
        },
        Fault(
            "6 body shorter than announced", .truncated,
            sends: "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nsome"),
        Fault(
            "7 head without an end", .truncated, sends: "HTTP/1.1 200 OK\r\nContent-Type: text"),
        Fault(
            "8 chunk size that is no number", .invalidResponse,
            sends: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nab\r\n0\r\n\r\n"),
        Fault(
            "9 no final chunk", .truncated,
            sends: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n"),
        Fault(
            "10 chunk shorter than announced", .truncated,
            sends: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\nab"),
    ]

    private static let malformed = [
        Fault(
            "11 SSH banner", .invalidResponse,
            greet: { $0.send("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n") }),
        Fault("11 binary garbage", .invalidResponse) { _, connection in
            connection.send((0..<64).map { UInt8(200 + $0 % 50) })
            connection.close()
        },
        Fault(
            "12 two different Content-Lengths", .invalidResponse,
            sends: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\noki"),
        Fault("13 Content-Length and chunked", nil) { _, connection in
            connection.send(
                "HTTP/1.1 200 OK\r\nContent-Length: 40\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "2\r\nok\r\n0\r\n\r\n")
        },
        Fault(
            "14 negative Content-Length", .invalidResponse,
            sends: "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello"),
        Fault(
            "15 NUL in a header", .invalidResponse,
            sends: "HTTP/1.1 200 OK\r\nX-A: a\0b\r\nContent-Length: 2\r\n\r\nok"),
        Fault("16 400 KB of headers", .invalidResponse) { _, connection in
            let line = "X-Padding: " + String(repeating: "a", count: 989) + "\r\n"
            connection.send("HTTP/1.1 200 OK\r\n" + String(repeating: line, count: 400) + "\r\n")
            connection.close()
        },
        Fault("26 a 204 with a body", nil) { _, connection in
            connection.send("HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\nbody")
        },
        Fault("26 status 999", .http(status: 999)) { $1.reply("999 Odd") },
        Fault("26 no status number", .invalidResponse) { $1.reply("abc Odd") },
        Fault("an error of the server", .http(status: 503)) { $1.reply("503 Busy") },
        Fault("an error of the client", .http(status: 404)) { $1.reply("404 Not Found") },
        Fault("a redirect, which is not followed", .redirect(status: 302)) { _, connection in
            connection.reply("302 Found", headers: ["Location: /elsewhere"], body: "")
        },
        Fault("no length, ended by closing", nil, sends: "HTTP/1.0 200 OK\r\n\r\nall of it"),
    ]

    /// Faults that only a time-out ends.
    static let stalling = [
        Fault("17 100 Continue without end", .responseTimeout, timeout: stall) { _, connection in
            while connection.send("HTTP/1.1 100 Continue\r\n\r\n") {
                connection.pause(.milliseconds(20))
            }
        },
        Fault("18 no answer", .responseTimeout, timeout: stall) { _, _ in },
        Fault("18 a head that stops", .responseTimeout, timeout: stall) { _, connection in
            connection.send("HTTP/1.1 200 OK\r\nContent-")
        },
        Fault("19 a body that stops", .bodyTimeout, timeout: stall) { _, connection in
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nsome")
        },
        Fault("20 a body in drops", .bodyTimeout, timeout: stall) { _, connection in
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n")
            connection.drip(String(repeating: "a", count: 900), every: .milliseconds(50))
        },
        Fault("20 a head in drops", .responseTimeout, timeout: stall) { _, connection in
            connection.drip("HTTP/1.1 200 OK\r\nContent-Length: 2", every: .milliseconds(50))
        },
    ]

    private static let stall = Duration.milliseconds(300)
}
