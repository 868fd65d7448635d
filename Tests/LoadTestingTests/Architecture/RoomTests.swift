import Testing

@Suite struct RoomTests {
    private let sources = SourceFile.library

    @Test func `no room names what DESIGN 3 keeps from it`() {
        #expect(sources.count > 80)
        #expect(RoomRules.forbiddenNames(in: sources) == [])
    }

    @Test func `no target and no room imports what DESIGN 3 keeps from it`() {
        #expect(RoomRules.forbiddenImports(in: sources) == [])
    }

    @Test(arguments: [("Testing", 2), ("XCTest", 1)])
    func `each test framework is imported by the files made for it`(module: String, count: Int) {
        #expect(sources.filter { $0.imports.contains(module) }.count == count)
    }

    @Test func `every folder of plan and core is in a room of the design's`() {
        let files = sources.filter { $0.folder.split(separator: "/").count > 1 }
        #expect(files.filter { RoomRules.room(of: $0) == nil }.map(\.path) == [])
        #expect(Set(files.compactMap(RoomRules.room)).isSuperset(of: inner))
    }

    private let inner = ["LoadTestingCore/Program/HTTP", "LoadTestingCore/Program/Validation"]

    @Test func `no two rooms may name each other, but for one inside the other`() {
        #expect(RoomRules.mutualRooms == [])
    }

    @Test func `rooms of values make no words`() {
        #expect(RoomRules.prose(in: sources) == [])
    }

    // MARK: - The rules can fail

    @Test(arguments: [
        ("Verdict", "let a = \"no value\"", true), ("Verdict", "let a = NumberText.self", true),
        ("Metrics", "f(\"a\", \"\\(b) s\")", true), ("Verdict", "let a = \"code\" // a b", false),
        ("Verdict", "f(\"a\", \"b\")", false), ("Report", "let a = \"no value\"", false),
    ])
    func `words are found`(room: String, text: String, isFound: Bool) {
        let files = [file("LoadTestingCore/\(room)/A.swift", text)]
        #expect(RoomRules.prose(in: files).isEmpty != isFound)
    }

    @Test(
        arguments: [
            ("Report", "struct A { var engine: Engine }", ["Engine"]),
            ("Report", "func f() { _ = \"\\(Engine.self)\" }", ["Engine"]),
            ("Report", "// Engine\nlet text = \"Engine\"", []), ("Run", "let engine: Engine?", []),
            ("Verdict", "let plan: LoadTest, seed: Seed", ["LoadTest"]),
            ("Support", "let text = NumberText.self", ["NumberText"]),
            ("Schedule", "let plan: LoadTest", []),
            ("Server/Network", "let watch: Watch", ["Watch"]), ("Server", "let a: Watch", []),
            ("Server/Observation", "let watch: Watch", []), ("Engine", "Watch()", ["Watch"]),
        ] as [(String, String, [String])])
    func `a forbidden name is found`(room: String, text: String, names: [String]) {
        let files = [
            file("LoadTestingCore/Engine/Engine.swift", "package final class Engine {}"),
            file("LoadTestingMacrosFree/Plan/LoadTest.swift", "public struct LoadTest {}"),
            file("LoadTestingMacrosFree/Plan/Seed.swift", "public struct Seed {}"),
            file("LoadTestingMacrosFree/Units/N.swift", "package enum NumberText {}"),
            file("LoadTestingCore/Server/Observation/W.swift", "package class Watch {}"),
            file("LoadTestingCore/\(room)/Bad.swift", text),
        ]
        let found = RoomRules.forbiddenNames(in: files)
        #expect(found.count == names.count)
        #expect(zip(found, names).allSatisfy { $0.contains("Bad.swift names \($1) of") })
    }

    @Test(
        arguments: [
            ("LoadTestingMacrosFree/Plan", "let request: HTTPGet", "HTTPGet"),
            ("LoadTestingMacrosFree/Flow", "extension LoadTest {}", "LoadTest"),
            ("LoadTestingCore/Program/Validation", "let request: ProgramRequest", "ProgramRequest"),
            ("LoadTestingCore/Program/Validation", "let a = load.scaled", ".scaled"),
            ("LoadTestingCore/Program/HTTP", "let error = LoadTest.Missing()", "LoadTest.Missing"),
            ("LoadTestingCore/Program/HTTP", "let request: ProgramRequest, plan: LoadTest", nil),
            ("LoadTestingCore/Program", "let request: ProgramRequest", nil),
            ("LoadTestingCore/Program", "let a = load.common, b = load.text", nil),
            ("LoadTestingCore/Run", "let a = load.scaled, b = LoadTest.Missing()", nil),
        ] as [(String, String, String?)])
    func `a name of a room inside, of a plan's room or of an extension is found`(
        room: String, text: String, name: String?
    ) {
        let files = [
            file("LoadTestingMacrosFree/Plan/LoadTest.swift", "public struct LoadTest {}"),
            file("LoadTestingMacrosFree/HTTP/HTTPGet.swift", "public struct HTTPGet {}"),
            file("LoadTestingMacrosFree/Units/N.swift", "extension Int {\n    var text: Int {}\n}"),
            file("LoadTestingCore/Program/HTTP/R.swift", "package struct ProgramRequest {}"),
            file(
                "LoadTestingCore/Run/LoadTest+Scaling.swift",
                """
                extension LoadTest {
                    func scaled() {}
                    var common: Int { 0 }
                    private var text: Int { 0 }
                    struct Missing {}
                }
                """),
            file("LoadTestingCore/Report/Other.swift", "struct Other {\n    var common = 0\n}"),
            file("\(room)/Bad.swift", text),
        ]
        let found = RoomRules.forbiddenNames(in: files)
        #expect(found.count == (name == nil ? 0 : 1), "\(found)")
        if let name { #expect(found.first?.contains("Bad.swift names \(name) of") == true) }
    }

    @Test func `a room that the design lacks is found`() {
        #expect(
            RoomRules.forbiddenNames(in: [file("LoadTestingCore/Utils/A.swift", "")])
                == ["Sources/LoadTestingCore/Utils/A.swift: DESIGN 3 has no room Utils"])
    }

    @Test(arguments: [
        ("LoadTestingMacrosFree/Plan/A.swift", "Foundation"),
        ("LoadTestingCore/Report/A.swift", "CLoadTesting"),
        ("LoadTestingCore/Report/A.swift", "Testing"),
        ("LoadTestingCore/Schedule/A.swift", "CLoadTesting"), ("LoadTesting/A.swift", "Testing"),
        ("LoadTesting/SwiftTesting.swift", "XCTest"), ("LoadTesting/A.swift", "CLoadTesting"),
        ("LoadTestingCore/Engine/A.swift", "Glibc"),
        ("LoadTestingCore/Server/A.swift", "CLoadTestingRelay"),
        ("LoadTestingCore/Server/Network/A.swift", "CLoadTesting"),
        ("LoadTestingCore/Engine/A.swift", "CLoadTestingSystem"),
        ("LoadTestingCore/Engine/A+Linux.swift", "Darwin"),
        ("LoadTestingCore/A.swift", "LoadTestingMacrosFree"),
    ])
    func `a forbidden import is found`(path: String, module: String) {
        let bad = file(path, "@testable import Swift\nimport \(module)")
        #expect(
            RoomRules.forbiddenImports(in: [bad]).contains("Sources/\(path) imports \(module)"))
    }

    private func file(_ path: String, _ text: String) -> SourceFile {
        SourceFile(path: "Sources/\(path)", text: text)
    }
}
