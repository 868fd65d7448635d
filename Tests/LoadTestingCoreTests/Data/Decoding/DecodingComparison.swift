import Foundation
import LoadTestingCore
import TestSupport

extension PlainDecodingTests {
    /// Decodes texts with Foundation alone and as a load test does, and counts what differs.
    struct Comparison {
        private(set) var texts = 0
        /// Texts that Foundation decodes, and those of them that need no Foundation.
        private(set) var decoded = 0
        private(set) var plain = 0
        private(set) var differences: [String] = []
        private var random = SeededGenerator(seed: 5)

        mutating func compareAll(rounds: Int) {
            for _ in 0..<rounds {
                compareNumbers()
                compareContainers()
                compareTypes()
            }
        }

        private mutating func compareNumbers() {
            compare("-7", as: Int.self)
            compare("127", as: Int8.self)
            compare("[300]", as: [Int16].self)
            compare("[-70000]", as: [Int32].self)
            compare("9", as: Int64.self)
            compare("[7, 8]", as: [UInt].self)
            compare("255", as: UInt8.self)
            compare("65535", as: UInt16.self)
            compare("0", as: UInt32.self)
            compare("18446744073709551615", as: UInt64.self)
            compare("[1.5, 2, -3e-2]", as: [Types.Exactly<Double>].self)
            compare("[0.1, 16777217]", as: [Types.Exactly<Float>].self)
            compare("12.5", as: Double.self)
            compareRandomNumbers()
        }

        private mutating func compareRandomNumbers() {
            let double = Double(bitPattern: random.next())
            compare("[\(double.isFinite ? double : 1), 2]", as: [Types.Exactly<Double>].self)
            let digits = (0..<Int.random(in: 1...25, using: &random)).map { _ in
                String(Int.random(in: 0...9, using: &random))
            }.joined()
            let exponent = Int.random(in: -50...50, using: &random)
            compare("[1.\(digits)e\(exponent)]", as: [Types.Exactly<Float>].self)
            compare("[\(digits).\(digits)]", as: [Types.Exactly<Double>].self)
        }

        private mutating func compareContainers() {
            compare(#""a text""#, as: String.self)
            compare(#"["a", "b\n"]"#, as: [String].self)
            compare("true", as: Bool.self)
            compare("null", as: Int?.self)
            compare("[1, null]", as: [Int?].self)
            compare(#"{"a": [1], "b": []}"#, as: [String: [Int]].self)
            compare(#"{"1": "a", "2": "b"}"#, as: [Int: String].self)
            compare(#"["red", {"x": 1}]"#, as: [Types.Whatever].self)
            compare(#"{"a": true, "b": [null]}"#, as: Types.Whatever.self)
        }

        private mutating func compareTypes() {
            let flat = #"{"id": 7, "name": "a", "price": 1.5, "isOn": true}"#
            let tree = #"{"id":1,"left":{"id":2,"list":[{"id":3}]},"table":{"a":1,"name":2}}"#
            compare(flat, as: Types.Flat.self)
            compare(#"[{"id":1,"name":"x"},{"price":2.25,"kind":"red"}]"#, as: [Types.Loose].self)
            compare(tree, as: Types.Tree.self)
            compare(#"{"id":1,"x":2}"#, as: Types.Accented.self)
            compare(flat, as: Types.Curious.self)
            compare("[1, 2, 30, 4]", as: Types.Attempts.self)
            compare(#"[{"id":1},["a","b"],true,null]"#, as: Types.Mixed.self)
            compare(#"{"inner":{"id":-5},"list":[1,2]}"#, as: Types.Deep.self)
            compare(#"{"name":"a","super":{"id":1}}"#, as: Types.Derived.self)
            compare(#"[{"circle":{"radius":2.5}},{"square":{"_0":3}}]"#, as: [Types.Shape].self)
            compare(#"{"a":1,"b":[]}"#, as: [String: Types.Placed].self)
            compare(
                #"{"id":"9B1DEB4D-3B7D-4BAD-9BDD-2B0D7B3DCB6D","long":5}"#,
                as: Types.Foundations.self)
            compare(
                #"{"date":1.5,"data":"aGk=","url":"http://a/b","price":19.90}"#,
                as: Types.Foundations.self)
        }

        private mutating func compare<Value: Decodable & Equatable>(
            _ text: String, as type: Value.Type
        ) {
            let bytes = MutatedJSON(text, using: &random).bytes
            let decode = { (decoder: any Decoder) in
                try decoder.singleValueContainer().decode(type)
            }
            let expected = Result { try JSONDecoder().decode(type, from: Data(bytes)) }
            let found = Result { try JSONReading.value(of: bytes, decode: decode) }
            texts += 1
            switch (expected, found) {
            case (.success(let expected), .success(let found)) where expected == found:
                decoded += 1
                if JSONReading.plainValue(of: bytes, decode: decode) != nil { plain += 1 }
            case (.failure, .failure(let found)) where isFoundations(found, type, bytes): break
            default:
                differences.append(
                    "\(String(decoding: bytes, as: UTF8.self)): \(found), not \(expected)"
                )
            }
        }

        /// Whether Foundation throws the error; of several members that fail, the first one is
        /// another each time.
        private func isFoundations<Value: Decodable>(
            _ error: any Error, _ type: Value.Type, _ bytes: [UInt8]
        ) -> Bool {
            (0..<20).contains { _ in
                do {
                    _ = try JSONDecoder().decode(type, from: Data(bytes))
                    return false
                } catch let expected {
                    return String(reflecting: error) == String(reflecting: expected)
                }
            }
        }
    }
}
