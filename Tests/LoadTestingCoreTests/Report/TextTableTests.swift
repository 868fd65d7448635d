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
        (35, ["a label of 25 characters!  12  45", "b                           1   3"]),
        (29, ["a label of 25 characters!  45", "b                           3"]),
        (28, ["a label of 2…characters!  45", "b                          3"]),
        (24, ["a label of…aracters!  45", "b                      3"]),
        (23, ["a label of …characters!", "b"]), (1, ["a label of…aracters!", "b"]),
    ])
    func `a narrow table leaves columns out, then cuts labels, then leaves the rest out`(
        width: Int, lines: [String]
    ) {
        var table = TextTable([.left, .right, .right, .right])
        table.add(["a label of 25 characters!", "12", "3", "45"])
        table.add(["b", "1", "2", "3"])
        #expect(table.lines(within: width, leavingOut: [2, 1], andAtLast: [3]) == lines)
    }

    @Test func `a table without rows has no lines`() {
        #expect(TextTable([.left]).lines == [])
    }
}
