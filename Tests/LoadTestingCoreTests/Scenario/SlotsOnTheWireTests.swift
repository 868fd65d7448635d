import Foundation
import LoadTestingCore
import TestServers
import TestSupport
import Testing

/// A row of whose members some have names that a slot must not take for itself.
private struct Person: Sendable {
    struct Home: Sendable { var city = "Köln" }

    var id = 7
    var name = "Ada"
    var key = "k"
    var text = "t"
    var home = Home()
    var initial: String { String(name.prefix(1)) }
}

private let word = Slot<String>("word", initially: "a b/ü")
private let number = Slot<Int>("number", initially: 42)
private let person = Slot<Person>("person", initially: Person())

extension UnderLoad {
    @Suite(.timeLimit(.minutes(1))) struct SlotsOnTheWireTests {
        private let server: ScriptedServer

        init() throws { server = try ScriptedServer() }

        /// The requests that the server received from steps that all succeed.
        private func received(
            @StepsBuilder _ steps: () -> Steps
        ) async throws -> [ReceivedRequest] {
            let result = try await measure(server.url, steps)
            #expect(result.errorsByCause == [:])
            return server.requests
        }

        private func targets(@StepsBuilder _ steps: () -> Steps) async throws -> [String] {
            try await received(steps).map(\.target)
        }

        @Test func `a slot in a path, with no and with all optional arguments`() async throws {
            let requests = try await received {
                HTTPGet("/a/\(number)/z")
                HTTPGet(
                    "/b/\(number)", query: ["q": "1"], headers: ["H": "2"], timeout: .seconds(5))
                HTTPDelete("/c/\(number)")
                HTTPPost(
                    "/d/\(number)", query: ["q": "\(number)"], headers: ["H": "\(number)"],
                    body: "n=\(number)", timeout: .seconds(5))
                HTTPPut("/e/\(number)", json: [1])
                HTTPPatch("/f/\(number)", json: number)
                HTTPSampler(method: "GET", "/g/\(number)")
            }
            #expect(
                requests.map(\.target) == [
                    "/a/42/z", "/b/42?q=1", "/c/42", "/d/42?q=42", "/e/42", "/f/42", "/g/42",
                ])
            #expect(requests.map(\.text) == ["", "", "", "n=42", "[1]", "42", ""])
            #expect(requests[1].values(of: "H") == ["2"])
            #expect(requests[3].values(of: "H") == ["42"])
        }

        @Test func `values in paths and queries are percent-encoded`() async throws {
            let all = Slot<String>("all", initially: "a/b?c#d%e f&g=h+ü")
            let encoded = "a%2Fb%3Fc%23d%25e%20f%26g%3Dh%2B%C3%BC"
            let found = try await targets {
                HTTPGet("/p/\(all)")
                HTTPGet("/q?x=\(all)")
                HTTPGet("/r", query: ["x": "\(all)"])
                HTTPGet("/s").query("x", "\(all)").query("y", "\(number)")
            }
            let decoded = found.map { $0.removingPercentEncoding ?? "" }
            for target in decoded { #expect(target.contains("a/b?c#d%e f&g=h+ü"), "\(target)") }
            #expect(found[3].hasSuffix("&y=42"))
            #expect(found[0].hasPrefix("/p/a%2Fb%3Fc%23d%25e%20f"))
            #expect(found[0].hasSuffix("%C3%BC"))
            #expect(found[2] == "/r?x=\(encoded)")
        }

        @Test func `a slot in a header, by argument and by modifier`() async throws {
            let requests = try await received {
                HTTPGet("/", headers: ["A": "\(word)", "B": "x \(number) y"])
                HTTPGet("/").header("A", "\(word)").header("B", "\(number)\(number)")
            }
            #expect(requests.map { $0.values(of: "A") } == [["a b/ü"], ["a b/ü"]])
            #expect(requests.map { $0.values(of: "B") } == [["x 42 y"], ["4242"]])
        }

        @Test func `a slot in bodies of every kind`() async throws {
            let requests = try await received {
                HTTPPost("/", body: "\(word)=\(number)")
                HTTPPost("/", body: .text("<\(word)>"))
                HTTPPost("/", body: .form(["a": "\(word)", "b": "\(number)"]))
                HTTPPost("/", body: .multipart(.field("f", "\(word)"), .field("g", "fixed")))
                HTTPPost("/", body: .json(number, word) { ["\($0)": $1] })
            }
            #expect(requests[0].text == "a b/ü=42")
            #expect(requests[0].values(of: "Content-Type") == ["text/plain; charset=utf-8"])
            #expect(requests[1].text == "<a b/ü>")
            #expect(["a=a+b%2F%C3%BC&b=42", "a=a%20b%2F%C3%BC&b=42"].contains(requests[2].text))
            #expect(requests[3].text.contains("name=\"f\"\r\n\r\na b/ü\r\n"))
            #expect(requests[3].text.contains("name=\"g\"\r\n\r\nfixed\r\n"))
            let decoded = try JSONDecoder().decode(
                [String: String].self, from: Data(requests[4].body))
            #expect(decoded == ["42": "a b/ü"])
        }

        @Test func `a slot in bearer and basic authorisation`() async throws {
            let requests = try await received {
                HTTPGet("/").authorization(.bearer("t\(number)"))
                HTTPGet("/").authorization(.basic(user: "u\(number)", password: "\(number)"))
            }
            let basic = Data("u42:42".utf8).base64EncodedString()
            #expect(
                requests.flatMap { $0.values(of: "Authorization") }
                    == ["Bearer t42", "Basic \(basic)"])
        }

        @Test func `a slot in the text of checks`() async throws {
            let server = try ScriptedServer { _, connection in
                connection.reply(headers: ["X: v42"], body: "n=42")
            }
            let result = try await measure(server.url) {
                HTTPGet("/ok").check(
                    .bodyContains("=\(number)"), .bodyLacks("x\(number)"),
                    .body(equals: "n=\(number)"), .header("X", equals: "v\(number)"),
                    .header("X", contains: "\(number)"))
                HTTPGet("/bad").check(.bodyContains("m=\(number)"))
            }
            #expect(result.errorsByCause == [.check("body contains \"m={number}\""): 1])
        }

        @Test(arguments: [true, false])
        func `a ternary between two literals, with and without a slot`(
            isOn: Bool
        ) async throws {
            let requests = try await received {
                HTTPGet(isOn ? "/a/\(number)" : "/a")
                HTTPGet("/", headers: ["H": isOn ? "\(number)" : "none"])
                HTTPPost("/", body: isOn ? "\(number)" : "none")
                HTTPGet("/").header("H", isOn ? "\(number)" : "none")
                HTTPGet("/").query("q", isOn ? "\(number)" : "none")
                HTTPPost("/", body: .text(isOn ? "\(number)" : "none"))
                HTTPGet(isOn ? "/x" : "/y")
            }
            let value = isOn ? "42" : "none"
            #expect(requests[0].target == (isOn ? "/a/42" : "/a"))
            #expect(requests[1].values(of: "H") == [value])
            #expect(requests[2].text == value)
            #expect(requests[3].values(of: "H") == [value])
            #expect(requests[4].target == "/?q=\(value)")
            #expect(requests[5].text == value)
            #expect(requests[6].target == (isOn ? "/x" : "/y"))
        }

        @StepsBuilder private func fragment(isLong: Bool) -> Steps {
            HTTPGet("/f/\(number)")
            if isLong {
                for index in 0..<2 { HTTPGet("/f/\(index)/\(person.name)") }
            }
        }

        @Test func `a slot inside a builder function`() async throws {
            #expect(
                try await targets { fragment(isLong: true) } == ["/f/42", "/f/0/Ada", "/f/1/Ada"])
        }

        @Test func `a member of a slot's value, whatever its name, also a nested one`()
            async throws
        {
            let found = try await targets {
                HTTPGet("/\(person.id)/\(person.name)/\(person.key)/\(person.text)")
                HTTPGet("/\(person.home.city)")
                HTTPGet("/\(person.initial)").named("computed")
            }
            #expect(found == ["/7/Ada/k/t", "/K%C3%B6ln", "/A"])
        }

        @Test func `values of several types`() async throws {
            let id = UUID()
            let uuid = Slot<UUID>("uuid", initially: id)
            let ratio = Slot<Double>("ratio", initially: 0.5)
            let found = try await targets { HTTPGet("/\(uuid)/\(number)/\(word)/\(ratio)") }
            #expect(found == ["/\(id)/42/a%20b%2F%C3%BC/0.5"])
        }

        @Test func `the label keeps the template`() async throws {
            let result = try await measure(server.url) {
                HTTPGet("/users/\(person.id)?q=\(word)")
                HTTPGet("/homes/\(person.home.city)")
                HTTPPost("/\(number)/x", body: "\(word)")
            }
            #expect(
                result.labels.sorted() == [
                    "GET /homes/{person.home.city}", "GET /users/{person.id}", "POST /{number}/x",
                ])
        }

        @Test func `a computed member in a path needs a name`() async throws {
            let error = await #expect(throws: LoadTestError.self) {
                try await measure(server.url) { HTTPGet("/\(person.initial)") }
            }
            #expect(error?.description.contains(".named") == true, "\(error?.description ?? "")")
            #expect(server.requests.isEmpty)
        }

        @Test func `a slot at the start is a path or a whole URL of the target`() async throws {
            let path = Slot<String>("path", initially: "/a/b?c=d")
            let url = Slot<String>("url", initially: "\(server.url)/x/y")
            #expect(
                try await targets {
                    HTTPGet("\(path)")
                    HTTPGet("\(url)")
                    HTTPGet("\(url)/\(number)")
                } == ["/a/b?c=d", "/x/y", "/x/y/42"])
        }

        @Test(arguments: ["http://127.0.0.1:1/x", "https://example.com/", "//example.com/"])
        func `a slot at the start does not lead to another origin`(value: String) async throws {
            let url = Slot<String>("url", initially: value)
            let result = try await measure(server.url) { HTTPGet("\(url)") }
            #expect(result.errors == 1)
            #expect(server.requests.isEmpty)
            #expect(result.errorsByCause.keys.first == .invalidRequest)
        }

        @Test(arguments: ["a\r\nX: 1", "a\nb"])
        func `a header value with a line break is not sent`(value: String) async throws {
            let bad = Slot<String>("bad", initially: value)
            let result = try await measure(server.url) { HTTPGet("/", headers: ["H": "\(bad)"]) }
            #expect(result.errorsByCause == [.invalidRequest: 1])
            #expect(server.requests.isEmpty)
        }
    }
}
