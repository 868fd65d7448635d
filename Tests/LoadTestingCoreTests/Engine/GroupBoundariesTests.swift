import Testing

@testable import LoadTestingCore

@Suite struct GroupBoundariesTests {
    @Test func `groups end and are drained in the order of the clock`() {
        var boundaries = GroupBoundaries(
            Program.made(of: [.made(end: 100), .made(end: 50), .made(end: 90)], drain: 30))
        var seen: [String] = []
        while boundaries.next != .max {
            let next = boundaries.next
            #expect(boundaries.take(upTo: next - 1) == nil)
            let boundary = boundaries.take(upTo: next)
            #expect(boundary?.instant == next)
            seen.append("\(next) \(boundary!.group) \(boundary!.kind)")
        }
        #expect(
            seen == [
                "50 1 ended", "80 1 drained", "90 2 ended", "100 0 ended", "120 2 drained",
                "130 0 drained",
            ])
        #expect(boundaries.take(upTo: .max) == nil)
    }

    @Test func `without drain time a group is ended and drained at one instant`() {
        var boundaries = GroupBoundaries(Program.made(of: [.made(end: 100)], drain: 0))
        let first = boundaries.take(upTo: 100)
        let second = boundaries.take(upTo: 100)
        #expect(first?.instant == 100 && second?.instant == 100)
        #expect(first?.kind != second?.kind)
        #expect(boundaries.next == .max)
    }
}
