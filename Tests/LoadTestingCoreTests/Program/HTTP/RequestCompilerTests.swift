import LoadTestingCore
import TestSupport
import Testing

@Suite struct RequestCompilerTests {
    @Test(arguments: [
        ("http://127.0.0.1:8000", "/health", "http://127.0.0.1:8000/health"),
        ("http://127.0.0.1:8000/", "/health", "http://127.0.0.1:8000/health"),
        ("http://127.0.0.1:8000/api", "/health", "http://127.0.0.1:8000/api/health"),
        ("http://127.0.0.1:8000/api//", "health", "http://127.0.0.1:8000/api/health"),
        ("http://127.0.0.1:8000/api", "", "http://127.0.0.1:8000/api"),
        ("http://127.0.0.1:8000", "?a=b", "http://127.0.0.1:8000?a=b"),
        ("http://127.0.0.1:8000", "?to=http://x/", "http://127.0.0.1:8000?to=http://x/"),
        ("http://127.0.0.1:8000", "r?to=http://x/", "http://127.0.0.1:8000/r?to=http://x/"),
        ("http://127.0.0.1:8000", "/r?to=http://x/", "http://127.0.0.1:8000/r?to=http://x/"),
        ("http://localhost:80", "/a#part", "http://localhost/a"),
        ("https://localhost", "/a", "https://localhost/a"),
        ("https://localhost:443", "/a", "https://localhost/a"),
        ("https://localhost:80", "/a", "https://localhost:80/a"),
        ("http://[::1]:8000", "/a", "http://[::1]:8000/a"),
        ("http://[::1]", "/a", "http://[::1]/a"),
        ("HTTP://LocalHost:8000/API", "/A", "http://localhost:8000/API/A"),
    ])
    func `a path is joined to the target`(target: String, path: String, url: String) throws {
        #expect(try request(HTTPGet(path), target: target).url.pattern == url)
    }

    @Test(arguments: [
        ("/a b", "/a%20b"), ("/ä", "/%C3%A4"), ("/a%20b", "/a%20b"),
        ("/€/?q=ü x", "/%E2%82%AC/?q=%C3%BC%20x"),
        ("/a+b/~c:@!$&'()*,;=", "/a+b/~c:@!$&'()*,;="),
    ])
    func `spaces and characters beyond ASCII are percent-encoded, what is encoded stays`(
        path: String, encoded: String
    ) throws {
        #expect(try request(HTTPGet(path)).url.pattern == "http://127.0.0.1:8000\(encoded)")
    }

    @Test func `query items are percent-encoded and join what the path holds`() throws {
        #expect(
            try request(HTTPGet("/a", query: ["q": "x y&z=ü", "r/": ""])).url.pattern
                == "http://127.0.0.1:8000/a?q=x%20y%26z%3D%C3%BC&r%2F=")
        #expect(
            try request(HTTPGet("/a?p=1").query("q", "2").query("q", "3")).url.pattern
                == "http://127.0.0.1:8000/a?p=1&q=2&q=3")
        #expect(
            try request(HTTPGet("/a?p=1#part", query: ["q": "2"])).url.pattern
                == "http://127.0.0.1:8000/a?p=1&q=2")
    }

    @Test func `a whole URL names another server, which is an origin of its own`() throws {
        let plan = LoadTest("t", target: "http://127.0.0.1:8000/base") {
            ThreadGroup(users: 1) {
                HTTPGet("/a")
                HTTPGet("https://127.0.0.2:9/b?c=d")
                HTTPGet("http://127.0.0.2:9")
                HTTPGet("https://127.0.0.2:9/e")
                HTTPGet("http://127.0.0.3?f=g")
            }
        }
        let program = try ProgramCompiler.compile(plan, environment: [:])
        #expect(
            program.requests.map(\.url.pattern) == [
                "http://127.0.0.1:8000/base/a", "https://127.0.0.2:9/b?c=d", "http://127.0.0.2:9",
                "https://127.0.0.2:9/e", "http://127.0.0.3?f=g",
            ])
        #expect(program.requests.map(\.origin) == [0, 1, 2, 1, 3])
        #expect(
            program.origins.map { "\($0.scheme) \($0.authority)" } == [
                "http 127.0.0.1:8000", "https 127.0.0.2:9", "http 127.0.0.2:9",
                "http 127.0.0.3:80",
            ])
        #expect(program.rows.labels.dropFirst().first == "GET https://127.0.0.2:9/b")
    }

    @Test func `each kind of body has its header lines and bytes`() throws {
        func sent(_ body: HTTPBody) throws -> (headers: [String], body: String?) {
            let request = try request(HTTPPost("/", body: body))
            let lines = request.headers.map(\.line)
            guard case .text(let text) = request.body else { return (lines, nil) }
            return (lines, text.pattern)
        }
        let plain = try sent(.none)
        #expect(plain.headers == [] && plain.body == nil)
        let text = try sent("grüße")
        #expect(text.headers == ["Content-Type: text/plain; charset=utf-8"])
        #expect(text.body == "grüße")
        let bytes = try sent(.bytes([0x41, 0x00]))
        #expect(bytes.headers == ["Content-Type: application/octet-stream"])
        #expect(bytes.body == "A\0")
        let json = try sent(.json(["a": [1, 2]]))
        #expect(json.headers == ["Content-Type: application/json"])
        #expect(json.body == #"{"a":[1,2]}"#)
        let form = try sent(.form(["user name": "ä&b", "x": "~-._"]))
        #expect(form.headers == ["Content-Type: application/x-www-form-urlencoded"])
        #expect(form.body == "user%20name=%C3%A4%26b&x=~-._")
        let empty = try sent("")
        #expect(empty.body == "" && empty.headers.count == 1)
    }

    @Test func `a request's own Content-Type and Expect win in any case`() throws {
        let post = HTTPPost("/", body: "x").header("content-type", "text/csv")
            .header("EXPECT", "100-continue")
        #expect(
            try request(post).headers.map(\.line) == [
                "content-type: text/csv", "EXPECT: 100-continue",
            ])
    }

    @Test func `headers keep their order and may repeat, be empty or hold a tab`() throws {
        let get = HTTPGet("/", headers: ["B": "1", "A": ""]).header("B", "2").header("T", "a\tb")
        #expect(try request(get).headers.map(\.line) == ["B: 1", "A: ", "B: 2", "T: a\tb"])
    }

    private func request(
        _ step: some HTTPStep, target: String = "http://127.0.0.1:8000"
    ) throws -> ProgramRequest {
        let plan = LoadTest("t", target: target) { ThreadGroup(users: 1) { step } }
        return try ProgramCompiler.compile(plan, environment: [:]).requests[0]
    }
}
