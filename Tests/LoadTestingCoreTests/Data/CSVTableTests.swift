import CLoadTesting
import LoadTestingCore
import Testing

@Suite struct CSVTableTests {
    @Test(
        arguments: [
            ("a,b\n1,2\n", [["1", "2"]]), ("a,b\n1,2", [["1", "2"]]),
            ("a,b\r\n1,2\r\n3,4\r\n", [["1", "2"], ["3", "4"]]), ("a,b\r\n1,2\r", [["1", "2"]]),
            ("\u{feff}a,b\n1,2", [["1", "2"]]), ("\n\r\na,b\n\n1,2\n\r\n\n", [["1", "2"]]),
            ("a,b\n,\n", [["", ""]]), ("a,b\n1,", [["1", ""]]), ("a,b\n,2\r\n", [["", "2"]]),
            (" a ,  b\n 1 , 2 ", [[" 1 ", " 2 "]]), ("\" a\",\"b \"\n1,2", [["1", "2"]]),
            ("a,b\n\"1\",\"2\"\n", [["1", "2"]]), ("a,b\n\"\",\"\"", [["", ""]]),
            ("a,b\n\"1,1\",\"2\n2\"\n3,4", [["1,1", "2\n2"], ["3", "4"]]),
            ("a,b\n\"\r\n\",\"\"\"\"\r\n3,4", [["\r\n", "\""], ["3", "4"]]),
            ("a,b\n\"\"\"1\"\"\",\"2\"\"\"\"2\"", [["\"1\"", "2\"\"2"]]),
            ("a,b\n5\" disk,x\"\"\n", [["5\" disk", "x\"\""]]), ("a,b\n1\r1,2\n", [["1\r1", "2"]]),
            ("a,b\nä,日本\n🦊,\"é\"", [["ä", "日本"], ["🦊", "é"]]), ("\"a\",b\n1,2", [["1", "2"]]),
        ] as [(String, [[String]])])
    func `a table is read by RFC 4180`(text: String, rows: [[String]]) throws {
        let table = try CSVTable(Array(text.utf8), named: "t.csv")
        #expect(table.header.columns == ["a", "b"])
        #expect(table.rows == rows)
        #expect(table.count == rows.count)
    }

    @Test func `one column may hold empty fields, but only in quotes`() throws {
        let table = try CSVTable(Array("a\n1\n\n\"\"\n2".utf8), named: "t.csv")
        #expect(table.rows == [["1"], [""], ["2"]])
    }

    @Test(arguments: [";", "\t", "|", " ", "a"] as [Character])
    func `the delimiter is any ASCII character`(delimiter: Character) throws {
        let text = "x,\(delimiter)y\n1,\(delimiter)2\n\"\(delimiter)\"\(delimiter)4\n"
        let table = try CSVTable(Array(text.utf8), named: "t.csv", delimiter: delimiter)
        #expect(table.header.columns == ["x,", "y"])
        #expect(table.rows == [["1,", "2"], [String(delimiter), "4"]])
    }

    @Test(arguments: ["\"", "\n", "\r", "\r\n", "§", "é"] as [Character])
    func `what can't be a delimiter is refused`(delimiter: Character) {
        let problem = #expect(throws: DataProblem.self) {
            try CSVTable(Array("a\n1".utf8), named: "t.csv", delimiter: delimiter)
        }
        #expect(problem?.message.hasSuffix(" can't be a delimiter") == true)
        #expect(problem?.remedy == #"use one ASCII character, such as ",", ";" or "\t""#)
    }

    @Test func `a row begins on the line where its first field begins`() throws {
        let text = "\n\"a\n\",b\r\n\n1,2\r\n\"3\n\r\n3\",4\n\n\n\"\"\"\n\"\"\n\",6\n7,8"
        let table = try CSVTable(Array(text.utf8), named: "t.csv")
        #expect(table.lines == [5, 6, 11, 14])
    }

    @Test(arguments: [
        ("", "t.csv is empty"), ("\u{feff}", "t.csv is empty"), ("\n\r\n", "t.csv is empty"),
        ("a,b", "t.csv has no rows"), ("a,b\r\n\r\n", "t.csv has no rows"),
        ("a,b,a\n", #"t.csv, line 1: two columns are named "a""#),
        ("\na, a\n", #"t.csv, line 2: two columns are named "a""#),
        ("a,,c\n1,2,3", "t.csv, line 1: column 2 has no name"),
        ("a,b, \n1,2,3", "t.csv, line 1: column 3 has no name"),
        ("a,b,c,d\n1,2,3,4\n\n\"\n\",2,3", "t.csv, line 4: 3 fields, the header has 4"),
        ("a,b\n1\n", "t.csv, line 2: 1 field, the header has 2"),
        ("a,b\n1,2\n1,2,3", "t.csv, line 3: 3 fields, the header has 2"),
        ("a\n1,", "t.csv, line 2: 2 fields, the header has 1"),
        ("a,b\n1,\"\n2\n3", #"t.csv, line 2, column "b": the quote is not closed"#),
        ("a,b\n1,\"", #"t.csv, line 2, column "b": the quote is not closed"#),
        ("a,b\n1,\"2\"\"", #"t.csv, line 2, column "b": the quote is not closed"#),
        ("a,\"b\n1,2", "t.csv, line 1, field 2: the quote is not closed"),
        ("a\n\"1\n1\"x\n", #"t.csv, line 3, column "a": text stands behind the closing quote"#),
        ("a\n\"1\" \n", #"t.csv, line 2, column "a": text stands behind the closing quote"#),
        ("a\n\"1\"\rx\n", #"t.csv, line 2, column "a": text stands behind the closing quote"#),
        ("a\n1,\"2\"\"\"x", "t.csv, line 2, field 2: text stands behind the closing quote"),
    ])
    func `what is no table is refused with file and line`(text: String, message: String) {
        let problem = #expect(throws: DataProblem.self) {
            try CSVTable(Array(text.utf8), named: "t.csv")
        }
        #expect(problem?.message == message)
        #expect(problem?.remedy.isEmpty == false)
    }

    @Test(arguments: [
        ("a,b\n1,\u{1}\n", #"t.csv, line 2, column "b": the text is no UTF-8"#),
        ("a,b\n\"x\n\u{1}\",2\n", #"t.csv, line 3, column "a": the text is no UTF-8"#),
        ("a,b\n1,\"\"\"\u{1}\"\n", #"t.csv, line 2, column "b": the text is no UTF-8"#),
        ("\u{1},b\n1,2\n", "t.csv, line 1, field 1: the text is no UTF-8"),
    ])
    func `what is no UTF-8 is refused`(text: String, message: String) {
        let bytes = text.utf8.map { $0 == 1 ? 0xe4 : $0 }
        #expect(throws: DataProblem(message, remedy: "save the file in UTF-8")) {
            try CSVTable(bytes, named: "t.csv")
        }
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `what is written by the rules is read as it was`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let written = RandomTable(using: &random)
        let table = try CSVTable(
            Array(written.text.utf8), named: "t.csv", delimiter: written.delimiter)
        #expect(table.header.columns == written.columns)
        #expect(table.rows == written.rows)
        #expect(table.lines == written.lines)
    }

    @Test(arguments: ["1,two,3", "\"1\",\"t\"\"wo\",\"3\n\"", "1,\"two\",3"])
    func `ten times the rows take about ten times as long`(row: String) throws {
        let least = { (rows: Int) throws -> Int64 in
            let text = "a,b,c\n" + String(repeating: row + "\n", count: rows)
            let bytes = Array(text.utf8)
            var costs: [Int64] = []
            for _ in 0..<3 {
                let start = clt_thread_cpu_nanoseconds()
                let table = try CSVTable(bytes, named: "t.csv")
                costs.append(clt_thread_cpu_nanoseconds() - start)
                #expect(table.count == rows)
            }
            return try #require(costs.min())
        }
        // A quadratic reader would take a hundred times as long.
        #expect(try least(40_000) < least(4_000) * 40)
    }
}

extension CSVTable {
    var rows: [[String]] { (0..<count).map { Array(fields(ofRow: $0)) } }
}
