import Testing

@Suite struct StyleTests {
    private let sources = SourceFile.library
    private let all = SourceFile.everything

    @Test func `no file has more than 400 lines`() {
        #expect(StyleRules.longFiles(in: all) == [])
    }

    @Test func `no line has more than 100 columns`() {
        #expect(all.flatMap(StyleRules.longLines) == [])
    }

    @Test func `no function has more than 70 lines`() {
        #expect(all.flatMap(StyleRules.longFunctions) == [])
    }

    @Test func `the library never traps on purpose without saying what is wrong`() {
        #expect(sources.flatMap(StyleRules.forbiddenWords) == [])
    }

    @Test func `every unchecked promise has its reason beside it`() {
        #expect(all.flatMap(StyleRules.unreasoned) == [])
    }

    // MARK: - The rules can fail

    @Test func `a long file is found`() {
        let lines = { String(repeating: "a\n", count: $0) }
        #expect(StyleRules.longFiles(in: [file(lines(400))]) == [])
        #expect(StyleRules.longFiles(in: [file(lines(401))]) == ["A.swift"])
    }

    @Test func `a long line is found, also a comment, but not in a pinned text`() {
        let long = String(repeating: "ä", count: 101)
        #expect(StyleRules.longLines(in: file("a\n\(long)")) == ["A.swift:2"])
        #expect(StyleRules.longLines(in: file("// \(long)")) == ["A.swift:1"])
        #expect(StyleRules.longLines(in: file("let a = \"\(long)\"")) == ["A.swift:1"])
        #expect(StyleRules.longLines(in: file(long.dropLast() + "\n")) == [])
        #expect(StyleRules.longLines(in: file("\"\"\"\n\(long)\n\"\"\"")) == [])
        #expect(StyleRules.longLines(in: file("\"\"\"\n\(long) \\(a)\n\"\"\"")) == [])
    }

    @Test(arguments: [
        "func f() {", "func f(a: () -> Void = {}) async throws -> [Int] {", "init() {", "deinit {",
        "init?(a: Int)\nwhere A: B\n{", "func f<A>(\n    a: A\n) -> Int {",
        "static func < (a: A) {",
    ])
    func `a long function is found`(head: String) {
        let body = { String(repeating: "if a { b() }\n", count: $0) }
        let before = "protocol P {\n    func short()\n}\nfunc g() { a() }\n"
        #expect(StyleRules.longFunctions(in: file(before + head + "\n" + body(60) + "}\n")) == [])
        #expect(
            StyleRules.longFunctions(in: file(before + head + "\n" + body(70) + "}\n")).count == 1)
    }

    @Test(arguments: ["try!", "fatalError", "FIXME"]) func `a forbidden word is found`(word: String)
    {
        #expect(StyleRules.forbiddenWords(in: file("a = \(word) b")) == ["A.swift: \(word)"])
        #expect(StyleRules.forbiddenWords(in: file("// \(word)\nlet a = \"\(word)\"")) == [])
    }

    @Test(arguments: ["class A: @unchecked Sendable {}", "nonisolated(unsafe) var a = 1"])
    func `a promise without a reason is found`(declaration: String) {
        #expect(StyleRules.unreasoned(in: file("\n\(declaration)")) == ["A.swift:2"])
        #expect(StyleRules.unreasoned(in: file("// Shared.\n\(declaration)")) == ["A.swift:2"])
        #expect(StyleRules.unreasoned(in: file("// Safe since …\n\(declaration)")) == [])
        #expect(StyleRules.unreasoned(in: file("// \(declaration)")) == [])
    }

    private func file(_ text: some StringProtocol) -> SourceFile {
        SourceFile(path: "A.swift", text: String(text))
    }
}
