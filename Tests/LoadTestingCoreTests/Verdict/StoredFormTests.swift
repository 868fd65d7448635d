import Foundation
import Testing

@testable import LoadTestingCore

/// The stored form follows no name that is changed by accident: a name that changes here changes
/// what earlier versions have stored, and takes another `layoutVersion`.
@Suite struct StoredFormTests {
    private static let golden = Dictionary(
        uniqueKeysWithValues: storedForm.split(separator: "\n").map { line in
            let end = line.firstRange(of: ": ")!
            return (String(line[..<end.lowerBound]), String(line[end.upperBound...]))
        })

    @Test func `every kind has its stored form`() {
        #expect(Set(Self.golden.keys) == Set(StoredKind.all.map(\.name)))
    }

    @Test(arguments: StoredKind.all.map(\.name))
    func `what is stored has the names that it had`(name: String) throws {
        let kind = try #require(StoredKind.all.first { $0.name == name })
        let stored = try kind.stored()
        #expect(stored == Self.golden[name], "stored now: \(name): \(stored)")
    }

    @Test(arguments: StoredKind.all.map(\.name))
    func `what was stored is read and stored again, byte for byte`(name: String) throws {
        let kind = try #require(StoredKind.all.first { $0.name == name })
        let golden = try #require(Self.golden[name])
        #expect(try kind.again(golden) == golden)
        #expect(!golden.contains(#""_0""#), "a name of Swift's own")
    }

    @Test func `what has no such name is refused`() {
        let decoder = JSONDecoder()
        for text in [#"["connections"]"#, #"["core:x"]"#, #"["disk:1"]"#, #"[""]"#] {
            #expect(throws: DecodingError.self) {
                try decoder.decode([ServerSeries].self, from: Data(text.utf8))
            }
        }
        #expect(throws: DecodingError.self) {
            try decoder.decode([FailureCause: Int].self, from: Data(#"{"nothing":1}"#.utf8))
        }
    }
}
