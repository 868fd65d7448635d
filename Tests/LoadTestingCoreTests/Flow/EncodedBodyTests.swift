import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// A body is read in its stated encoding, or the sample fails.
    @Suite(.timeLimit(.minutes(1))) struct EncodedBodies {
        private static let text = "an error happened"

        /// The headers that a server sends with a body, and the body.
        private struct Encoded {
            var fields: [String]
            var body: [UInt8]
            var isKnown = true
            var isEncoded = true

            init(_ fields: String..., body: [UInt8], isKnown: Bool = true, isEncoded: Bool = true) {
                self.fields = fields.map { "Content-Encoding: \($0)" }
                self.body = body
                self.isKnown = isKnown
                self.isEncoded = isEncoded
            }
        }

        private static let bytes = Array(text.utf8)
        private static let members =
            Gzip.stored(Array("an err".utf8)) + Gzip.stored([])
            + Gzip.stored(Array("or happened".utf8))

        private static let encodings: [String: Encoded] = [
            "none": Encoded(body: bytes, isEncoded: false),
            "identity": Encoded("identity", body: bytes, isEncoded: false),
            "empty": Encoded("", body: bytes, isEncoded: false),
            "commas": Encoded(" , ,", body: bytes, isEncoded: false),
            "gzip": Encoded("gzip", body: Gzip.stored(bytes)),
            "x-gzip": Encoded("x-gzip", body: Gzip.stored(bytes)),
            "upper": Encoded(" GZip\t", body: Gzip.stored(bytes)),
            "members": Encoded("gzip", body: members),
            "padded": Encoded("gzip", body: Gzip.stored(bytes) + [0, 0, 0, 0, 0]),
            "zlib": Encoded("deflate", body: Gzip.zlib(bytes)),
            "raw": Encoded("deflate", body: Gzip.raw(bytes)),
            "identity, gzip": Encoded("identity, gzip", body: Gzip.stored(bytes)),
            "gzip, deflate": Encoded("gzip, deflate", body: Gzip.zlib(Gzip.stored(bytes))),
            "deflate, gzip": Encoded("deflate,gzip", body: Gzip.stored(Gzip.raw(bytes))),
            "two fields": Encoded("gzip", "deflate", body: Gzip.raw(Gzip.stored(bytes))),
            "folded": Encoded("\r\n gzip", body: Gzip.stored(bytes)),
            "folded list": Encoded("deflate,\r\n\tgzip", body: Gzip.stored(Gzip.raw(bytes))),
            "five": Encoded(
                "gzip, gzip, gzip, gzip, gzip",
                body: (0..<5).reduce(bytes) { body, _ in Gzip.stored(body) }),
            "br": Encoded("br", body: [1, 2, 3], isKnown: false),
            "zstd": Encoded("zstd", body: [1, 2, 3], isKnown: false),
            "compress": Encoded("compress", body: [1, 2, 3], isKnown: false),
            "own": Encoded("unheard-of", body: bytes, isKnown: false),
            "gzip, br": Encoded("gzip, br", body: [1, 2, 3], isKnown: false),
            "br, gzip": Encoded("br, gzip", body: Gzip.stored([1, 2, 3]), isKnown: false),
            "six": Encoded("gzip,gzip,gzip,gzip,gzip,gzip", body: [1, 2, 3], isKnown: false),
        ]

        private enum State: String, CaseIterable { case whole, cut, corrupt, followed }
        private enum Look: String, CaseIterable { case check, capture, nobody }

        private struct Case {
            var encoding: String
            var state: State
            var look: Look
            var isAsked: Bool

            var path: String {
                let name = encoding.replacing(", ", with: "+").replacing(" ", with: "_")
                return "/\(name)/\(state)/\(look)/\(isAsked)"
            }
        }

        private static let cases: [Case] = encodings.keys.sorted().flatMap { encoding in
            State.allCases.flatMap { state in
                Look.allCases.flatMap { look in
                    [true, false].map {
                        Case(encoding: encoding, state: state, look: look, isAsked: $0)
                    }
                }
            }
        }.filter { encodings[$0.encoding]!.isEncoded || $0.state == .whole }

        private static func body(of it: Case) -> [UInt8] {
            let body = encodings[it.encoding]!.body
            return switch it.state {
            case .whole: body
            // In the last member's checksum, before any padding.
            case .cut: Array(body.dropLast(it.encoding == "padded" ? 7 : 2))
            case .corrupt: [body[0] ^ 0xff] + body.dropFirst()
            case .followed: body + [7, 7]
            }
        }

        /// The expected outcome of a case: nothing here is known of how bodies are decoded.
        private static func wanted(_ it: Case) -> FailureCause? {
            let encoded = encodings[it.encoding]!
            let named: FailureCause? =
                switch it.look {
                case .check: .check("body lacks \"error\"")
                case .capture: .capture(it.path)
                case .nobody: nil
                }
            if !encoded.isKnown { return it.isAsked ? .decode : named }
            if it.state != .whole { return it.isAsked || it.look != .nobody ? .decode : nil }
            return it.look == .check ? named : nil
        }

        private static func server() throws -> ScriptedServer {
            let byPath = Dictionary(uniqueKeysWithValues: cases.map { ($0.path, $0) })
            return try ScriptedServer { request, connection in
                guard let it = byPath[request.target] else { return _ = connection.reply("404 No") }
                let body = Self.body(of: it)
                let fields = encodings[it.encoding]!.fields.map { "\($0)\r\n" }.joined()
                connection.send("HTTP/1.1 200 OK\r\n\(fields)Content-Length: \(body.count)\r\n\r\n")
                connection.send(body)
            }
        }

        private static func sendHead(
            _ status: String, count: Int, to connection: ScriptedServer.Connection
        ) {
            connection.send(
                "HTTP/1.1 \(status)\r\nContent-Encoding: gzip\r\n"
                    + "Content-Length: \(count)\r\n\r\n")
        }

        /// All encodings × whole, cut, corrupt, with something behind × looked at or not × asked
        /// for or not.
        @Test func `all encodings are what they say, whoever asks and looks`() async throws {
            let server = try Self.server()
            let result = try await measure(server.url) {
                for it in Self.cases {
                    let request = HTTPGet(it.path).compression(it.isAsked)
                    switch it.look {
                    case .check: request.check(.bodyLacks("error"))
                    case .capture:
                        request.capture(Slot<String>(it.path), between: "an ", and: " happened")
                    case .nobody: request
                    }
                }
            }
            #expect(server.requests.count == Self.cases.count)
            // What can't be decoded is received to its end, so that the connection is kept.
            #expect(server.connectionCount == 1)
            let all = result.causes
            for it in Self.cases {
                let causes = all["GET \(it.path)"]
                #expect(causes == (Self.wanted(it).map { [$0: 1] } ?? [:]), "\(it.path)")
            }
        }

        @Test func `what can't be read is named, with its encoding`() async throws {
            let server = try Self.server()
            func path(_ encoding: String, _ state: State = .whole) -> String {
                Case(encoding: encoding, state: state, look: .nobody, isAsked: false).path
            }
            let result = try await measure(server.url) {
                HTTPGet(path("br")).named("check").check(.bodyLacks("error"))
                HTTPGet(path("gzip, br")).named("capture").capture(Slot<String>("a"), .body)
                HTTPGet(path("zstd")).named("JSON").capture(Slot<Int>("b"), jsonPath: "$.a")
                HTTPGet(path("zstd")).named("path").capture(Slot<Int>("c"), json: \[Int].count)
                HTTPGet(path("br")).named("closure").check(
                    .that("fine") { $0.text.isEmpty || true })
                HTTPGet(path("br")).named("size").check(.bodySize(0...9))
                HTTPGet(path("br")).named("asked").compression()
                HTTPGet(path("gzip", .corrupt)).named("corrupt").check(.bodyLacks("x"))
                HTTPGet(path("gzip, deflate", .cut)).named("cut").check(.bodyLacks("x"))
                // Nothing reads the body.
                HTTPGet(path("br")).named("status").check(.status(200), .header("Content-Encoding"))
                HTTPGet(path("br")).named("head").check(.that("head") { $0.header("x") == nil })
            }
            let reasons = Dictionary(
                uniqueKeysWithValues: result.failedExamples.map { ($0.label, $0.explanation) })
            let only = "only gzip and deflate can be decoded"
            #expect(reasons["check"] == "the body is encoded as br: \(only)")
            #expect(reasons["capture"] == "the body is encoded as gzip, br: \(only)")
            #expect(reasons["JSON"] == "the body is encoded as zstd: \(only)")
            #expect(reasons["path"] == "the body is encoded as zstd: \(only)")
            #expect(result.failedExamples.allSatisfy { !$0.body.contains("\u{1}") })
            #expect(result.errorsByCause[.check("fine")] == 1)
            #expect(result.errorsByCause[.check("body size 0 to 9")] == 1)
            #expect(result.errorsByCause[.decode] == 3)
            #expect(result.errors == 9)
        }

        /// RFC 9110: no body is no encoded one, whatever the field says.
        @Test(arguments: ["HEAD", "204", "304", "empty"], ["gzip", "br"])
        func `no body is no failure`(kind: String, encoding: String) async throws {
            let server = try ScriptedServer { _, connection in
                let status = ["204", "304"].contains(kind) ? "\(kind) X" : "200 OK"
                let length = kind == "empty" ? 0 : 20
                let lengthLine = kind == "204" ? "" : "Content-Length: \(length)\r\n"
                connection.send(
                    "HTTP/1.1 \(status)\r\nContent-Encoding: \(encoding)\r\n\(lengthLine)\r\n")
            }
            let result = try await measure(server.url) {
                HTTPSampler(method: kind == "HEAD" ? "HEAD" : "GET", "/").compression()
                    .check(.status(200, 204, 304), .bodyLacks("error"))
            }
            #expect(result.errorsByCause == [:])
        }

        @Test func `a scenario reads what the body says`() async throws {
            let json = Array(#"{"id": 7}"#.utf8)
            let server = try ScriptedServer { request, connection in
                let isKnown = request.target == "/gzip"
                let body = isKnown ? Gzip.stored(json) : json
                connection.send(
                    "HTTP/1.1 200 OK\r\nContent-Encoding: \(isKnown ? "gzip" : "br")\r\n"
                        + "Content-Length: \(body.count)\r\n\r\n")
                connection.send(body)
            }
            let id = Slot<Int>("id")
            let result = try await measureScenario(server.url) { user in
                let reply = try await user.send(HTTPGet("/gzip").capture(id, jsonPath: "$.id"))
                #expect(reply.body == json)
                #expect(reply.text == #"{"id": 7}"#)
                #expect(try reply.decode(Visit.self) == Visit(id: 7))
                #expect(user[id] == 7)
                let status = try await user.send(HTTPGet("/br").named("status"))
                #expect(status.status == 200)
                let text = try await user.send(HTTPGet("/br").named("text"))
                #expect(text.text.isEmpty == false)
                let check = try await user.send(HTTPGet("/br").named("check"))
                #expect(throws: CheckFailure.self) { try check.check(.bodyLacks("error")) }
                let decode = try await user.send(HTTPGet("/br").named("decode"))
                #expect(throws: CheckFailure.self) { try decode.decode(Visit.self) }
            }
            #expect(result.errors(of: "status") == 0)
            #expect(result.causes(of: "text") == [.decode: 1])
            #expect(result.causes(of: "check") == [.check("body lacks \"error\""): 1])
            #expect(result.causes(of: "decode") == [.decode: 1])
        }

        @Test func `an example shows the decoded text, whoever looked at it`() async throws {
            let server = try ScriptedServer { request, connection in
                let body = Gzip.stored(Array(String(repeating: "no ", count: 1_000).utf8))
                Self.sendHead("500 No", count: body.count, to: connection)
                connection.send(body)
            }
            let result = try await measure(server.url) {
                HTTPGet("/nobody")
                HTTPGet("/check").check(.bodyLacks("x"))
                HTTPGet("/asked").compression()
            }
            let start = String(String(repeating: "no ", count: 400).prefix(1_000))
            #expect(result.failedExamples.count == 3)
            for example in result.failedExamples {
                #expect(example.body.hasPrefix(start), "\(example.label): \(example.body)")
            }
        }

        /// 80 MB of zeros that nothing reads cost neither processor time nor memory.
        @Test func `what nobody looks at is not decoded`() async throws {
            let body = Gzip.zeros(80 << 20)
            let server = try ScriptedServer { _, connection in
                Self.sendHead("200 OK", count: body.count, to: connection)
                connection.send(body)
            }
            let result = try await measure(server.url) {
                HTTPGet("/nobody").check(.status(200))
                HTTPGet("/check").check(.bodyContains("x"))
            }
            // The checksum of the body is wrong: a decoder would have noticed.
            #expect(result.errorsByCause == [.bodyTooLarge: 1])
        }
    }
}

extension LoadTestResult {
    /// The causes of a label's failures.
    fileprivate func causes(of label: String) -> [FailureCause: UInt64] {
        snapshot.total(of: label)?.causes ?? [:]
    }

    /// The same of all labels, in one pass.
    fileprivate var causes: [String: [FailureCause: UInt64]] {
        var causes: [String: [FailureCause: UInt64]] = [:]
        for interval in snapshot.judgedIntervals {
            interval.labels.forEach { number, label in
                causes[snapshot.labels[number], default: [:]].merge(
                    label.causes, uniquingKeysWith: +)
            }
        }
        return causes
    }
}
