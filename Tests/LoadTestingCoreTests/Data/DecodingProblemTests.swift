import Foundation
import LoadTestingCore
import Testing

@Suite struct DecodingProblemTests {
    private enum Color: String, Decodable { case red }

    private struct Item: Decodable {
        var id: Int
        var color: Color?
        var owner: [String: [Int: Bool]]?
    }

    private struct Page: Decodable {
        var items: [Item]
        var total: UInt8?
    }

    @Test(arguments: [
        (#"{"items": [{"id": 1}, {"id": "x"}]}"#, "at items[1].id: expected Int, found a string"),
        (#"{"items": [{"id": true}]}"#, "at items[0].id: expected Int, found a bool"),
        (#"{"items": [{"id": [1]}]}"#, "at items[0].id: expected Int, found an array"),
        (#"{"items": [{"id": null}]}"#, "at items[0].id: expected Int, found null"),
        (#"{"items": [1]}"#, "at items[0]: expected an object, found a number"),
        (#"{"items": {"id": 1}}"#, "at items: expected an array, found an object"),
        (#"{"items": null}"#, "at items: expected an array, found null"),
        (#"[{"items": []}]"#, "at the top: expected an object, found an array"),
        ("7", "at the top: expected an object, found a number"),
        (
            #"{"items": [{"id": 1, "owner": {"a b": {"3": 1}}}]}"#,
            #"at items[0].owner["a b"].3: expected Bool, found a number"#
        ),
        (
            #"{"items": [{"id": 1, "owner": {"": {"3": 1}}}]}"#,
            #"at items[0].owner[""].3: expected Bool, found a number"#
        ),
    ])
    func `a wrong type is named with its place`(json: String, text: String) {
        #expect(problem(json, as: Page.self)?.text == text)
    }

    @Test(arguments: [
        (#"{"error": "denied", "code": 7}"#, #"no key "items" at the top; keys: error, code"#),
        ("{}", #"no key "items" at the top; it has no keys"#),
        (
            #"{"items": [{"id": 1}, {"\u0041\n": 2}]}"#,
            #"no key "id" at items[1]; keys: A\u{a}"#
        ),
    ])
    func `a missing key is named beside those there are`(json: String, text: String) {
        #expect(problem(json, as: Page.self)?.text == text)
    }

    @Test func `only 20 keys are listed`() {
        let json = "{\((1...21).map { "\"k\($0)\": 0" }.joined(separator: ","))}"
        #expect(problem(json, as: Page.self)?.text.hasSuffix("k19, k20, …") == true)
    }

    @Test(arguments: [
        ("", "the text is empty"), (" \n", "the text is empty"),
        ("<html>", #"unexpected "<" at line 1, column 1"#),
        ("{\n  \"é\": ü}", #"unexpected "ü" at line 2, column 8"#),
        ("{\"a\": 1,}", #"unexpected "}" at line 1, column 9"#),
        ("{\"a\" 1}", #"unexpected "1" at line 1, column 6"#),
        ("{a: 1}", #"unexpected "a" at line 1, column 2"#),
        ("[1 2]", #"unexpected "2" at line 1, column 4"#),
        ("[1,]", #"unexpected "]" at line 1, column 4"#),
        ("[01]", #"unexpected "1" at line 1, column 3"#),
        ("[-]", #"unexpected "]" at line 1, column 3"#),
        ("[1.]", #"unexpected "]" at line 1, column 4"#),
        ("[1e+]", #"unexpected "]" at line 1, column 5"#),
        ("[nul]", #"unexpected "]" at line 1, column 5"#),
        ("[\n\n1", "it ends at line 3, column 2"), ("\"abc", "it ends at line 1, column 5"),
        ("\"a\nb\"", #"unexpected "\u{a}" at line 1, column 3"#),
        ("1 2", #"unexpected "2" at line 1, column 3"#),
        ("[\"\\x\"]", "a wrong escape or no UTF-8 in the string on line 1"),
        ("[\n\"\\ud800\"]", "a wrong escape or no UTF-8 in the string on line 2"),
    ])
    func `what is no JSON is shown where it stops to be`(json: String, reason: String) {
        let problem = problem(json, as: Page.self)
        #expect(problem?.text == "no JSON: \(reason)")
        #expect(problem?.line == nil)
    }

    @Test(arguments: [
        #"{"a": [1, -0.5e+3, 0, 1E-2], "b": {"c": {}}, "d": [[], [true, false, null]]}"#,
        "\u{feff}[ \"\\u00e9\\n\\\"\\\\\", \"🦊\" ]\r\n", "[{}, [[[]]], \"]\", \"\\\\\"]",
    ])
    func `valid JSON is scanned to its end`(json: String) {
        #expect(problem(json, as: Int.self)?.text.hasPrefix("at the top: expected Int") == true)
    }

    @Test func `what is nested too deep is no JSON`() {
        let json = String(repeating: "[", count: 600) + String(repeating: "]", count: 600)
        #expect(
            problem(json, as: Page.self)?.text == "no JSON: it is nested deeper than 512 levels")
    }

    @Test func `bytes that are no UTF-8 are no JSON`() {
        let bytes = [UInt8]("[\"".utf8) + [0xff] + [UInt8]("\"]".utf8)
        #expect(
            problem(bytes, as: [String].self)?.text
                == "no JSON: a wrong escape or no UTF-8 in the string on line 1")
    }

    @Test(arguments: [
        (#"{"items": [{"id": 1.5}, {"id": 2}]}"#, "; no whole numbers: items[0].id"),
        (#"{"items": [], "total": 300}"#, ""), (#"{"items": [], "total": -1}"#, ""),
    ])
    func `a number that does not fit is no fault of the JSON`(json: String, hint: String) {
        #expect(
            problem(json, as: Page.self)?.text
                == "a number does not fit the type that reads it\(hint)")
    }

    @Test func `at most three numbers are listed`() {
        let start = "a number does not fit the type that reads it; no whole numbers: "
        #expect(problem("1.5", as: Int.self)?.text == start + "the top")
        #expect(
            problem("[0.1, 0.2, 0.3, 0.4]", as: [Int].self)?.text == start + "[0], [1], [2], …")
    }

    @Test func `what a type says of its value stays, without its full stop`() {
        #expect(
            problem(#"["x"]"#, as: [UUID].self)?.text
                == "at [0]: Attempted to decode UUID from invalid UUID string")
        #expect(
            problem(#"{"items": [{"id": 1, "color": "b\n"}]}"#, as: Page.self)?.text
                == #"at items[0].color: Cannot initialize Color from invalid String value b\u{a}"#)
        #expect(
            problem(#""blue""#, as: Color.self)?.text
                == "at the top: Cannot initialize Color from invalid String value blue")
    }

    @Test func `the end of an array is found nothing`() {
        let json = "[1]"
        let error = #expect(throws: DecodingError.self) {
            try JSONReading.value(of: Array(json.utf8)) { decoder in
                var values = try decoder.unkeyedContainer()
                return try (values.decode(Int.self), values.decode(Int.self))
            }
        }
        #expect(
            error.map { DecodingProblem($0, in: Array(json.utf8)).text }
                == "at [1]: expected Int, found nothing")
    }

    @Test func `the line is that of the wrong value`() {
        #expect(problem("{\"items\":\n[{\"id\": 1},\n{\"id\":\n\"x\"}]}", as: Page.self)?.line == 4)
        #expect(problem("\n\n{\n\"a\": 1}", as: Page.self)?.line == 3)
    }

    @Test func `an error of another kind keeps its text on one line`() {
        struct Refusal: Error, CustomStringConvertible { var description = "a\nb" }
        #expect(DecodingProblem(Refusal(), in: Array("{".utf8)).text == #"a\u{a}b"#)
    }

    private func problem(_ json: String, as type: (some Decodable).Type) -> DecodingProblem? {
        problem(Array(json.utf8), as: type)
    }

    private func problem<Value: Decodable>(
        _ bytes: [UInt8], as type: Value.Type
    ) -> DecodingProblem? {
        #expect(throws: (any Error).self) {
            try JSONReading.value(of: bytes) { try Value(from: $0) }
        }.map { DecodingProblem($0, in: bytes) }
    }
}
