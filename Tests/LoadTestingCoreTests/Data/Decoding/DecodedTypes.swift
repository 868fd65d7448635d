import Foundation

/// Types that decode themselves in the many ways that there are.
enum DecodedTypes {
    enum Color: String, Decodable { case red, blue }

    enum Shape: Decodable, Equatable {
        case circle(radius: Double)
        case square(Int)
        case none
    }

    struct Flat: Decodable, Equatable {
        var id: Int
        var name: String
        var price: Double
        var isOn: Bool
    }

    struct Loose: Decodable, Equatable {
        var id: Int?
        var name: String?
        var price: Float?
        var kind: Color?
    }

    final class Tree: Decodable, Equatable {
        let id: UInt8
        let left: Tree?
        let list: [Loose]?
        let table: [String: Int]?

        static func == (one: Tree, other: Tree) -> Bool {
            one.id == other.id && one.left == other.left && one.list == other.list
                && one.table == other.table
        }
    }

    /// Letters that decoders compare as text.
    struct Accented: Decodable, Equatable {
        var é: Int?
        var kelvin: Int?

        enum CodingKeys: String, CodingKey {
            case é
            case kelvin = "\u{212a}"
        }
    }

    struct Name: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { return nil }
    }

    /// Looks at the object before it decodes, and swallows errors.
    struct Curious: Decodable, Equatable {
        var names: Set<String>
        var hasName: Bool
        var id: Int
        var isNameNull: Bool?

        init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: Name.self)
            names = Set(members.allKeys.map(\.stringValue))
            hasName = members.contains(Name(stringValue: "name"))
            isNameNull = try? members.decodeNil(forKey: Name(stringValue: "name"))
            id = (try? members.decode(Int.self, forKey: Name(stringValue: "id"))) ?? -1
        }
    }

    /// Any value, by trial and error.
    indirect enum Whatever: Decodable, Equatable {
        case null
        case bool(Bool)
        case whole(Int)
        case number(Double)
        case text(String)
        case list([Whatever])
        case table([String: Whatever])

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if value.decodeNil() {
                self = .null
            } else if let bool = try? value.decode(Bool.self) {
                self = .bool(bool)
            } else if let whole = try? value.decode(Int.self) {
                self = .whole(whole)
            } else if let number = try? value.decode(Double.self) {
                self = .number(number)
            } else if let text = try? value.decode(String.self) {
                self = .text(text)
            } else if let list = try? value.decode([Whatever].self) {
                self = .list(list)
            } else {
                self = .table(try value.decode([String: Whatever].self))
            }
        }
    }

    /// Elements of several types, one of them an object without a type of its own.
    struct Mixed: Decodable, Equatable {
        var id: Int
        var names: [String] = []
        var rest: [Bool?] = []
        var count: Int?
        var end: Int

        init(from decoder: any Decoder) throws {
            var elements = try decoder.unkeyedContainer()
            count = elements.count
            let first = try elements.nestedContainer(keyedBy: Name.self)
            id = try first.decode(Int.self, forKey: Name(stringValue: "id"))
            var list = try elements.nestedUnkeyedContainer()
            while let name = try list.decodeIfPresent(String.self) { names.append(name) }
            while !elements.isAtEnd { rest.append(try elements.decode(Bool?.self)) }
            end = elements.currentIndex
        }
    }

    /// Members of members, read by hand.
    struct Deep: Decodable, Equatable {
        var id: Int16
        var first: Int64?

        init(from decoder: any Decoder) throws {
            let outer = try decoder.container(keyedBy: Name.self)
            let inner = try outer.nestedContainer(
                keyedBy: Name.self, forKey: Name(stringValue: "inner"))
            id = try inner.decode(Int16.self, forKey: Name(stringValue: "id"))
            var list = try outer.nestedUnkeyedContainer(forKey: Name(stringValue: "list"))
            first = try list.decodeIfPresent(Int64.self)
        }
    }

    class Base: Decodable {
        let id: Int
    }

    /// A class whose superclass decodes from the member `super`.
    final class Derived: Base, Equatable {
        let name: String
        let path: [String]

        required init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: Name.self)
            name = try members.decode(String.self, forKey: Name(stringValue: "name"))
            path = members.codingPath.map(\.stringValue)
            try super.init(from: members.superDecoder())
        }

        static func == (one: Derived, other: Derived) -> Bool {
            one.id == other.id && one.name == other.name && one.path == other.path
        }
    }

    /// Tells where it stood.
    struct Placed: Decodable, Equatable {
        var path: [String]
        var hasInfo: Bool

        init(from decoder: any Decoder) throws {
            path = decoder.codingPath.map(\.stringValue)
            hasInfo = !decoder.userInfo.isEmpty
        }
    }

    /// A number that its type may refuse, with an error of its own.
    struct Small: Decodable {
        struct TooLarge: Error {}

        init(from decoder: any Decoder) throws {
            guard try Int(from: decoder) < 10 else { throw TooLarge() }
        }
    }

    /// Counts the attempts that succeed: an array stays at an element that does not decode.
    struct Attempts: Decodable, Equatable {
        var successes = 0
        var end: Int

        init(from decoder: any Decoder) throws {
            var elements = try decoder.unkeyedContainer()
            for _ in 0..<4 where (try? elements.decode(Small.self)) != nil { successes += 1 }
            end = elements.currentIndex
        }
    }

    struct Foundations: Decodable, Equatable {
        var id: UUID?
        var date: Date?
        var data: Data?
        var url: URL?
        var price: Decimal?
        var long: Int128?
    }

    /// A number by all its bits.
    struct Exactly<Number: Decodable & BinaryFloatingPoint>: Decodable, Equatable {
        var value: Number
        init(from decoder: any Decoder) throws { value = try Number(from: decoder) }
        static func == (one: Self, other: Self) -> Bool {
            one.value == other.value && one.value.sign == other.value.sign
        }
    }
}
