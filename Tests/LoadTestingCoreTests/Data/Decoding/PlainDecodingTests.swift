import Foundation
import LoadTestingCore
import TestSupport
import Testing

/// Decoding without Foundation, held against Foundation's.
@Suite struct PlainDecodingTests {
    typealias Types = DecodedTypes

    @Test func `values and errors are Foundation's, whatever the text`() {
        var comparison = Comparison()
        comparison.compareAll(rounds: 300)
        #expect(comparison.differences == [])
        // Otherwise all would have been Foundation's own.
        #expect(comparison.texts > 10_000)
        #expect(comparison.decoded > 4_000)
        #expect(Double(comparison.plain) > 0.6 * Double(comparison.decoded))
    }

    @Test func `common types need no Foundation`() {
        #expect(plain(#"{"id":7,"name":"a","price":1.5,"isOn":true}"#, as: Types.Flat.self) != nil)
        #expect(plain(#" { "id" : null , "price" : 0 } "#, as: Types.Loose.self) != nil)
        #expect(
            plain(#"{"kind":"red","more":{"x":[1,{"y":2}]},"id":3}"#, as: Types.Loose.self)?.id == 3
        )
        #expect(
            plain(#"{"id":1,"left":{"id":2},"table":{"a":1,"b":2}}"#, as: Types.Tree.self) != nil)
        #expect(
            plain(#"[{"id":1},["a","b"],true,null]"#, as: Types.Mixed.self)?.names == ["a", "b"])
        #expect(plain(#"{"inner":{"id":-5},"list":[]}"#, as: Types.Deep.self)?.id == -5)
        #expect(plain(#"{"circle":{"radius":2}}"#, as: Types.Shape.self) == .circle(radius: 2))
        #expect(plain(#"{"a":[1,2],"b":[]}"#, as: [String: [Int]].self) == ["a": [1, 2], "b": []])
        #expect(plain(#"["é\n\u00e9\ud83e\udd8a\/"]"#, as: [String].self) == ["é\né🦊/"])
        #expect(plain("[1, null, 3]", as: [Int?].self) == [1, nil, 3])
        #expect(plain("-9223372036854775808", as: Int.self) == .min)
        #expect(plain("18446744073709551615", as: UInt64.self) == .max)
    }

    @Test func `what decoders may see in several ways is left to Foundation`() {
        #expect(plain(#"{"id":1,"id":2}"#, as: Types.Loose.self) == nil)
        #expect(plain(#"{"\u0069d":1}"#, as: Types.Loose.self) == nil)
        #expect(plain(#"{"id":1}"#, as: Types.Accented.self) == nil)
        #expect(plain("1.0", as: Int.self) == nil)
        #expect(plain("-0", as: Int.self) == nil)
        #expect(plain("1e400", as: Double.self) == nil)
        #expect(plain("1e-400", as: Double.self) == nil)
        #expect(plain("7", as: Int128.self) == nil)
        #expect(plain("7", as: Decimal.self) == nil)
        #expect(plain(#""x:y""#, as: URL.self) == nil)
        #expect(plain(#""\ud800""#, as: String.self) == nil)
        #expect(plain("\u{feff}1", as: Int.self) == nil)
        #expect(plain("1 2", as: Int.self) == nil)
    }

    @Test func `an error that an initializer swallows is remembered`() {
        #expect(plain(#"{"id":"x"}"#, as: Types.Curious.self) == nil)
        #expect(plain(#"{"id":1,"name":""}"#, as: Types.Curious.self)?.names == ["id", "name"])
        #expect(plain("[1]", as: Types.Whatever.self) == nil)
        #expect(plain("[1, 20, 3]", as: Types.Attempts.self) == nil)
        #expect(plain("[1, 2, 3, 4]", as: Types.Attempts.self)?.successes == 4)
        #expect(plain("[true, null]", as: [Types.Whatever].self) == [.bool(true), .null])
    }

    @Test func `a decoder that is kept can still decode`() throws {
        let bytes = Array(#"{"id":1.0}"#.utf8)
        #expect(plain(#"{"id":1}"#, as: DecoderHolder.self) == nil)
        let holder = try JSONReading.value(of: bytes) { try DecoderHolder(from: $0) }
        #expect(
            try holder.decoder.container(keyedBy: Types.Name.self).decode(
                Int.self, forKey: Types.Name(stringValue: "id")) == 1)
    }

    @Test func `an object of many members is left to Foundation, a large array is not`() throws {
        let numbers = 0..<2_000
        let list = "[" + numbers.map(String.init).joined(separator: ",") + "]"
        #expect(plain(list, as: [Int].self) == Array(numbers))
        let table = "{" + numbers.map { "\"\($0)\":\($0)" }.joined(separator: ",") + "}"
        #expect(plain(table, as: [String: Int].self) == nil)
        let value = try JSONReading.value(of: Array(table.utf8)) { try [String: Int](from: $0) }
        #expect(value.count == numbers.count)
    }

    private func plain<Value: Decodable>(_ text: String, as type: Value.Type) -> Value? {
        JSONReading.plainValue(of: Array(text.utf8)) {
            try $0.singleValueContainer().decode(type)
        }
    }

    private struct DecoderHolder: Decodable {
        let decoder: any Decoder
        init(from decoder: any Decoder) throws { self.decoder = decoder }
    }
}
