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

    @Test func `a table without rows has no lines`() {
        #expect(TextTable([.left]).lines == [])
    }
}
