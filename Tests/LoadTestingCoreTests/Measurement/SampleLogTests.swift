import Testing

@testable import LoadTestingCore

@Suite struct SampleLogTests {
    @Test(arguments: [0, 1, 2_047, 2_048, 2_049, 10_000])
    func `samples stay in their order, over blocks and repetitions`(count: Int) {
        var log = SampleLog()
        for _ in 0..<3 {
            for number in 0..<count { log.append(.made(end: Int64(number))) }
            #expect(log.count == count)
            let isInOrder = (0..<count).allSatisfy { log[$0].pointee.end == Int64($0) * 1_000_000 }
            #expect(isInOrder)
            log.removeAll()
            #expect(log.count == 0)
        }
    }

    @Test func `memory is kept for the next samples, and no more taken`() {
        var log = SampleLog()
        for _ in 0..<3_000 { log.append(.made(end: 1)) }
        let bytes = log.byteCount
        for _ in 0..<10 {
            log.removeAll()
            for _ in 0..<4_000 { log.append(.made(end: 1)) }
            #expect(log.byteCount == bytes)
        }
    }
}
