import CLoadTesting
import Testing

@testable import LoadTestingCore

@Suite struct AddressBookTests {
    private static func book(_ counts: [String: Int]) -> AddressBook {
        AddressBook(
            counts.sorted { $0.key < $1.key }.map { host, count in
                ResolvedName(host, port: 80, addresses: (1...count).map { "127.0.0.\($0)" })
            })
    }

    private static func lines(_ list: UnsafeMutablePointer<curl_slist>?) -> [String] {
        var (lines, next) = ([String](), list)
        while let entry = next {
            lines.append(String(cString: entry.pointee.data))
            next = entry.pointee.next
        }
        return lines
    }

    /// User i takes address i mod n of each name, whatever the others have.
    @Test(arguments: [[1], [2], [8], [2, 3], [4, 6], [1, 5], [7, 7], []])
    func `each user takes its address of each name`(counts: [Int]) {
        let hosts = Dictionary(
            uniqueKeysWithValues: counts.enumerated().map { ("h\($0.offset)", $0.element) })
        let book = Self.book(hosts)
        for user in 0..<100 {
            let expected = counts.enumerated().map { index, count in
                "h\(index):80:127.0.0.\(user % count + 1)"
            }
            #expect(Self.lines(book.list(of: book.route(of: Int64(user)))) == expected)
        }
        #expect(book.isSpread == counts.contains { $0 > 1 })
    }

    /// However many names there are: nobody pays for a list of each combination.
    @Test func `routes stay few`() {
        let book = Self.book(["a": 7, "b": 8, "c": 9, "d": 11, "e": 13])
        #expect(book.routes == 720)
        for user in 0..<1_000 {
            #expect(Self.lines(book.list(of: book.route(of: Int64(user)))).count == 5)
        }
    }

    @Test func `one address a name is one route`() {
        let book = Self.book(["a": 1, "b": 1])
        #expect(book.routes == 1)
        #expect(book.uses.isEmpty)
        #expect(book.route(of: .max) == 0)
    }

    @Test func `an address of version 6 stands in brackets`() {
        let book = AddressBook([ResolvedName("h", port: 81, addresses: ["::1", "fe80::2"])])
        #expect(Self.lines(book.list(of: 0)) == ["h:81:[::1]"])
        #expect(Self.lines(book.list(of: 1)) == ["h:81:[fe80::2]"])
    }

    @Test func `what was left out is in the uses`() {
        var name = ResolvedName("h", port: 80, addresses: ["127.0.0.2"])
        name.unused = [.init(address: "127.0.0.1", reason: .refused)]
        let book = AddressBook([name])
        #expect(!book.isSpread)
        #expect(book.uses.map(\.address) == ["127.0.0.2", "127.0.0.1"])
        #expect(book.uses.map(\.omission) == [nil, .refused])
        // What the remaining one gets is counted.
        #expect(book.endpoints.count == 1)
    }
}
