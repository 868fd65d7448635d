import Testing

@Suite struct PublicEnumTests {
    @Test func `a public enum that may grow says so, so that another case breaks nobody`() {
        #expect(PublicEnums.undecided(in: SourceFile.library) == [])
    }

    @Test(arguments: [
        ("public enum A { case b }", ["A.swift: A"]),
        ("    indirect public enum A: Codable {", ["A.swift: A"]),
        ("@nonexhaustive public enum A { case b }", []),
        ("@nonexhaustive\npublic enum A { case b }", []),
        ("public enum Complete { case b }", []),
        ("@nonexhaustive public enum Complete { case b }", ["A.swift: Complete"]),
        ("package enum A { case b }\nenum B { case c }", []),
        ("// public enum A {}", []),
    ])
    func `an enum of which nothing is said is found`(text: String, found: [String]) {
        let file = SourceFile(path: "A.swift", text: text)
        #expect(PublicEnums.undecided(in: [file], complete: ["Complete"]) == found)
    }
}
