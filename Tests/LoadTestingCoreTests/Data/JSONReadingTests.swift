import LoadTestingCore
import Testing

@Suite struct JSONReadingTests {
    private struct Item: Decodable, Hashable {
        var id: Int
        var tags: [String]?
    }

    @Test func `a closure decodes an object`() throws {
        let item = try value(#"{"id": 7, "tags": ["a"]}"#) { try Item(from: $0) }
        #expect(item == Item(id: 7, tags: ["a"]))
    }

    @Test func `a closure decodes an array and maps it`() throws {
        let ids = try value(#"[{"id": 1}, {"id": 2}]"#) { try [Item](from: $0).map(\.id) }
        #expect(ids == [1, 2])
    }

    @Test func `numbers, texts, bools and null stand at the top, too`() throws {
        #expect(try value("7") { try Int(from: $0) } == 7)
        #expect(try value(" \"x\" ") { try String(from: $0) } == "x")
        #expect(try value("true") { try Bool(from: $0) })
        #expect(try value("null") { try Int?(from: $0) } == nil)
    }

    @Test func `bytes in memory are read without an array`() throws {
        let id = try Array(#"{"id": 9}"#.utf8).withUnsafeBytes { bytes in
            try JSONReading.value(of: bytes) { try Item(from: $0).id }
        }
        #expect(id == 9)
        #expect(throws: DecodingError.self) {
            try JSONReading.value(of: UnsafeRawBufferPointer(start: nil, count: 0)) {
                try Int(from: $0)
            }
        }
    }

    @Test func `what the closure throws comes through`() {
        struct Refusal: Error {}
        #expect(throws: Refusal.self) { try value("1") { _ in throw Refusal() } }
    }

    @Test func `what is no JSON never reaches the closure`() {
        var calls = 0
        #expect(throws: DecodingError.self) { try value("[1") { _ in calls += 1 } }
        #expect(calls == 0)
    }

    private func value<Value>(
        _ text: String, decode: (any Decoder) throws -> Value
    ) throws -> Value {
        try JSONReading.value(of: Array(text.utf8), decode: decode)
    }
}
