import Testing

@testable import LoadTestingMacrosFree

@Suite struct MemberReadingTests {
    private struct Inner: Sendable {
        var flag = true
        var text = "a text that is longer than what stands in the value itself"
    }

    private struct Outer: Sendable {
        var small: UInt8 = 7
        var inner = Inner()
        var perhaps: Inner?
        var count: Int { Int(small) * 2 }
        let act: @Sendable (Int) -> Int = { $0 + 1 }
        weak var other: Node?
    }

    private final class Node: Sendable {
        let name = "node"
    }

    @Test func `a member is what its key path leads to`() {
        let outer = Outer(perhaps: Inner(flag: false))
        #expect(MemberReading(\Outer.small).value(in: outer) == 7)
        #expect(MemberReading(\Outer.inner.flag).value(in: outer))
        #expect(MemberReading(\Outer.inner.text).value(in: outer) == outer.inner.text)
        #expect(MemberReading(\Outer.perhaps?.text).value(in: outer) == outer.perhaps?.text)
        #expect(MemberReading(\Outer.perhaps?.flag).value(in: outer) == false)
        #expect(MemberReading(\Outer.count).value(in: outer) == 14)
        #expect(MemberReading(\Outer.act).value(in: outer)(2) == 3)
        #expect(MemberReading(\Outer.other).value(in: outer) == nil)
        #expect(MemberReading(\Outer.self).value(in: outer).small == 7)
        #expect(MemberReading(\Node.name).value(in: Node()) == "node")
        #expect(MemberReading(\[Int][1]).value(in: [1, 2]) == 2)
        #expect(MemberReading(\(first: Int, second: String).second).value(in: (1, "b")) == "b")
    }
}
