import Testing

@testable import LoadTestingCore

@Suite struct TextTableTests {
    @Test func `columns are as wide as their widest cell and stand left or right`() {
        var table = TextTable([.left, .right, .left])
        table.add(["a", "1", "x"])
        table.add(["bbb", "1,000", "yy"])
        #expect(table.lines == ["a        1  x", "bbb  1,000  yy"])
    }

    @Test func `no line ends in spaces, and short rows are fine`() {
        var table = TextTable([.left, .right])
        table.add(["long cell", "12"])
        table.add(["a", ""])
        table.add(["b"])
        #expect(table.lines == ["long cell  12", "a", "b"])
    }

    @Test func `characters count, not bytes`() {
        var table = TextTable([.left, .right])
        table.add(["µs–…", "1"])
        table.add(["abcd", "2"])
        #expect(table.lines == ["µs–…  1", "abcd  2"])
    }

    @Test func `wide characters take two cells, marks none`() {
        var table = TextTable([.left, .right])
        table.add(["検索", "1"])
        table.add(["cafe\u{301}", "2"])
        table.add(["🚀", "3"])
        #expect(table.lines == ["検索  1", "cafe\u{301}  2", "🚀    3"])
    }

    @Test(arguments: [
        (99, ["a label of 25 characters!  12  3  45", "b                           1  2   3"]),
        (35, ["a label of 2…characters!  12  3  45", "b                          1  2   3"]),
        (31, ["a label of…aracters!  12  3  45", "b                      1  2   3"]),
        (30, ["a label of …haracters!  12  45", "b                        1   3"]),
        (28, ["a label of…aracters!  12  45", "b                      1   3"]),
        (27, ["a label of …characters!  45", "b                         3"]),
        (24, ["a label of…aracters!  45", "b                      3"]),
        (23, ["a label of …characters!", "b"]), (1, ["a label of…aracters!", "b"]),
    ])
    func `a narrow table cuts labels, then leaves columns out, at last those of the tail`(
        width: Int, lines: [String]
    ) {
        var table = TextTable([.left, .right, .right, .right])
        table.add(["a label of 25 characters!", "12", "3", "45"])
        table.add(["b", "1", "2", "3"])
        #expect(table.lines(within: width, leavingOut: [2, 1], andAtLast: [3]) == lines)
    }

    @Test func `a label keeps a third of a wide table, and all that its columns leave`() {
        var table = TextTable([.left, .right, .right])
        table.add([String(repeating: "x", count: 90), String(repeating: "1", count: 40), "2"])
        let cells = { (width: Int) in
            table.lines(within: width, leavingOut: [1], andAtLast: [])[0]
                .split(separator: " ").map(\.count)
        }
        #expect(cells(135) == [90, 40, 1] && cells(90) == [45, 40, 1])
        #expect(cells(67) == [22, 40, 1] && cells(66) == [63, 1])
    }

    @Test func `a table without rows has no lines`() {
        #expect(TextTable([.left]).lines == [])
    }
}
