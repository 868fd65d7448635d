import Testing

@testable import LoadTestingCore

@Suite struct GapWatchTests {
    private let second: Int64 = 1_000_000_000
    private static let millisecond: Int64 = 1_000_000

    @Test func `a clock that is told in time has no gap`() {
        var watch = GapWatch()
        for tick in Int64(0)..<50 { watch.tick(now: tick * GapWatch.period, suspended: 7) }
        #expect(watch.take() == (0, 0))
    }

    @Test func `the longest time that is missing is kept until it is asked for, and the sum`() {
        var watch = GapWatch()
        watch.tick(now: 0, suspended: 0)
        watch.tick(now: 3 * second, suspended: 0)
        #expect(watch.tick(now: 4 * second, suspended: 0) == second - GapWatch.period)
        // Too short to be more than how exact a thread is woken.
        watch.tick(now: 4 * second + GapWatch.period + 4 * Self.millisecond, suspended: 0)
        #expect(watch.take() == (3 * second - GapWatch.period, 4 * second - 2 * GapWatch.period))
        #expect(watch.take() == (0, 0))
    }

    @Test func `sleep of the machine is a gap, though the clock may leave it out`() {
        var watch = GapWatch()
        watch.tick(now: 0, suspended: 0)
        watch.tick(now: GapWatch.period, suspended: 9 * second)
        #expect(watch.take().longest == 9 * second)
    }

    /// A span of 100 ms … 200 ms.
    private func processStall(lastBeat: Int64, gap: Range<Int64> = 0..<0) -> Int64 {
        GapWatch.processStall(
            in: 100 * Self.millisecond..<200 * Self.millisecond,
            lastBeat: lastBeat * Self.millisecond,
            gap: (gap.lowerBound * Self.millisecond, gap.upperBound * Self.millisecond))
            / Self.millisecond
    }

    @Test func `who looks before the clock's thread runs again sees that it is late`() {
        #expect(processStall(lastBeat: 140) == 55)
        #expect(processStall(lastBeat: 20) == 100, "no more than the span")
        #expect(processStall(lastBeat: 191) == 0)
    }

    @Test func `who looks after it sees the gap, if it lasted to the end of the span`() {
        #expect(processStall(lastBeat: 199, gap: 140..<199) == 60)
        #expect(processStall(lastBeat: 199, gap: 60..<198) == 100)
        #expect(processStall(lastBeat: 199, gap: 110..<160) == 0, "nothing had come until 200")
        #expect(processStall(lastBeat: 199, gap: 10..<90) == 0)
    }
}
