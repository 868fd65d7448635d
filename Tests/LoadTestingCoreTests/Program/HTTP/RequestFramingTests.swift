import LoadTestingCore
import LoadTestingMacrosFree
import TestSupport
import Testing

/// Header fields that libcurl writes on its own, written by hand.
@Suite struct RequestFramingTests {
    private func problems(_ step: some HTTPStep, _ defaults: NamedValues = [:]) -> [String] {
        do {
            _ = try lines(step, defaults)
            return []
        } catch {
            return error.problems.map { "\($0.message): \($0.remedy)" }
        }
    }

    /// The header lines of a request.
    @discardableResult
    private func lines(
        _ step: some HTTPStep, _ defaults: NamedValues = [:]
    ) throws(LoadTestError) -> [String] {
        let plan = LoadTest("t", target: "http://127.0.0.1:8000") {
            ThreadGroup(users: 1) { step }.defaults(HTTPDefaults(headers: defaults))
        }
        let program = try ProgramCompiler.compile(plan, environment: [:])
        return program.requests[0].headers.map(\.line)
    }

    @Test func `a length that is not the body's is refused with both`() {
        #expect(
            problems(HTTPGet("/a", headers: ["Content-Length": "999"])) == [
                "\"GET /a\" says \"Content-Length: 999\", and its body has 0 bytes:"
                    + " leave it out: it is computed from the body"
            ])
        for value in ["999", "4", "-5", "5abc", "0x5", "", "5, 5"] {
            let template = Template(value)
            let found = problems(
                HTTPPost(
                    "/a", headers: NamedValues([(name: "content-length", value: template)]),
                    body: "hello"))
            #expect(found.count == 1 && found[0].contains("its body has 5 bytes"), "\(value)")
        }
        #expect(problems(HTTPGet("/a"), ["Content-Length": "7"]).count == 1)
        #expect(problems(HTTPGet("/a"), ["Content-Length": "+0"]).count == 1)
        #expect(problems(HTTPPost("/a", body: "hello"), ["Content-Length": "7"]).count == 1)
    }

    @Test func `a length that is the body's is left to libcurl`() throws {
        let post = HTTPPost("/a", headers: ["Content-Length": "5", "X": "y"], body: "hello")
        #expect(try !lines(post).contains { $0.hasPrefix("Content-Length") })
        #expect(try lines(post).contains("X: y"))
        let empty = HTTPPut("/a", headers: ["Content-Length": "0"])
        #expect(try !lines(empty).contains { $0.hasPrefix("Content-Length") })
        let get = HTTPGet("/a", headers: ["Content-Length": "0"])
        #expect(try lines(get) == ["Content-Length: 0"])
    }

    @Test func `a length that slots decide is refused`() {
        let slot = Slot<String>("length", initially: "5")
        let found = problems(
            HTTPPost("/a", headers: ["Content-Length": "\(slot)"], body: "hello"))
        #expect(found.count == 1 && found[0].contains("the value is another one each time"))
        let made = problems(
            HTTPPost("/a", headers: ["Content-Length": "5"], body: "\(slot)"))
        #expect(made.count == 1 && made[0].contains("its body is another one each time"))
    }

    @Test func `chunked is sent with a body, and nothing else`() throws {
        let post = HTTPPost("/a", headers: ["Transfer-Encoding": "chunked"], body: "hello")
        #expect(try lines(post).contains("Transfer-Encoding: chunked"))
        for step in [
            HTTPPost("/a", headers: ["Transfer-Encoding": "gzip"], body: "hello"),
            HTTPPost("/a", headers: ["Transfer-Encoding": "gzip, chunked"], body: "hello"),
        ] { #expect(problems(step).count == 1) }
        let found = problems(HTTPGet("/a", headers: ["Transfer-Encoding": "Chunked"]))
        #expect(found.count == 1 && found[0].contains("its server would wait"))
    }

    @Test func `what can't be right is refused, what can is not`() {
        let both = NamedValues([(name: "Host", value: "a"), (name: "host", value: "b")])
        #expect(problems(HTTPGet("/a", headers: both))[0].contains("more than one header Host"))
        #expect(problems(HTTPGet("/a", headers: ["Host": "shop.test"])).isEmpty)
        #expect(problems(HTTPGet("/a", headers: ["Upgrade": "websocket"])).count == 1)
        #expect(problems(HTTPGet("/a", headers: ["Connection": "keep-alive, Upgrade"])).count == 1)
        #expect(problems(HTTPGet("/a", headers: ["Connection": "close"])).isEmpty)
        #expect(problems(HTTPGet("/a", headers: ["Upgrade-Insecure-Requests": "1"])).isEmpty)
        #expect(problems(HTTPGet("/a", headers: ["Expect": "100-continue"])).count == 1)
        #expect(problems(HTTPPost("/a", headers: ["Expect": "magic"], body: "x")).count == 1)
        #expect(problems(HTTPPost("/a", headers: ["Expect": "100-continue"], body: "x")).isEmpty)
    }
}
