import Testing

@Suite struct CodeScannerTests {
    @Test(arguments: [
        ("let a = 1 // Engine", "let a = 1 "), ("a /* Engine\nRun */ b", "a \n b"),
        (#"f("Engine")"#, #"f("")"#), (#"f("a\"Engine", Run.self)"#, #"f("", Run.self)"#),
        (#""a \(Engine.x) b""#, #""(Engine.x)""#),
        (#""\(f("Run", (Engine(1))))" + Judge"#, #""(f("", (Engine(1))))" + Judge"#),
        ("\"\"\"\n  Engine \"Run\"\n  \"\"\" + Judge", "\"\n\n\" + Judge"),
        ("#\"Engine \"Run\" \\(x)\"# + Judge", "\"\" + Judge"),
        ("#/\nEngine\"\n/# + Judge", "\"\n\n\" + Judge"),
        ("#if os(Linux)\n#endif", "#if os(Linux)\n#endif"),
        ("\"\"\"\na \\\nEngine\n\"\"\"", "\"\n\n\n\""),
        ("#\"\"\" is Engine\"# + Judge", "\"\" + Judge"), (#""open"# + "\nJudge", "\"\nJudge"),
    ])
    func `comments and strings are blanked, interpolations and lines stay`(
        text: String, code: String
    ) {
        #expect(CodeScanner.code(of: text) == code)
    }

    @Test func `imports, types and names are found`() {
        let file = SourceFile(
            path: "Sources/LoadTestingCore/Report/A.swift",
            text: """
                @_exported public import LoadTestingCore
                import struct Foundation.Data
                // import Testing
                @available(*, unavailable, message: "x (y)") public final class Alpha {}
                package struct Beta { struct Inner {} }
                private enum Hidden {}
                extension Gamma { var x: Delta { .Epsilon + Zeta.Eta("Theta") } }
                """)
        #expect(file.folder == "LoadTestingCore/Report" && file.name == "A.swift")
        #expect(file.imports == ["LoadTestingCore", "Foundation"])
        #expect(file.types == ["Alpha", "Beta"])
        #expect(file.namesUsed.isSuperset(of: ["Gamma", "Delta", "Zeta", "Zeta.Eta"]))
        #expect(file.namesUsed.isDisjoint(with: ["Epsilon", "Eta", "Theta", "Testing"]))
        let platform = SourceFile(
            path: "A+Linux.swift",
            text: "#if os(Linux)\n    struct Outer {\n        enum Inner {}\n    }\n#endif")
        #expect(platform.types == ["Outer"])
    }

    @Test func `members of extensions are found, but for private ones`() {
        let file = SourceFile(
            path: "Sources/LoadTestingCore/Report/A.swift",
            text: """
                struct Alpha {
                    var own: Int
                }
                extension Gamma: Equatable {
                    package static var first: Int { let inner = 1; return inner.magnitude }
                    @discardableResult func second() -> Int { 0 }
                    private var third: Int { 0 }
                    struct Inner {
                        var deep: Int
                    }
                }
                private extension Gamma {
                    var fourth: Int { 0 }
                }
                """)
        #expect(file.extensionMembers.map(\.name) == ["first", "second", "Inner"])
        #expect(file.extensionMembers.allSatisfy { $0.type == "Gamma" })
        #expect(file.declaredNames.isSuperset(of: ["own", "first", "third", "deep", "fourth"]))
        #expect(file.namesUsed.contains(".magnitude"))
    }
}
