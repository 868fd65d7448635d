import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

@Suite struct JSONSearchTests {
    private func found(_ path: String, in json: String) throws -> [String] {
        try JSONSearch.nodes(at: JSONPath(path), in: Array(json.utf8)).map {
            String(decoding: $0.source, as: UTF8.self)
        }
    }

    private static let items = """
        { "items" : [ {"id": 1, "n": null}, {"n": 2}, 3, {"id": [4]} ], "a": {"b": 0.10, "c": "x"} }
        """

    @Test(
        arguments: [
            ("$.items[0].id", ["1"]), ("$.items[-1].id[0]", ["4"]), ("$.items[0].n", ["null"]),
            ("$.a.b", ["0.10"]), ("$.a", [#"{"b": 0.10, "c": "x"}"#]),
            // What has no such member is skipped: another object, and what is no object at all.
            ("$.items[*].id", ["1", "[4]"]), ("$.items[*].n", ["null", "2"]),
            ("$.items[*].none", []), ("$.items[*][0]", []), ("$.items[*].id[0]", ["4"]),
            ("$.a.*", ["0.10", "\"x\""]), ("$.a[*]", ["0.10", "\"x\""]), ("$.a.*.*", []),
            ("$.*.b", ["0.10"]),
        ] as [(String, [String])])
    func `values are found as they stand in the text`(path: String, values: [String]) throws {
        #expect(try found(path, in: Self.items) == values)
    }

    @Test func `names are compared by what they stand for, not by how they are written`() throws {
        #expect(try found(#"$['\u0061']"#, in: #"{"a": 1}"#) == ["1"])
        #expect(try found("$.a", in: #"{"\u0061": 1}"#) == ["1"])
        #expect(try found(#"$['\n']"#, in: #"{"\n": 1, "n": 2, "\\n": 3}"#) == ["1"])
        #expect(try found(#"$['\\n']"#, in: #"{"\n": 1, "n": 2, "\\n": 3}"#) == ["3"])
        #expect(try found(#"$['\u263A']"#, in: #"{"☺": 1, "u263A": 2}"#) == ["1"])
        #expect(try found(#"$['\ud834\udd1e']"#, in: #"{"\uD834\uDD1E": 1}"#) == ["1"])
        #expect(try found(#"$['\/']"#, in: #"{"/": 1}"#) == ["1"])
        // Composed and decomposed are two names (RFC 9535, 2.3.1.2).
        #expect(try found("$['e\u{301}']", in: "{\"é\": 1, \"e\u{301}\": 2}") == ["2"])
        // Decoders take the last one.
        #expect(try found("$.a", in: #"{"a": 1, "a": 2}"#) == ["2"])
    }

    @Test(arguments: ["{\"a\": 1}", "\u{feff}{\"a\": 1}", " \r\n\t{ \"a\"\n:\t1 }\n"])
    func `blanks and a byte order mark change nothing`(json: String) throws {
        #expect(try found("$.a", in: json) == ["1"])
    }

    @Test(arguments: [
        ("$.none", #"no key "none" at the top; keys: items, a"#),
        ("$.items.id", "at items: expected an object, found an array"),
        ("$.a.b.c", "at a.b: expected an object, found a number"),
        ("$.items[4]", "at items: no element 4 among 4"),
        ("$.items[-5]", "at items: no element -5 among 4"),
        ("$.a[0]", "at a: expected an array, found an object"),
        ("$.a.b[*]", "at a.b: expected an array, found a number"),
        ("$.none[*].id", #"no key "none" at the top; keys: items, a"#),
    ])
    func `what is not there is told with its place`(path: String, text: String) {
        let error = #expect(throws: DecodingError.self) { try found(path, in: Self.items) }
        #expect(error.map { DecodingProblem($0, in: Array(Self.items.utf8)).text } == text)
    }

    @Test(arguments: [
        "", " ", "{", "{\"a\": 1", "{\"a\": 1} x", "{\"a\": 01}", "{\"a\": 1.}", "{\"a\": .5}",
        "{\"a\": 1e}", "{\"a\": +1}", "{\"a\": -}", "{'a': 1}", "{\"a\": 1,}", "[1,]", "[1 2]",
        "{\"a\" 1}", "{\"a\": tru}", "{\"a\": \"\\x\"}", "{\"a\": \"\\u12g4\"}",
        "{\"a\": \"\n\"}", "{\"a\": \"}", "{\"a\": nan}", "<a>1</a>",
        String(repeating: "[", count: 513) + String(repeating: "]", count: 513),
    ])
    func `what is no JSON leads nowhere, as for a decoder`(json: String) {
        let error = #expect(throws: DecodingError.self) { try found("$.a", in: json) }
        let text = error.map { DecodingProblem($0, in: Array(json.utf8)).text }
        #expect(text?.hasPrefix("no JSON: ") == true, "\(text ?? "-")")
    }

    /// Both scanners agree about random texts, so that a message never contradicts a search.
    @Test func `the search takes what the scanner takes`() {
        var random = SeededGenerator(seed: 7)
        let pieces = [
            "{", "}", "[", "]", ":", ",", "\"a\"", "\"", "\\", "\\u00e9", "1", "-", "0", ".", "e",
            "true", "null", " ", "\n", "é",
        ]
        for _ in 0..<5_000 {
            let count = Int.random(in: 1...9, using: &random)
            let text = (0..<count).map { _ in pieces.randomElement(using: &random)! }.joined()
            let bytes = Array(text.utf8)
            let isFound = (try? JSONSearch.nodes(at: JSONPath("$"), in: bytes)) != nil
            let isShaped = (try? JSONScanner.shape(of: bytes)) != nil
            #expect(isFound == isShaped, "\(text)")
        }
    }
}
