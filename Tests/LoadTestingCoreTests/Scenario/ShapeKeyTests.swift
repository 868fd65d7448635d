import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

/// Calls of a scenario share a prepared request only where nothing but their values differs.
@Suite struct ShapeKeyTests {
    private static func key(_ request: some HTTPStep, of group: Int32 = 0) -> ShapeKey {
        ShapeKey(ScenarioCall(request.sampler), of: group)
    }

    @Test func `calls that differ in their values have one shape`() {
        func call(_ id: Int, _ token: String) -> ScenarioCall {
            ScenarioCall(
                HTTPPost(
                    "/items/\(id)", query: ["q": "\(token)"], headers: ["X": "a\(id)"],
                    body: .form(["f": "\(token)"])
                ).authorization(.bearer("\(token)")).sampler)
        }
        let (first, second) = (call(1, "a"), call(2, "b"))
        #expect(ShapeKey(first, of: 0) == ShapeKey(second, of: 0))
        #expect(ShapeKey(first, of: 0).hashValue == ShapeKey(second, of: 0).hashValue)
        #expect(first.arguments as? [String] == ["1", "a", "1", "a", "a"])
        #expect(second.arguments as? [String] == ["2", "b", "2", "b", "b"])
        #expect(first.label == "POST /items/{}")
    }

    @Test func `JSON is a value, too`() {
        let calls = [["a"], ["b", "c"]].map { ScenarioCall(HTTPPost("/", json: $0).sampler) }
        #expect(Self.key(HTTPPost("/", json: 1)) == ShapeKey(calls[0], of: 0))
        #expect(ShapeKey(calls[0], of: 0) == ShapeKey(calls[1], of: 0))
        #expect(calls[1].arguments[0] as? [String] == ["b", "c"])
    }

    @Test func `everything else is part of the shape`() {
        let slots = [Slot<String>("a"), Slot<String>("b")]
        let keys = [
            Self.key(HTTPGet("/")), Self.key(HTTPGet("/"), of: 1), Self.key(HTTPHead("/")),
            Self.key(HTTPGet("/a")), Self.key(HTTPGet("/a").named("a")),
            Self.key(HTTPGet("/").tagged("a")), Self.key(HTTPGet("/", query: ["a": "1"])),
            Self.key(HTTPGet("/", headers: ["a": "1"])),
            Self.key(HTTPGet("/", headers: ["a": "2"])),
            Self.key(HTTPGet("/", headers: ["b": "1"])), Self.key(HTTPGet("/\(slots[0])")),
            Self.key(HTTPGet("/\(slots[1])")), Self.key(HTTPGet("/\(1)")),
            Self.key(HTTPGet("/", timeout: .seconds(1))),
            Self.key(HTTPGet("/").transport(.general)),
            Self.key(HTTPGet("/").transport(.direct)), Self.key(HTTPGet("/").redirects(.none)),
            Self.key(HTTPGet("/").redirects(.sameOrigin)),
            Self.key(HTTPGet("/").authorization(.none)),
            Self.key(HTTPGet("/").authorization(.bearer("a"))),
            Self.key(HTTPGet("/").authorization(.basic(user: "a", password: "b"))),
            Self.key(HTTPGet("/").authorization(.digest(user: "a", password: "b"))),
            Self.key(HTTPPost("/")), Self.key(HTTPPost("/", body: "a")),
            Self.key(HTTPPost("/", body: "b")), Self.key(HTTPPost("/", body: .form(["a": "b"]))),
            Self.key(HTTPPost("/", json: 1)),
        ]
        #expect(Set(keys).count == keys.count)
    }

    @Test func `a body that is part of the request has no common shape`() {
        let bytes = ScenarioCall(HTTPPost("/", body: .bytes([1])).sampler)
        #expect(!bytes.hasCommonShape && bytes.arguments.isEmpty)
        #expect(ScenarioCall(HTTPPost("/", body: "a").sampler).hasCommonShape)
    }

    @Test func `values beyond the slots of arguments are text of the shape`() {
        func call(_ last: String) -> ScenarioCall {
            let parts = (0..<64).map { Template.Part.value("\($0)") } + [.value(last)]
            return ScenarioCall(HTTPGet(Template(parts: parts)).sampler)
        }
        #expect(call("a").arguments.count == 64)
        #expect(ShapeKey(call("a"), of: 0) == ShapeKey(call("a"), of: 0))
        #expect(ShapeKey(call("a"), of: 0) != ShapeKey(call("b"), of: 0))
    }
}
