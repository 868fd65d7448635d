import Foundation
import LoadTestingCore
import Testing

@Suite struct RowDecoderTests {
    private struct Account: Decodable, Hashable {
        var user: String
        var age: Int
        var note: String?
        var score: Double?
        var isAdmin: Bool?
    }

    @Test func `columns become properties, in whatever order`() throws {
        let accounts = try rows(
            """
            age,isAdmin,user,score,note,unused
            31,yes,ann,0.5,"a, b",x
            7,FALSE, bob ,,,y
            """, as: Account.self)
        #expect(
            accounts == [
                Account(user: "ann", age: 31, note: "a, b", score: 0.5, isAdmin: true),
                Account(user: " bob ", age: 7, isAdmin: false),
            ])
    }

    @Test func `an empty field is nil where it may be and else an empty text`() throws {
        struct Row: Decodable, Hashable {
            var a: String
            var b: String?
            var c: Int?
            var d: [Int]?
        }
        #expect(try rows("a,b,c\n,,\n", as: Row.self) == [Row(a: "", b: nil, c: nil, d: nil)])
    }

    @Test func `every number type is read to its bounds`() throws {
        try expectBounds(of: Int.self)
        try expectBounds(of: Int8.self)
        try expectBounds(of: Int16.self)
        try expectBounds(of: Int32.self)
        try expectBounds(of: Int64.self)
        try expectBounds(of: UInt.self)
        try expectBounds(of: UInt8.self)
        try expectBounds(of: UInt16.self)
        try expectBounds(of: UInt32.self)
        try expectBounds(of: UInt64.self)
        #expect(try rows("a\n 1.5e3 \n-2", as: Double.self) == [1_500, -2])
        #expect(try rows("a\n0.25\n-.5", as: Float.self) == [0.25, -0.5])
    }

    private func expectBounds<Number: FixedWidthInteger & Decodable>(
        of type: Number.Type
    ) throws {
        #expect(try rows("a\n\(Number.min)\n \(Number.max) ", as: type) == [.min, .max])
        let above = Decimal(string: "\(Number.max)").map { $0 + 1 }
        #expect(problem("a\n\(above ?? 0)", as: type)?.contains("is no \(type)") == true)
    }

    @Test(arguments: ["true", "1", "yes", "TRUE", " Yes "])
    func `what is true`(text: String) throws {
        #expect(try rows("a\n\(text)", as: Bool.self) == [true])
    }

    @Test(arguments: ["false", "0", "no", "False", " NO"])
    func `what is false`(text: String) throws {
        #expect(try rows("a\n\(text)", as: Bool.self) == [false])
    }

    @Test func `types that decode from one value are read from a field`() throws {
        struct Row: Decodable {
            var color: Color
            var level: Level?
            var id: UUID
            var link: URL
            var price: Decimal
            var since: Date
            var code: Code
        }
        let id = "5D1C0F4E-0E0B-4C5A-9C1D-9B0A4C0E1F2A"
        let found = try rows(
            "color,level,id,link,price,since,code\nred,2,\(id),http://h/p?q,12.30,60,x7\n",
            as: Row.self)
        #expect(found.map(\.color) == [.red])
        #expect(found.map(\.level) == [.high])
        #expect(found.map(\.id.uuidString) == [id])
        #expect(found.map(\.link.absoluteString) == ["http://h/p?q"])
        #expect(found.map(\.price) == [Decimal(string: "12.3")])
        #expect(found.map(\.since) == [Date(timeIntervalSinceReferenceDate: 60)])
        #expect(found.map(\.code.text) == ["x7"])
    }

    @Test func `a row is a dictionary, too`() throws {
        #expect(
            try rows("a,b\n1,\n", as: [String: String].self) == [["a": "1", "b": ""]])
        #expect(
            try rows("a,b\n1,\n", as: [String: Int?].self) == [["a": 1, "b": nil]])
    }

    @Test func `keys are renamed by CodingKeys`() throws {
        struct Row: Decodable, Hashable {
            var name: String
            enum CodingKeys: String, CodingKey { case name = "User Name" }
        }
        #expect(try rows("User Name\nann", as: Row.self) == [Row(name: "ann")])
    }

    @Test func `a class and its superclass share a row`() throws {
        let found = try rows("name,age\nann,3", as: Pupil.self)
        #expect(found.map(\.name) == ["ann"])
        #expect(found.map(\.age) == [3])
    }

    @Test func `one column is a value by itself`() throws {
        #expect(try rows("user\nann\n\"\"\n", as: String.self) == ["ann", ""])
        #expect(try rows("user\n1\n\"\"\n", as: Int?.self) == [1, nil])
        #expect(try rows("color\nred", as: Color.self) == [.red])
        #expect(try rows("color\n60", as: Date.self).map(\.timeIntervalSinceReferenceDate) == [60])
    }

    @Test func `an optional row has its columns`() throws {
        #expect(
            try rows("user,age\nann,1", as: Account?.self) == [Account(user: "ann", age: 1)])
    }

    // MARK: - Errors

    @Test func `a missing column is named beside those there are`() {
        let problem = #expect(throws: DataProblem.self) {
            try rows("user,pass\nann,x", as: Login.self)
        }
        #expect(
            problem?.message
                == #"accounts.csv has no column "password"; its columns are user, pass"#)
        #expect(
            problem?.remedy
                == "add the column, or name the property after one of them (CodingKeys)")
    }

    @Test func `only 20 columns are listed`() {
        let names = (1...21).map { "c\($0)" }.joined(separator: ",")
        #expect(
            problem("\(names)\n\(names)", as: Login.self)?.hasSuffix("c19, c20, …") == true)
    }

    @Test(arguments: [
        ("abc", #""abc" is no Int"#), ("", #""" is no Int"#), ("1.5", #""1.5" is no Int"#),
        ("1 2", #""1 2" is no Int"#), ("\"\n\"", #""\u{a}" is no Int"#),
        (String(repeating: "9", count: 70), "\"\(String(repeating: "9", count: 60))…\" is no Int"),
    ])
    func `a wrong value is shown with line and column`(field: String, message: String) {
        #expect(
            problem("user,age\n\n\"\na\",1\nbob,\(field)", as: Account.self)
                == #"accounts.csv, line 5, column "age": \#(message)"#)
    }

    @Test func `what helps depends on the field`() {
        let remedy = { (text: String) in
            #expect(throws: DataProblem.self) { try rows(text, as: Account.self) }?.remedy
        }
        #expect(
            remedy("user,age\nann,x") == "correct the field, or the type of the property")
        #expect(remedy("user,age\nann,") == "fill the field, or make the property optional")
    }

    @Test func `a value that its own type refuses is shown`() {
        let start = #"accounts.csv, line 2, column "a": "#
        #expect(problem("a\npink", as: OneOf<Color>.self) == start + #""pink" is no Color"#)
        #expect(problem("a\n9", as: OneOf<Level>.self) == start + #""9" is no Level"#)
        #expect(problem("a\nx", as: OneOf<Level>.self) == start + #""x" is no Int"#)
        #expect(problem("a\nx", as: OneOf<UUID>.self) == start + #""x" is no UUID"#)
        #expect(problem("a\n\"\"", as: OneOf<URL>.self) == start + #""" is no URL"#)
        #expect(problem("a\n1 kg", as: OneOf<Decimal>.self) == start + #""1 kg" is no Decimal"#)
        #expect(problem("a\nmaybe", as: OneOf<Bool>.self) == start + #""maybe" is no Bool"#)
        #expect(problem("a\n300", as: OneOf<UInt8>.self) == start + #""300" is no UInt8"#)
        #expect(problem("a\n7", as: OneOf<Code>.self) == start + #""7": a code begins with x"#)
        #expect(
            problem("a\npink", as: Color.self)
                == start + #""pink": Cannot initialize Color from invalid String value pink"#)
    }

    @Test func `what nests has no place in a field`() {
        let start = #"accounts.csv, line 2, column "a": a field of CSV holds one value, "#
        #expect(problem("a\n1", as: OneOf<[Int]>.self) == start + "no list")
        #expect(problem("a\n1", as: OneOf<Login>.self) == start + "no object")
        #expect(problem("a\n1", as: Nesting.self) == start + "no object")
        #expect(
            problem("a,b\n1,2", as: [Int].self)
                == "accounts.csv, line 2: a row of CSV is an object, no list")
    }

    @Test func `a single value of more columns names them`() {
        #expect(
            problem("user,pass\nann,x", as: String.self)
                == "accounts.csv, line 2: a row is no String, it has the columns user, pass")
        #expect(
            problem("user,pass\nann,x", as: Color?.self)
                == "accounts.csv, line 2: a row is no String, it has the columns user, pass")
    }

    @Test func `a secret is not shown`() {
        #expect(
            problem("accessToken\ncanary", as: [String: Int].self)
                == #"accounts.csv, line 2, column "accessToken": its secret value is no Int"#)
        #expect(
            problem("accessToken\ncanary", as: [String: Code].self)
                == #"accounts.csv, line 2, column "accessToken": its secret value is refused"#)
    }

    @Test func `an error of another kind keeps its text and gets the line`() {
        #expect(
            problem("a\n1\n2", as: Refusing.self)
                == #"accounts.csv, line 2: no\u{a}"#)
    }

    @Test func `errors are those of Codable, with the path to the field`() throws {
        let table = try CSVTable(Array("user,age\nann,x".utf8), named: "accounts.csv")
        var path: [String] = []
        _ = try table.rows { decoder in
            let error = #expect(throws: DecodingError.self) { try Account(from: decoder) }
            if case .typeMismatch(_, let context) = error {
                path = context.codingPath.map(\.stringValue)
            }
        }
        #expect(path == ["age"])
    }

    private func rows<Row: Decodable>(_ text: String, as type: Row.Type) throws -> [Row] {
        try CSVTable(Array(text.utf8), named: "accounts.csv").rows { try Row(from: $0) }
    }

    private func problem(_ text: String, as type: (some Decodable).Type) -> String? {
        #expect(throws: DataProblem.self) { try rows(text, as: type) }?.message
    }
}

// MARK: - Types to decode

private enum Color: String, Decodable { case red, green }

private enum Level: Int, Decodable { case low = 1, high }

private struct Login: Decodable {
    var user: String
    var password: String

    enum CodingKeys: CodingKey { case user, password }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        password = try values.decode(String.self, forKey: .password)
        user = try values.decode(String.self, forKey: .user)
    }
}

private struct OneOf<Value: Decodable>: Decodable { var a: Value }

private struct Nesting: Decodable {
    enum CodingKeys: CodingKey { case a }

    init(from decoder: any Decoder) throws {
        _ = try decoder.container(keyedBy: CodingKeys.self)
            .nestedContainer(keyedBy: CodingKeys.self, forKey: .a)
    }
}

private struct Code: Decodable {
    var text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        text = try container.decode(String.self)
        guard text.hasPrefix("x") else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a code begins with x")
        }
    }
}

private struct Refusing: Decodable {
    struct Refusal: Error, CustomStringConvertible { var description = "no\n" }

    init(from decoder: any Decoder) throws { throw Refusal() }
}

private class Person: Decodable {
    var name: String
}

private final class Pupil: Person {
    var age: Int

    enum CodingKeys: CodingKey { case age }

    required init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        age = try values.decode(Int.self, forKey: .age)
        try super.init(from: values.superDecoder())
    }
}
