import Testing

@Suite struct PublicNameTests {
    private let sources = SourceFile.library

    private static let others = [
        "Swift": ToolchainNames.swift, "Foundation": ToolchainNames.foundation,
        "Testing": ToolchainNames.testing, "XCTest": ToolchainNames.xctest,
        "HTTPTypes": PackageNames.httpTypes, "Hummingbird": PackageNames.hummingbird,
        "Vapor": PackageNames.vapor,
    ]

    @Test func `no public name is one of Swift, Foundation, Testing, XCTest or a web framework`() {
        let names = PublicNames.topLevel(in: sources)
        #expect(names.isSuperset(of: ["LoadTest", "ThreadGroup", "HTTPGet", "p99", "expect"]))
        #expect(PublicNames.clashes(of: names, with: Self.others) == Self.wanted)
    }

    /// The short name of `ServerUnderTest`, which stands in every example: where one of these is
    /// imported too, the long one is written.
    private static let wanted = ["Server is a name of Hummingbird", "Server is a name of Vapor"]

    @Test func `no type is called as a module is, so that qualification works`() {
        let types = Set(sources.flatMap(\.types))
        #expect(
            types.isDisjoint(with: ["LoadTesting", "LoadTestingCore", "LoadTestingMacrosFree"]))
    }

    @Test func `no public method of the core is called run or expect`() {
        let core = sources.filter { $0.path.hasPrefix("Sources/LoadTestingCore/") }
        #expect(PublicNames.methods(in: core).contains("judge"))
        #expect(PublicNames.methods(in: core).isDisjoint(with: ["run", "expect"]))
        let face = sources.filter { $0.path.hasPrefix("Sources/LoadTesting/") }
        #expect(PublicNames.methods(in: face).isSuperset(of: ["run", "expect"]))
    }

    // MARK: - The rules can fail

    @Test(arguments: [
        ("public struct Duration {}", "Duration is a name of Swift"),
        ("public final class Process {}", "Process is a name of Foundation"),
        ("@available(*, unavailable) public enum Issue {}", "Issue is a name of Testing"),
        ("public typealias XCTSkip = Int", "XCTSkip is a name of XCTest"),
        ("public struct HTTPField {}", "HTTPField is a name of HTTPTypes"),
        ("public protocol RouterMiddleware {}", "RouterMiddleware is a name of Hummingbird"),
        ("public struct Abort {}", "Abort is a name of Vapor"),
        ("public func zip() {}", "zip is a name of Swift"),
    ])
    func `a clash is found`(text: String, clash: String) {
        let names = PublicNames.topLevel(in: [SourceFile(path: "A.swift", text: text)])
        #expect(PublicNames.clashes(of: names, with: Self.others) == [clash])
    }

    @Test func `names that are not public, nested or only mentioned do not clash`() {
        let text = """
            package struct Progress {}
            struct Duration {}
            // public struct Duration {}
            public struct Outer {
                public struct Duration {}
            }
            """
        #expect(
            PublicNames.topLevel(in: [SourceFile(path: "A.swift", text: text)]) == ["Outer"])
    }

    @Test func `a public method is found`() {
        let text =
            "extension A { @discardableResult \n public static func run() {}\n func expect() {} }"
        #expect(PublicNames.methods(in: [SourceFile(path: "A.swift", text: text)]) == ["run"])
    }
}
