import Foundation
import LoadTestingCore
import Testing

@Suite struct DataFileTests {
    private struct User: Decodable, Hashable, Sendable {
        var name: String
        var age: Int
    }

    // MARK: - Where a file is

    @Test func `an absolute path is taken as it is`() throws {
        let folder = try TemporaryFolder(["a.csv": "x"])
        let path = folder.path("a.csv")
        #expect(try DataFile.path(of: path, beside: "/x/Y.swift", in: "/") == path)
    }

    @Test func `the current directory comes before that of the source file`() throws {
        let folder = try TemporaryFolder([
            "work/a.csv": "work", "source/a.csv": "source", "source/data/b c.csv": "",
        ])
        let source = folder.path("source/Plan.swift")
        let path = { try DataFile.path(of: $0, beside: source, in: folder.path("work")) }
        #expect(try path("a.csv") == folder.path("work/a.csv"))
        #expect(try path("./x/../a.csv") == folder.path("work/a.csv"))
        #expect(try path("data/b c.csv") == folder.path("source/data/b c.csv"))
        #expect(try path("../source/data/b c.csv") == folder.path("source/data/b c.csv"))
    }

    @Test func `a folder of the name does not hide the file`() throws {
        let folder = try TemporaryFolder(["work/a.csv/x": "", "source/a.csv": ""])
        #expect(
            try DataFile.path(
                of: "a.csv", beside: folder.path("source/Plan.swift"), in: folder.path("work"))
                == folder.path("source/a.csv"))
    }

    @Test func `all places are listed where there is no file`() {
        let remedy = "put it beside the source file that names it, or give its absolute path"
        #expect(
            throws: DataProblem(
                #"there is no file "d/a.csv", looked for /nowhere/d/a.csv and /none/d/a.csv"#,
                remedy: remedy)
        ) {
            try DataFile.path(of: "d/a.csv", beside: "/none/Plan.swift", in: "/nowhere")
        }
        #expect(
            throws: DataProblem(
                #"there is no file "a.csv", looked for /none/a.csv"#, remedy: remedy)
        ) {
            try DataFile.path(of: "a.csv", beside: "/none/Plan.swift", in: "/none/")
        }
        #expect(
            throws: DataProblem(
                #"there is no file "/none/a.csv", looked for /none/a.csv"#, remedy: remedy)
        ) {
            try DataFile.bytes(of: "/none/a.csv", beside: #filePath)
        }
    }

    @Test func `bytes are those of the file beside the source`() throws {
        let own = try DataFile.bytes(of: "DataFileTests.swift", beside: #filePath)
        #expect(own.starts(with: "import Foundation\nimport LoadTestingCore".utf8))
        let folder = try TemporaryFolder(["empty": ""])
        #expect(try DataFile.bytes(of: folder.path("empty"), beside: "") == [])
    }

    // MARK: - Rows

    @Test func `a CSV file becomes typed rows`() throws {
        let folder = try TemporaryFolder(["users.csv": "age;name\n1;ann\n2;bob\n"])
        let rows = try DataFile.rows(
            ofCSV: "users.csv", delimiter: ";", beside: folder.path("Plan.swift"),
            decode: { try User(from: $0) })
        #expect(rows as? [User] == [User(name: "ann", age: 1), User(name: "bob", age: 2)])
    }

    @Test(arguments: [
        ("", "data/users.csv is empty"),
        ("name,age\nann,x", #"data/users.csv, line 2, column "age": "x" is no Int"#),
        ("name\nann", #"data/users.csv has no column "age"; its columns are name"#),
    ])
    func `problems name the CSV file as the plan does`(text: String, message: String) throws {
        let folder = try TemporaryFolder(["data/users.csv": text])
        let problem = #expect(throws: DataProblem.self) {
            try DataFile.rows(
                ofCSV: "data/users.csv", beside: folder.path("Plan.swift"),
                decode: { try User(from: $0) })
        }
        #expect(problem?.message == message)
    }

    @Test func `a JSON array becomes typed rows`() throws {
        let text = #"[{"name": "ann", "age": 1}, {"age": 2, "name": "bob"}]"#
        let folder = try TemporaryFolder(["users.json": text])
        let rows = try DataFile.rows(
            ofJSON: "users.json", beside: folder.path("Plan.swift"),
            decode: { try [User](from: $0) })
        #expect(rows as? [User] == [User(name: "ann", age: 1), User(name: "bob", age: 2)])
    }

    @Test(arguments: [
        ("[]", "users.json has no rows"), ("", "users.json: no JSON: the text is empty"),
        ("{}", "users.json, line 1: at the top: expected an array, found an object"),
        (
            "[{\"name\": \"a\",\n\"age\": 1},\n{\"name\": \"b\",\n \"age\": \"x\"}]",
            "users.json, line 4: at [1].age: expected Int, found a string"
        ),
        (
            "[\n{\"name\": \"a\"}]",
            "users.json, line 2: no key \"age\" at [0]; keys: name"
        ),
        ("[{\"name\": \"a\"\n", "users.json: no JSON: it ends at line 2, column 1"),
    ])
    func `problems name the JSON file and the line`(text: String, message: String) throws {
        let folder = try TemporaryFolder(["users.json": text])
        let problem = #expect(throws: DataProblem.self) {
            try DataFile.rows(
                ofJSON: "users.json", beside: folder.path("Plan.swift"),
                decode: { try [User](from: $0) })
        }
        #expect(problem?.message == message)
        #expect(problem?.remedy.isEmpty == false)
    }

    @Test func `a file that can't be read is said so`() throws {
        // Root may read everything.
        guard getuid() != 0 else { return }
        let folder = try TemporaryFolder(["a": "x"])
        let path = folder.path("a")
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
        #expect(
            throws: DataProblem(
                "\(path) can't be read at \(path)", remedy: "check the permissions of the file")
        ) {
            try DataFile.bytes(of: path, beside: #filePath)
        }
    }
}
