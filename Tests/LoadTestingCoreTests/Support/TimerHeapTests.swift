import TestSupport
import Testing

@testable import LoadTestingCore

@Suite struct TimerHeapTests {
    @Test func `an empty heap has no deadline`() {
        var heap = TimerHeap()
        let taken = heap.take(upTo: .max)
        #expect(heap.next == .max && heap.count == 0)
        #expect(taken == nil)
    }

    @Test func `nothing is taken before its deadline`() {
        var heap = TimerHeap(capacity: 1)
        heap.add(deadline: 10, owner: 1)
        heap.add(deadline: 5, owner: 2)
        let early = heap.take(upTo: 4)
        let first = heap.take(upTo: 5)
        let between = heap.take(upTo: 9)
        let second = heap.take(upTo: 100)
        #expect(early == nil && between == nil)
        #expect(first?.owner == 2 && second?.owner == 1)
        #expect(heap.next == .max)
    }

    @Test(arguments: [1, 2, 3, 64, 65, 1_000])
    func `what is taken is what a sorted array gives`(size: Int) {
        var generator = SeededGenerator(seed: UInt64(size))
        var heap = TimerHeap(capacity: 2)
        var sorted: [Int64] = []
        for _ in 0..<20 {
            for _ in 0..<Int.random(in: 0...size, using: &generator) {
                let deadline = Int64.random(in: 0...Int64(size), using: &generator)
                heap.add(deadline: deadline, owner: Int32(deadline) &+ 7)
                sorted.append(deadline)
            }
            sorted.sort()
            let now = Int64.random(in: 0...Int64(size), using: &generator)
            let expected = sorted.prefix { $0 <= now }
            var taken: [Int64] = []
            var users: [Int32] = []
            while let entry = heap.take(upTo: now) {
                taken.append(entry.deadline)
                users.append(entry.owner)
            }
            sorted.removeFirst(expected.count)
            #expect(taken == Array(expected))
            #expect(users == taken.map { Int32($0) + 7 })
            #expect(heap.count == sorted.count)
            #expect(heap.next == sorted.first ?? .max)
        }
    }
}
