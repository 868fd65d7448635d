import Foundation
import LoadTestingCore
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// Captured bytes go out as they came, or the capture fails.
    @Suite(.timeLimit(.minutes(1))) struct CapturedBytes {
        private struct Prices: Decodable, Sendable { var price: Double }

        private static let numbers =
            #"{"price": 0.00001, "n": 5, "cents": 19.90, "big": 12345678901234567890,"#
            + #" "large": 1234567890123456789.0, "zero": -0, "power": 1E5, "small": 1e-7,"#
            + #" "yes": true, "none": null, "text": "x", "list": [1.0, 2.50, 3],"#
            + #" "items": [{"p": 1.10}, {}, {"p": 2.20}]}"#

        private func server(_ body: String, headers: [String] = []) throws -> ScriptedServer {
            try ScriptedServer { _, connection in connection.reply(headers: headers, body: body) }
        }

        private func server(bytes: [UInt8], head: [UInt8] = []) throws -> ScriptedServer {
            try ScriptedServer { _, connection in
                connection.send(Array("HTTP/1.1 200 OK\r\nContent-Length: \(bytes.count)\r\n".utf8))
                connection.send(head + Array("\r\n".utf8) + bytes)
            }
        }

        @Test(arguments: [
            ("price", "0.00001"), ("n", "5"), ("cents", "19.90"), ("zero", "-0"), ("power", "1E5"),
            ("large", "1234567890123456789.0"), ("small", "1e-7"),
            ("big", "12345678901234567890"),
        ])
        func `a number goes out with the digits of the reply`(name: String, digits: String)
            async throws
        {
            let server = try server(Self.numbers)
            let (double, decimal) = (Slot<Double>("double"), Slot<Decimal>("decimal"))
            let (text, path) = (Slot<String>("text"), "$.\(name)")
            let result = try await measure(server.url) {
                HTTPPost("/start").capture(double, jsonPath: path).capture(decimal, jsonPath: path)
                    .capture(text, jsonPath: path)
                HTTPPost(
                    "/\(double)", query: ["q": "\(decimal)"], body: "\(double) \(decimal) \(text)"
                )
                .header("X", "\(double) \(decimal) \(text)")
                HTTPPost("/json", json: double)
                HTTPPost("/json", json: decimal)
                HTTPPost("/json", json: text)
            }
            #expect(result.errorsByCause == [:])
            let sent = server.requests.dropFirst().map(\.text)
            #expect(server.requests[1].target == "/\(digits)?q=\(digits)")
            #expect(sent == ["\(digits) \(digits) \(digits)", digits, digits, "\"\(digits)\""])
            #expect(server.requests[1].values(of: "X") == ["\(digits) \(digits) \(digits)"])
        }

        @Test func `whole numbers, lists and other scalars keep their text, too`() async throws {
            let server = try server(Self.numbers)
            let (number, wide) = (Slot<Int>("number"), Slot<Int>("wide"))
            let (list, texts) = (Slot<[Double]>("list"), Slot<[String]>("texts"))
            let (prices, yes) = (Slot<[Double]>("prices"), Slot<String>("yes"))
            let result = try await measure(server.url) {
                HTTPGet("/start").capture(number, jsonPath: "$.n").capture(
                    wide, jsonPath: "$.power"
                )
                .capture(list, jsonPath: "$.list").capture(texts, jsonPath: "$.list[*]")
                .capture(prices, jsonPath: "$.items[*].p").capture(yes, jsonPath: "$.yes")
                HTTPGet("/\(number)/\(wide)/\(yes)")
                ForEach(list) { HTTPGet("/list/\($0)") }
                ForEach(texts) { HTTPGet("/texts/\($0)") }
                ForEach(prices) { HTTPGet("/prices/\($0)") }
                HTTPPost("/all", json: list)
                HTTPPost("/none", json: texts)
                If(wide, where: { $0 == 100_000 }) { HTTPGet("/wide") }
                If(list, where: { $0 == [1, 2.5, 3] }) { HTTPGet("/equal") }
            }
            #expect(result.errorsByCause == [:])
            #expect(
                server.arrivals.dropFirst() == [
                    "/5/1E5/true", "/list/1.0", "/list/2.50", "/list/3", "/texts/1.0",
                    "/texts/2.50", "/texts/3", "/prices/1.10", "/prices/2.20", "/all", "/none",
                    "/wide",
                    "/equal",
                ])
            let bodies = server.requests.filter { $0.method == "POST" }.map(\.text)
            #expect(bodies == ["[1.0,2.50,3]", #"["1.0","2.50","3"]"#])
        }

        @Test func `a number that is no captured one has no exponent`() async throws {
            let server = try server(Self.numbers)
            let (member, price) = (Slot<Prices>("prices"), Slot<Double>("price"))
            let (fixed, float) = (
                Slot<Double>("fixed", initially: 5), Slot<Float>("f", initially: 1e-5)
            )
            let (huge, negative) = (
                Slot<Double>("h", initially: 1e20), Slot<Double>("m", initially: -0.5e-10)
            )
            let result = try await measure(server.url) {
                HTTPGet("/start").capture(member, json: Prices.self)
                    .capture(price, json: \Prices.price)
                HTTPGet("/\(member.price)/\(price)/\(fixed)/\(float)/\(huge)/\(negative)")
                HTTPGet("/\(5.0)/\(0.00001)/\(1.5)/\(1e21)/\(Double.infinity)")
            }
            #expect(result.errorsByCause == [:])
            #expect(
                server.arrivals.dropFirst() == [
                    "/0.00001/0.00001/5/0.00001/100000000000000000000/-0.00000000005",
                    "/5/0.00001/1.5/1e%2B21/inf",
                ])
        }

        @Test func `a wrong type says what helps`() async throws {
            let server = try server(Self.numbers)
            let result = try await measure(server.url) {
                HTTPGet("/").named("a").capture(Slot<Int>("a"), jsonPath: "$.text")
                HTTPGet("/").named("b").capture(Slot<Int>("b"), jsonPath: "$.cents")
                HTTPGet("/").named("c").capture(Slot<Int>("c"), jsonPath: "$.big")
                HTTPGet("/").named("d").capture(Slot<String>("d"), jsonPath: "$.none")
                HTTPGet("/").named("e").capture(Slot<String>("e"), jsonPath: "$.items")
            }
            let reasons = Dictionary(
                uniqueKeysWithValues: result.failedExamples.map { ($0.label, $0.explanation) })
            #expect(
                reasons == [
                    "a": "at text: expected Int, found a string: a Slot<String> takes it",
                    "b": "at cents: 19.90 is no Int; a Slot<String> takes its text",
                    "c": "at big: 12345678901234567890 is no Int; a Slot<String> takes its text",
                    "d": "at none: expected String, found null: a Slot<String?> takes it",
                    "e": "at items: expected String, found an array: let the path continue to an"
                        + " element, or take a list",
                ])
        }

        @Test func `bytes that are no UTF-8 go out as they came`() async throws {
            let body = Array("<b>caf".utf8) + [0xe9] + Array("</b>\r\n<i>7</i>".utf8)
            let head =
                Array("X-Name: Andr".utf8) + [0xe9] + Array("\r\nSet-Cookie: n=Andr".utf8)
                + [0xe9] + Array("; Path=/\r\n".utf8)
            let server = try server(bytes: body, head: head)
            let (name, cookie) = (Slot<String>("name"), Slot<String>("cookie"))
            let (text, match) = (Slot<String>("text"), Slot<String>("match"))
            let (whole, number) = (Slot<String>("whole"), Slot<Int>("number"))
            let result = try await measure(server.url) {
                HTTPGet("/a").capture(name, header: "X-Name").capture(cookie, cookie: "n")
                    .capture(text, between: "<b>", and: "</b>").capture(match, regex: /<b>(.+?)</)
                    .capture(whole, .body).capture(number, between: "\r\n<i>", and: "<")
                HTTPPost(
                    "/\(text)/\(number)?a=\(match)", query: ["q": "\(name)"], body: "body=\(text)"
                )
                .header("X-Back", "\(name)").header("X-Cookie", "\(cookie)")
                HTTPPost("/whole", body: "\(whole)").check(.bodyContains("\(text)"))
                HTTPPost("/form", body: .form(["f": "\(match)"]))
                HTTPPost("/json", json: name)
            }
            #expect(result.errorsByCause == [.invalidRequest: 1])
            #expect(result.failedExamples.first?.explanation.contains("no UTF-8") == true)
            #expect(
                server.arrivals.dropFirst() == ["/caf%E9/7?a=caf%E9&q=Andr%E9", "/whole", "/form"])
            #expect(server.requests[1].body == Array("body=caf".utf8) + [0xe9])
            #expect(server.requests[2].body == body)
            #expect(server.requests[3].text == "f=caf%E9")
        }

        @Test func `a text of the program for such bytes is not sent back`() async throws {
            let head = Array("X-Name: Andr".utf8) + [0xe9] + Array("\r\n".utf8)
            let server = try server(bytes: Array("ok \u{FFFD}".utf8), head: head)
            let taken = Slot<String>("taken")
            let plan = try await measure(server.url) {
                HTTPGet("/plan").capture(taken) { $0.header("x-name") ?? "" }
            }
            #expect(plan.errorsByCause == [.capture("taken"): 1])
            let (sent, kept) = (server.requests.count, Slot<String>("kept"))
            let scenario = try await measureScenario(server.url) { user in
                let reply = try await user.send(HTTPGet("/a").capture(kept, header: "X-Name"))
                // As the server has it: nothing was replaced.
                try await user.post("/fine", body: "\(reply.text)")
                try await user.post("/kept/\(kept)", headers: ["X-Back": "\(kept)"])
                let name = reply.header("X-Name") ?? ""
                await #expect(throws: RequestError.self) {
                    try await user.get("/b", headers: ["X-Back": "\(name)"])
                }
                await #expect(throws: RequestError.self) { try await user.get("/c/\(name)") }
                await #expect(throws: RequestError.self) { try await user.post("/d", json: [name]) }
            }
            #expect(scenario.errorsByCause.keys.contains(.invalidRequest))
            #expect(scenario.errorsByCause[.invalidRequest] == 3)
            #expect(server.arrivals[sent...] == ["/a", "/fine", "/kept/Andr%E9"])
        }

        @Test func `nor as bytes, nor by the steps behind a scenario`() async throws {
            let server = try server(bytes: Array("caf".utf8) + [0xe9, 0xff])
            let (text, part) = (Slot<String>("text"), Slot<String>("part"))
            let result = try await measure(server.url) {
                Scenario("visit") { user in
                    let reply = try await user.get("/a")
                    user[text] = reply.text
                    user[part] = String(reply.text.prefix(3))
                    #expect(user[text] == "caf\u{FFFD}\u{FFFD}")
                    await #expect(throws: RequestError.self) {
                        try await user.post("/b", body: .bytes(Array(reply.text.utf8)))
                    }
                    try await user.post("/bytes", body: .bytes(reply.body))
                }.filling(text).filling(part)
                HTTPPost("/c", body: "\(text)")
                HTTPPost("/d", json: text)
                HTTPGet("/\(part)/\(text.count)").named("part")
                If(text, where: { $0.hasPrefix("caf") }) { HTTPGet("/read") }
            }
            #expect(result.errorsByCause[.invalidRequest] == 3)
            #expect(server.arrivals == ["/a", "/bytes", "/caf/5", "/read"])
            #expect(result.failedExamples.allSatisfy { $0.explanation.contains("UTF-8") })
        }

        /// Whether it says so in UTF-8 or in Latin-1: a text that the body has not is looked for in
        /// both.
        @Test(arguments: [true, false]) func `checks read bytes that are no UTF-8 as Latin-1`(
            isUTF8: Bool
        ) async throws {
            let bytes: [UInt8] = isUTF8 ? Array("café".utf8) : Array("caf".utf8) + [0xe9]
            let server = try server(
                bytes: bytes, head: Array("X-Name: ".utf8) + bytes + Array("\r\n".utf8))
            let result = try await measure(server.url) {
                HTTPGet("/holds").check(
                    .bodyContains("fé"), .body(equals: "café"), .bodyMatches(/f(é)$/),
                    .bodyLacks("è"), .bodyLacks("€"), .header("X-Name", contains: "é"),
                    .header("X-Name", equals: "café"))
                HTTPGet("/a").check(.bodyLacks("é"))
                HTTPGet("/b").check(.bodyContains("Ã©"))
                HTTPGet("/c").check(.body(equals: "cafe"))
            }
            #expect(result.errors(of: "GET /holds") == 0)
            #expect(
                result.errorsByCause == [
                    .check("body lacks \"é\""): 1, .check("body contains \"Ã©\""): 1,
                    .check("body is \"cafe\""): 1,
                ])
        }

        @Test func `all header lines of a name are looked at`() async throws {
            let server = try server(
                "", headers: ["Link: <1>", "X-A: a", "link: <2>,", "\t<3>  ", "LINK:", "X-B:b"])
            let (first, all) = (Slot<String>("first"), Slot<[String]>("all"))
            let result = try await measure(server.url) {
                HTTPGet("/start").capture(first, header: "Link").capture(all, header: "Link")
                    .check(
                        .header("link", equals: "<1>"), .header("Link", equals: "<2>, <3>"),
                        .header("Link", contains: "<3>"), .header("X-B", equals: "b"),
                        .header("Link", equals: ""))
                HTTPGet("/one", query: ["l": "\(first)"])
                ForEach(all) { HTTPGet("/all", query: ["l": "\($0)"]) }
                HTTPGet("/bad").check(.header("Link", equals: "<4>"))
            }
            #expect(result.errorsByCause == [.check("header Link is \"<4>\""): 1])
            #expect(
                result.failedExamples.first?.explanation == #"it is "<1>", "<2>, <3>", """#)
            #expect(
                server.arrivals[1...4] == [
                    "/one?l=%3C1%3E", "/all?l=%3C1%3E", "/all?l=%3C2%3E%2C%20%3C3%3E", "/all?l=",
                ])
        }
    }
}
