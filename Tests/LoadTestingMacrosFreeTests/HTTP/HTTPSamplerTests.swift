import LoadTestingMacrosFree
import Testing

@Suite struct HTTPSamplerTests {
    @Test func `each request type has its method`() {
        let group = ThreadGroup(users: 1) {
            HTTPGet("/")
            HTTPHead("/")
            HTTPPost("/")
            HTTPPut("/")
            HTTPPatch("/")
            HTTPDelete("/")
            HTTPOptions("/")
            HTTPSampler(method: "PROPFIND", "/")
        }
        #expect(
            group.steps.samplers.map(\.method) == [
                "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND",
            ])
    }

    @Test(arguments: [
        ("/health", "GET /health"), ("/items?page=2&q=x", "GET /items"), ("/a#b", "GET /a"),
        ("/a#b?c", "GET /a"), ("", "GET "), ("items", "GET items"),
        ("http://127.0.0.1:9/x?y", "GET http://127.0.0.1:9/x"),
    ])
    func `a label is method and path without the query`(path: String, label: String) {
        #expect(HTTPGet(path, query: ["not": "shown"]).sampler.label == label)
    }

    @Test func `a name replaces the label`() {
        #expect(HTTPGet("/a").named("first").sampler.label == "first")
        #expect(HTTPGet("/a").named("first").named("second").sampler.label == "second")
    }

    @Test func `modifiers keep the type, add to what is there and leave the original alone`() {
        let plain = HTTPPost("/a", query: ["q": "1"], headers: ["H": "1"])
        let changed: HTTPPost =
            plain.header("H", "2").query("q", "2").timeout(.seconds(3)).named("x")
        #expect(changed.sampler.headers.list.map(\.value.text) == ["1", "2"])
        #expect(changed.sampler.query.list.map(\.value.text) == ["1", "2"])
        #expect(changed.sampler.settings.effectiveTimeout == .seconds(3))
        #expect(plain.sampler.headers.list.count == 1)
        #expect(plain.sampler.settings.effectiveTimeout == .seconds(30))
        #expect(plain.sampler.name == nil)
    }

    @Test func `every initialiser passes everything on`() {
        let path = "/a"
        let samplers = [
            HTTPPost("/a", query: ["q": "1"], headers: ["H": "1"], body: "b", timeout: .seconds(2)),
            HTTPPost(path, query: ["q": "1"], headers: ["H": "1"], body: "b", timeout: .seconds(2)),
            HTTPPost("/a", query: ["q": "1"], headers: ["H": "1"], json: "b", timeout: .seconds(2)),
            HTTPPost(path, query: ["q": "1"], headers: ["H": "1"], json: "b", timeout: .seconds(2)),
            HTTPPost("/a", query: ["q": "1"], headers: ["H": "1"], timeout: .seconds(2)),
            HTTPPost(path, query: ["q": "1"], headers: ["H": "1"], timeout: .seconds(2)),
        ].map(\.sampler)
        for sampler in samplers {
            #expect(sampler.path == "/a")
            #expect(sampler.query.list.map(\.name) == ["q"])
            #expect(sampler.headers.list.map(\.name) == ["H"])
            #expect(sampler.settings.timeout == .seconds(2))
        }
        #expect(
            samplers.map(\.body.contentType) == [
                "text/plain; charset=utf-8", "text/plain; charset=utf-8", "application/json",
                "application/json", nil, nil,
            ])
    }

    @Test func `each kind of body has its media type`() {
        let text = "x"
        #expect(HTTPBody.none.contentType == nil)
        #expect(HTTPBody("literal").contentType == "text/plain; charset=utf-8")
        #expect(HTTPBody.text(text).contentType == "text/plain; charset=utf-8")
        #expect(HTTPBody.bytes([0, 255]).contentType == "application/octet-stream")
        #expect(HTTPBody.json(["a": 1]).contentType == "application/json")
        #expect(HTTPBody.form(["a": "1"]).contentType == "application/x-www-form-urlencoded")
    }

    @Test func `bytes of any sequence are kept as they are`() {
        guard case .bytes(let bytes) = HTTPBody.bytes("hé".utf8).content else {
            Issue.record("the body is bytes")
            return
        }
        #expect(bytes == [0x68, 0xc3, 0xa9])
    }

    @Test func `names may repeat, keep their order and are found in any case`() {
        let values: NamedValues = ["Accept": "a", "X": "b", "accept": "c"]
        #expect(values.list.map(\.name) == ["Accept", "X", "accept"])
        #expect(values.contains("ACCEPT"))
        #expect(!values.contains("Y"))
        #expect(NamedValues([]).list.isEmpty)
    }
}
