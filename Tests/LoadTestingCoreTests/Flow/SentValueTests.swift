import Foundation
import LoadTestingCore
import TestServers
import Testing

extension UnderLoad {
    /// Values on their way to the wire: what goes out is what was there.
    @Suite(.timeLimit(.minutes(1))) struct SentValues {
        private struct Row: Decodable, Sendable {
            var zip: String
            var name: String
            var price: String
            var count: Int
            var isOpen: Bool
        }

        private let server: ScriptedServer

        init() throws { server = try ScriptedServer() }

        @Test(arguments: ["\u{feff}", ""], ["\r\n", "\n"])
        func `a row of CSV keeps zeros, blanks and digits in texts`(
            mark: String, end: String
        ) async throws {
            let lines = ["zip,name,price,count,isOpen", "00123, Ann ,19.90,007,true"]
            let path = NSTemporaryDirectory() + "values-\(UUID().uuidString).csv"
            try (mark + lines.joined(separator: end) + end)
                .write(toFile: path, atomically: true, encoding: .utf8)
            defer { try? FileManager.default.removeItem(atPath: path) }
            let row = Slot<Row>("row")
            let result = try await measure(server.url) {
                Feed(Feeder(csv: path, as: Row.self), into: row)
                HTTPPost(
                    "/",
                    body: "[\(row.zip)][\(row.name)][\(row.price)][\(row.count)][\(row.isOpen)]")
            }
            #expect(result.errorsByCause == [:])
            #expect(server.requests.map(\.text) == ["[00123][ Ann ][19.90][7][true]"])
        }

        @Test(arguments: [
            "\"quoted\" \\ / \u{8}\u{c}\n\r\t\u{1}\u{7f}", "é e\u{301} 😀 \u{2028}", "a\0b",
            "</script>",
            "", " lead and trail ", "null",
        ])
        func `any text survives a JSON body, a form and a body`(value: String) async throws {
            let word = Slot<String>("word", initially: value)
            let result = try await measure(server.url) {
                HTTPPost("/", json: word)
                HTTPPost("/", body: .json(word) { ["a": $0] })
                HTTPPost("/", body: .form(["a": "\(word)", "b": "x"]))
                HTTPPost("/", body: "\(word)")
                HTTPPost("/", body: "\(value)")
                HTTPGet("/", query: ["q": "\(word)"])
            }
            #expect(result.errorsByCause == [:])
            let bodies = server.requests.map { Data($0.body) }
            let bytes = Array(value.utf8)
            #expect(try Array(JSONDecoder().decode(String.self, from: bodies[0]).utf8) == bytes)
            let object = try JSONDecoder().decode([String: String].self, from: bodies[1])
            #expect(object["a"].map { Array($0.utf8) } == bytes)
            let field = String(decoding: bodies[2], as: UTF8.self).dropFirst(2).dropLast(4)
            #expect(String(field).removingPercentEncoding.map { Array($0.utf8) } == bytes)
            #expect(Array(bodies[3]) == bytes)
            #expect(Array(bodies[4]) == bytes)
            let query = server.requests[5].target.dropFirst(4)
            #expect(String(query).removingPercentEncoding.map { Array($0.utf8) } == bytes)
        }

        /// A field of blanks is a field without a value; libcurl would leave it out.
        @Test(arguments: ["", " ", "\t", " \t "])
        func `a header of blanks is sent, without a value`(value: String) async throws {
            let slot = Slot<String>("slot", initially: value)
            let result = try await measure(server.url) {
                HTTPGet("/").header("X-Blank", "\(value)")
                HTTPGet("/").header("X-Blank", "\(slot)")
            }
            #expect(result.errorsByCause == [:])
            let names = server.requests.map { request in
                request.headerLines.filter { $0.hasPrefix("X-Blank:") }.count
            }
            #expect(names == [1, 1])
            #expect(
                result.all.sentBytes == server.requests.reduce(0) { $0 + Int64($1.byteCount) })
        }

        @Test func `bytes of a body go out as they are`() async throws {
            let bytes: [UInt8] = [0, 0xff, 0xfe, 0x0d, 0x0a, 0, 0x80]
            let taken = Slot<String>("taken")
            let echo = try ScriptedServer { _, connection in
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(bytes.count)\r\n\r\n")
                connection.send(bytes)
            }
            let result = try await measure(echo.url) {
                HTTPPost("/", body: .bytes(bytes)).capture(taken, .body)
                HTTPPost("/", body: "\(taken)")
            }
            #expect(result.errorsByCause == [:])
            #expect(echo.requests.map(\.body) == [bytes, bytes])
        }
    }
}
