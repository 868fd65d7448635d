import LoadTestingMacrosFree
import Testing

/// Shows which initialiser an interpolated literal chose: `Template` asks for the description,
/// `String` lets the value write itself.
private struct Probe: CustomStringConvertible, TextOutputStreamable {
    var description: String { "template" }

    func write(to target: inout some TextOutputStream) { target.write("string") }
}

@Suite struct TemplateTests {
    private let probe = Probe()
    private let variable = "/variable"

    @Test func `the probe tells a template from a string`() {
        let template: Template = "\(probe)"
        #expect(template.text == "template")
        #expect("\(probe)" == "string")
    }

    @Test func `a literal with an interpolation is a template in every path`() {
        #expect(HTTPGet("/\(probe)").path == "/template")
        #expect(HTTPHead("/\(probe)", query: [:]).path == "/template")
        #expect(HTTPPost("/\(probe)").path == "/template")
        #expect(HTTPPost("/\(probe)", body: "x").path == "/template")
        #expect(
            HTTPPut("/\(probe)", headers: [:], body: .none, timeout: .seconds(1)).path
                == "/template")
        #expect(HTTPPatch("/\(probe)", json: [1]).path == "/template")
        #expect(HTTPDelete("/\(probe)", timeout: .seconds(1)).path == "/template")
        #expect(HTTPOptions("/\(probe)").path == "/template")
        #expect(HTTPSampler(method: "X", "/\(probe)").path == "/template")
        #expect(HTTPSampler(method: "X", "/\(probe)", body: "x").path == "/template")
    }

    @Test func `a literal with an interpolation is a template in headers, queries and bodies`() {
        let get = HTTPGet("/").header("A", "\(probe)").query("B", "\(probe)")
        #expect(get.sampler.headers.list[0].value.text == "template")
        #expect(get.sampler.query.list[0].value.text == "template")
        let post = HTTPPost(
            "/", query: ["q": "\(probe)"], headers: ["h": "\(probe)"], body: "\(probe)")
        #expect(post.sampler.query.list[0].value.text == "template")
        #expect(post.sampler.headers.list[0].value.text == "template")
        #expect(post.sampler.body.text == "template")
        #expect(HTTPPost("/", body: .text("\(probe)")).sampler.body.text == "template")
        #expect(HTTPPost("/", body: .form(["f": "\(probe)"])).sampler.body.fields == ["f=template"])
    }

    @Test func `literals stay templates in a builder and in a chain`() {
        let group = ThreadGroup(users: 1) {
            HTTPGet("/\(probe)")
            HTTPPost("/\(probe)", body: "\(probe)").header("A", "\(probe)").named("b")
            if true { HTTPPut("/\(probe)", json: 1) }
            for _ in 0..<1 { HTTPGet("/\(probe)").query("q", "\(probe)") }
        }
        #expect(group.steps.samplers.map(\.path.text) == Array(repeating: "/template", count: 4))
        #expect(group.steps.samplers[1].body.text == "template")
        #expect(group.steps.samplers[1].headers.list[0].value.text == "template")
        #expect(group.steps.samplers[3].query.list[0].value.text == "template")
    }

    @Test func `a string of the program is a path of every request`() {
        let substring = variable.dropFirst(4)
        let group = ThreadGroup(users: 1) {
            HTTPGet(variable)
            HTTPHead(substring)
            HTTPPost(variable)
            HTTPPost(variable, body: "x")
            HTTPPut(substring, body: .bytes([1]))
            HTTPPatch(variable, json: ["a": 1])
            HTTPDelete(substring, json: 1)
            HTTPOptions(variable, query: ["a": "b"])
            HTTPSampler(method: "X", variable)
            HTTPSampler(method: "X", substring, body: "x")
        }
        let paths = group.steps.samplers.map(\.path.text)
        #expect(paths.count == 10)
        #expect(Set(paths) == ["/variable", "iable"])
    }

    @Test(arguments: [true, false])
    func `a choice between strings is a path, a value and a body`(isFirst: Bool) {
        let second = "/second"
        let text = isFirst ? "/first" : "/second"
        #expect(HTTPGet(isFirst ? "/first" : "/second").path == text)
        #expect(HTTPGet(isFirst ? "/first" : second).path == text)
        #expect(HTTPPost(isFirst ? "/first" : second, body: "x").path == text)
        let get = HTTPGet("/").header("A", isFirst ? "/first" : second)
            .query("B", isFirst ? "/first" : "/second")
        #expect(get.sampler.headers.list[0].value.text == text)
        #expect(get.sampler.query.list[0].value.text == text)
        #expect(HTTPPost("/", body: isFirst ? "/first" : "/second").sampler.body.text == text)
        #expect(HTTPPost("/", body: .text(isFirst ? "/first" : second)).sampler.body.text == text)
    }

    @Test func `strings of the program are values of headers, queries and bodies`() {
        let substring = variable.dropFirst(4)
        let get = HTTPGet("/").header("A", variable).header("B", substring)
            .query("C", variable).query("D", substring)
        #expect(get.sampler.headers.list.map(\.value.text) == ["/variable", "iable"])
        #expect(get.sampler.query.list.map(\.value.text) == ["/variable", "iable"])
        #expect(HTTPPost("/", body: .text(variable)).sampler.body.text == "/variable")
        #expect(HTTPPost("/", body: .text(substring)).sampler.body.text == "iable")
        #expect(HTTPPost("/", body: "\(variable)").sampler.body.text == "/variable")
        let values: NamedValues = ["a": "\(variable)", "b": Template(variable)]
        #expect(values.list.map(\.value.text) == ["/variable", "/variable"])
    }

    @Test func `a template is the text it was made of`() {
        let number = 7
        let template: Template = "/items/\(number)/\(true)/\("text")"
        #expect(template.text == "/items/7/true/text")
        #expect(Template("abc".dropFirst()).text == "bc")
        #expect(Set([Template("a"), "a", "b"]).count == 2)
    }
}

extension HTTPStep {
    fileprivate var path: String { sampler.path.text }
}

extension HTTPBody {
    fileprivate var text: String? {
        if case .text(let template) = content { template.text } else { nil }
    }

    fileprivate var fields: [String]? {
        guard case .form(let values) = content else { return nil }
        return values.list.map { "\($0.name)=\($0.value.text)" }
    }
}
