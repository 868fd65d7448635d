import Foundation
import LoadTestingCore
import TestServers
import Testing

extension UnderLoad {
    /// HTTP as a plan states it: defaults, cookies, redirects, authorization, bodies, connections.
    @Suite(.timeLimit(.minutes(1))) struct HTTPPlans {
        @Test func `a request is over its group, the group over the plan`() async throws {
            let server = try ScriptedServer()
            let id = Slot<Int>("id")
            _ = try await measure(
                LoadTest("defaults", target: server.url + "/base") {
                    HTTPDefaults(
                        basePath: "/api", headers: ["X-A": "plan", "X-B": "plan", "X-C": "plan"])
                    ThreadGroup(users: 1) {
                        Feed(.counter(from: 5), into: id)
                        HTTPGet("/x", headers: ["x-c": "request"])
                        HTTPGet("\(server.url)/whole")
                    }.defaults(
                        HTTPDefaults(basePath: "/v2", headers: ["X-B": "group \(id)", "X-C": "g"]))
                    ThreadGroup(users: 1, startAfter: .milliseconds(200)) { HTTPGet("/y") }
                })
            #expect(server.arrivals == ["/base/api/v2/x", "/whole", "/base/api/y"])
            let first = server.requests[0]
            #expect(first.values(of: "X-A") == ["plan"])
            #expect(first.values(of: "X-B") == ["group 5"])
            #expect(first.values(of: "X-C") == ["request"])
            #expect(server.requests[2].values(of: "X-B") == ["plan"])
        }

        @Test func `time-outs are inherited, too`() async throws {
            let server = try ScriptedServer { request, connection in
                connection.pause(.milliseconds(250))
                connection.reply()
            }
            let result = try await measure(
                LoadTest("defaults", target: server.url) {
                    HTTPDefaults(timeout: .milliseconds(60))
                    ThreadGroup(users: 1) {
                        HTTPGet("/short")
                        HTTPGet("/long", timeout: .seconds(10))
                    }
                    ThreadGroup(users: 1) { HTTPGet("/group") }
                        .defaults(HTTPDefaults(timeout: .seconds(10)))
                })
            #expect(result.errors == 1)
            #expect(result.errors(of: "GET /short") == 1)
            #expect(result.errorsByCause == [.responseTimeout: 1])
        }

        @Test(arguments: [CookieHandling.kept, .clearedEachIteration, .ignored])
        func `cookies of a user`(handling: CookieHandling) async throws {
            let server = try ScriptedServer { request, connection in
                connection.reply(
                    headers: request.target == "/in" ? ["Set-Cookie: id=\(request.connection)"] : []
                )
            }
            _ = try await measure(
                LoadTest("cookies", target: server.url) {
                    HTTPDefaults(cookies: handling)
                    ThreadGroup(users: 2, loops: 2) {
                        HTTPGet("/a")
                        HTTPGet("/in")
                        HTTPGet("/b")
                    }
                })
            let sent = Dictionary(grouping: server.requests, by: \.connection)
            #expect(sent.count == 2)
            for (connection, requests) in sent {
                let cookies = requests.map { $0.values(of: "Cookie").first ?? "" }
                let id = "id=\(connection)"
                switch handling {
                case .kept: #expect(cookies == ["", "", id, id, id, id])
                case .clearedEachIteration: #expect(cookies == ["", "", id, "", "", id])
                case .ignored: #expect(cookies.allSatisfy { $0.isEmpty })
                }
            }
        }

        @Test func `redirects are followed on request, to the same origin unless allowed`()
            async throws
        {
            let other = try ScriptedServer()
            let server = try ScriptedServer { request, connection in
                let number = Int(request.target.dropFirst(2)) ?? 0
                switch request.target {
                case "/away":
                    connection.reply("302 Found", headers: ["Location: \(other.url)/there"])
                case _ where request.target.hasPrefix("/r") && number > 0:
                    connection.reply("302 Found", headers: ["Location: /r\(number - 1)"])
                default: connection.reply()
                }
            }
            let result = try await measure(server.url) {
                HTTPGet("/r1").named("none").check(.status(302))
                HTTPGet("/r2").named("same").redirects(.sameOrigin).check(.status(200))
                HTTPGet("/r3").named("limit").redirects(.follow(limit: 2))
                HTTPGet("/away").named("away").redirects(.sameOrigin)
                HTTPGet("/away").named("allowed")
                    .redirects(.follow(limit: 1, crossesOrigins: true)).check(.status(200))
            }
            let errors = ["none", "same", "limit", "away", "allowed"].map { result.errors(of: $0) }
            #expect(errors == [0, 0, 1, 1, 0], "\(result.errorsByCause)")
            #expect(result.requests == 5)
            #expect(other.arrivals == ["/there"])
            #expect(
                server.arrivals == [
                    "/r1", "/r2", "/r1", "/r0", "/r3", "/r2", "/r1", "/away", "/away",
                ])
        }

        @Test func `Basic, Digest and Bearer, with values of slots`() async throws {
            let server = try ScriptedServer { request, connection in
                let isDigest = request.target == "/digest"
                let said = request.values(of: "Authorization").first ?? ""
                if isDigest, !said.hasPrefix("Digest ") || said.contains("response=\"\"") {
                    connection.reply(
                        "401 No",
                        headers: [
                            #"WWW-Authenticate: Digest realm="r", nonce="n", qop="auth""#
                        ])
                } else {
                    connection.reply()
                }
            }
            let name = Slot<String>("name", initially: "anna")
            let token = Slot<String>("token", initially: "t1")
            let result = try await measure(
                LoadTest("authorization", target: server.url) {
                    HTTPDefaults(authorization: .bearer("\(token)"))
                    ThreadGroup(users: 1) {
                        HTTPGet("/bearer")
                        HTTPGet("/basic").authorization(.basic(user: "\(name)", password: "p:w"))
                        HTTPGet("/digest").authorization(.digest(user: "\(name)", password: "pw"))
                        HTTPGet("/none").authorization(.none)
                    }
                })
            #expect(result.errors == 0, "\(result.failedExamples)")
            func said(_ target: String) -> [String] {
                server.requests.filter { $0.target == target }.flatMap {
                    $0.values(of: "Authorization")
                }
            }
            #expect(said("/bearer") == ["Bearer t1"])
            let basic = Data("anna:p:w".utf8).base64EncodedString()
            #expect(said("/basic") == ["Basic \(basic)"])
            #expect(said("/digest").last?.contains(#"username="anna""#) == true)
            #expect(said("/none").isEmpty)
        }

        @Test func `forms and multipart bodies with files`() async throws {
            let server = try ScriptedServer()
            let name = Slot<String>("name", initially: "a&b c")
            let file = NSTemporaryDirectory() + "flow-\(UUID().uuidString).bin"
            try Data("from a file".utf8).write(to: URL(fileURLWithPath: file))
            defer { try? FileManager.default.removeItem(atPath: file) }
            _ = try await measure(server.url) {
                HTTPPost("/form", body: .form(["n": "\(name)", "k=": "ü"]))
                HTTPPost(
                    "/parts",
                    body: .multipart(
                        .field("n", "\(name)"), .file("f", path: file, contentType: "text/x"),
                        .file("g", bytes: [1, 0, 2], fileName: "a\"b.bin")))
            }
            let (form, parts) = (server.requests[0], server.requests[1])
            #expect(["n=a%26b%20c&k%3D=%C3%BC", "n=a%26b+c&k%3D=%C3%BC"].contains(form.text))
            #expect(form.values(of: "Content-Type") == ["application/x-www-form-urlencoded"])
            let type = try #require(parts.values(of: "Content-Type").first)
            let boundary = try #require(type.split(separator: "=").last)
            #expect(type.hasPrefix("multipart/form-data; boundary="))
            let text = parts.text
            #expect(text.contains("name=\"n\"\r\n\r\na&b c\r\n--\(boundary)"))
            #expect(text.contains("Content-Type: text/x\r\n\r\nfrom a file\r\n"))
            #expect(text.contains("filename=\"a%22b.bin\""))
            #expect(text.contains("\r\n\r\n\u{1}\u{0}\u{2}\r\n--\(boundary)--\r\n"))
        }

        @Test func `JSON is made of slots' values`() async throws {
            struct Order: Encodable, Sendable {
                var id: Int
                var note: String
            }
            let server = try ScriptedServer()
            let (id, note) = (
                Slot<Int>("id", initially: 3), Slot<String>("note", initially: "\"q\"")
            )
            _ = try await measure(server.url) {
                HTTPPut("/a", body: .json(id, note) { Order(id: $0, note: $1) })
                HTTPPatch("/b", json: note)
                HTTPPost("/c", json: ["x": 1])
            }
            let bodies = server.requests.map(\.text)
            #expect(bodies[0].contains(#""id":3"#) && bodies[0].contains(#""note":"\"q\"""#))
            #expect(bodies[1...] == [#""\"q\"""#, #"{"x":1}"#])
            #expect(
                server.requests.allSatisfy { $0.values(of: "Content-Type") == ["application/json"] }
            )
        }

        @Test func `compression is asked for and undone`() async throws {
            // "hello hello hello" by gzip.
            let zipped = Data(base64Encoded: "H4sIAAAAAAACA8tIzcnJV8hAkACAiPnlEQAAAA==")!
            let server = try ScriptedServer { request, connection in
                guard request.values(of: "Accept-Encoding").first?.contains("gzip") == true else {
                    connection.reply(body: "plain")
                    return
                }
                connection.send(
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
                        + "Content-Length: \(zipped.count)\r\n\r\n")
                connection.send(Array(zipped))
            }
            let result = try await measure(server.url) {
                HTTPGet("/a").check(.body(equals: "plain"))
                HTTPGet("/b").compression().check(.bodyContains("hello"))
            }
            #expect(result.errors == 0, "\(result.failedExamples)")
        }

        @Test(arguments: [(ConnectionReuse.kept, 2), (.perIteration, 6), (.perRequest, 12)])
        func `connections are kept, or fresh`(reuse: ConnectionReuse, count: Int) async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("connections", target: server.url) {
                    HTTPDefaults(connection: reuse)
                    ThreadGroup(users: 2, loops: 3) {
                        HTTPGet("/a")
                        HTTPGet("/b")
                    }
                })
            #expect(server.connectionCount == count)
            #expect(result.all.openedConnections == UInt64(count))
            #expect(result.errors == 0 && result.requests == 12)
        }

        @Test func `a header whose slot holds a line break is not sent`() async throws {
            let server = try ScriptedServer()
            let value = Slot<String>("value", initially: "a\r\nX-Evil: 1")
            let result = try await measure(server.url) {
                HTTPGet("/a").header("X-A", "\(value)")
                HTTPGet("/b").authorization(.bearer("\(value)"))
                HTTPGet("/path/\(value)")
                HTTPGet("/query").query("q", "\(value)")
            }
            #expect(result.errorsByCause == [.invalidRequest: 2], "\(result.failedExamples)")
            #expect(server.arrivals.count == 2)
            #expect(server.arrivals.allSatisfy { $0.contains("%0D%0A") })
        }
    }
}
