import LoadTesting
import LoadTestingCore
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// Requests on the wire, byte for byte.
    @Suite(.timeLimit(.minutes(1))) struct Wire {
        private struct Order: Encodable {
            var item: String
        }

        /// Sends the steps once and returns what arrived.
        private func received(
            test: String = "wire", @StepsBuilder _ steps: () -> Steps
        ) async throws -> (port: Int, requests: [ReceivedRequest]) {
            let server = try ScriptedServer()
            let steps = steps()
            let result = try await measure(
                LoadTest(test, target: server.url) { ThreadGroup(users: 1) { steps } })
            #expect(result.errors == 0)
            #expect(server.connectionCount == 1)
            return (server.port, server.requests)
        }

        private func lines(_ request: String, port: Int, _ more: String...) -> [String] {
            [
                "\(request) HTTP/1.1", "Host: 127.0.0.1:\(port)",
                "User-Agent: LoadTesting/\(LoadTestingVersion.text) (wire)", "Accept: */*",
            ] + more
        }

        @Test func getHasFourLines() async throws {
            let (port, requests) = try await received { HTTPGet("/health") }
            #expect(requests.map(\.head) == [lines("GET /health", port: port)])
            #expect(requests[0].body.isEmpty)
        }

        @Test func textCarriesItsTypeAndLength() async throws {
            let (port, requests) = try await received { HTTPPost("/a", body: "grüße") }
            #expect(
                requests[0].head
                    == lines(
                        "POST /a", port: port, "Content-Type: text/plain; charset=utf-8",
                        "Content-Length: 7"))
            #expect(requests[0].text == "grüße")
        }

        @Test func jsonFormAndBytesCarryTheirTypes() async throws {
            let (_, requests) = try await received {
                HTTPPost("/j", json: Order(item: "tea"))
                HTTPPut("/f", body: .form(["a b": "c&d=ü", "e": ""]))
                HTTPPatch("/b", body: .bytes([0, 13, 10, 255]))
            }
            #expect(requests.map(\.method) == ["POST", "PUT", "PATCH"])
            #expect(
                requests.map { $0.values(of: "Content-Type") } == [
                    ["application/json"], ["application/x-www-form-urlencoded"],
                    ["application/octet-stream"],
                ])
            #expect(requests[0].text == #"{"item":"tea"}"#)
            #expect(requests[1].text == "a%20b=c%26d%3D%C3%BC&e=")
            #expect(requests[2].body == [0, 13, 10, 255])
            #expect(requests.map { $0.values(of: "Content-Length") } == [["14"], ["23"], ["4"]])
        }

        @Test func statedContentTypeReplacesTheImpliedOne() async throws {
            let (_, requests) = try await received {
                HTTPPost("/", headers: ["content-type": "text/csv"], body: "a,b")
            }
            #expect(requests[0].values(of: "Content-Type") == ["text/csv"])
        }

        @Test func statedHeadersReplaceThoseOfTheLibrary() async throws {
            let (_, requests) = try await received {
                HTTPGet("/", headers: ["Host": "shop.test", "X-Empty": ""])
                    .header("User-Agent", "probe").header("Accept", "text/html")
                    .header("X-Twice", "1").header("X-Twice", "2")
            }
            #expect(requests[0].values(of: "Host") == ["shop.test"])
            #expect(requests[0].values(of: "User-Agent") == ["probe"])
            #expect(requests[0].values(of: "Accept") == ["text/html"])
            #expect(requests[0].values(of: "X-Twice") == ["1", "2"])
            #expect(requests[0].values(of: "X-Empty") == [""])
        }

        @Test(arguments: [
            ("/search?q=a b", "/search?q=a%20b&x=%C3%A4%26%3D%2F&y="),
            ("/p%20q#part", "/p%20q?x=%C3%A4%26%3D%2F&y="),
            ("", "/?x=%C3%A4%26%3D%2F&y="),
            ("/a/./b/../c//d", "/a/./b/../c//d?x=%C3%A4%26%3D%2F&y="),
            ("/ü|[1]", "/%C3%BC|[1]?x=%C3%A4%26%3D%2F&y="),
        ]) func pathAndQueryAreEncodedOnce(_ path: String, _ target: String) async throws {
            let (_, requests) = try await received {
                HTTPGet(path, query: ["x": "ä&=/"]).query("y", "")
            }
            #expect(requests.map(\.target) == [target])
        }

        @Test func userAgentNamesTheTest() async throws {
            let (_, requests) = try await received(test: "Checkout (fast) ü") {
                HTTPGet("/")
            }
            let agent = "LoadTesting/\(LoadTestingVersion.text) (Checkout (fast) )"
            #expect(requests[0].values(of: "User-Agent") == [agent])
        }

        @Test(arguments: [65_536, 300_000])
        func largeBodyIsSentWithoutExpect(_ size: Int) async throws {
            let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let (_, requests) = try await received { HTTPPost("/", body: .bytes(body)) }
            #expect(requests[0].body == body)
            #expect(requests[0].values(of: "Expect").isEmpty)
        }

        @Test func emptyBodyStillHasALength() async throws {
            let (_, requests) = try await received {
                HTTPPost("/", body: "")
                HTTPPut("/", body: .bytes([]))
            }
            #expect(requests.map(\.method) == ["POST", "PUT"])
            #expect(requests.map { $0.values(of: "Content-Length") } == [["0"], ["0"]])
        }

        /// Settings of one request on a handle must not leak into the next one.
        @Test func methodsAlternateOnOneConnection() async throws {
            let server = try ScriptedServer { request, connection in
                guard request.method == "HEAD" else {
                    _ = connection.reply()
                    return
                }
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n")
            }
            let plan = LoadTest("wire", target: server.url) {
                ThreadGroup(users: 1, loops: 3) {
                    HTTPGet("/1")
                    HTTPPost("/2", body: "two")
                    HTTPHead("/3")
                    HTTPGet("/4")
                    HTTPPut("/5", body: .bytes([5]))
                    HTTPDelete("/6")
                    HTTPOptions("/7")
                    HTTPPatch("/8", body: "eight").header("X-Once", "1")
                    HTTPSampler(method: "PROPFIND", "/9")
                    HTTPPost("/10")
                    HTTPHead("/11")
                }
            }
            let result = try await measure(plan)
            #expect(result.errors == 0)
            #expect(server.connectionCount == 1)
            let text = "Content-Type: text/plain; charset=utf-8"
            let bytes = "Content-Type: application/octet-stream"
            let port = server.port
            let pass = [
                lines("GET /1", port: port),
                lines("POST /2", port: port, text, "Content-Length: 3"),
                lines("HEAD /3", port: port), lines("GET /4", port: port),
                lines("PUT /5", port: port, bytes, "Content-Length: 1"),
                lines("DELETE /6", port: port), lines("OPTIONS /7", port: port),
                lines("PATCH /8", port: port, "X-Once: 1", text, "Content-Length: 5"),
                lines("PROPFIND /9", port: port),
                lines("POST /10", port: port, "Content-Length: 0"),
                lines("HEAD /11", port: port),
            ]
            #expect(server.requests.map(\.head) == pass + pass + pass)
            let bodies = ["", "two", "", "", "\u{5}", "", "", "eight", "", "", ""]
            #expect(server.requests.map(\.text) == bodies + bodies + bodies)
        }

        @Test func sentAndReceivedBytesAreCounted() async throws {
            let server = try ScriptedServer()
            let result = try await measure(server.url, loops: 2) {
                HTTPGet("/a?b=ü", headers: ["Host": "x.test", "X-Empty": ""])
                HTTPPost("", body: "12345")
                HTTPPut("/c", body: .bytes(Array(repeating: 7, count: 100_000)))
                HTTPPatch("d").header("user-agent", "me").header("Accept", "*").header(
                    "Cookie", "a=b;")
                HTTPDelete("/e")
            }
            let sent = server.requests.reduce(0) { sum, request in
                sum + request.head.reduce(2) { $0 + $1.utf8.count + 2 } + request.body.count
            }
            #expect(server.requests.count == 10)
            #expect(result.all.sentBytes == Int64(sent))
            let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
            #expect(result.all.receivedBytes == Int64(10 * answer.utf8.count))
        }

        @Test func redirectIsNotFollowedUnasked() async throws {
            let server = try ScriptedServer { _, connection in
                connection.reply("302 Found", headers: ["Location: /next"], body: "")
            }
            let result = try await measure(server.url) { HTTPGet("/first") }
            #expect(server.requests.map(\.target) == ["/first"])
            #expect(result.all.statuses == [302: 1])
        }
    }
}
