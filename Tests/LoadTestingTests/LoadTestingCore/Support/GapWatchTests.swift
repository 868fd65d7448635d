import Testing

@testable import LoadTestingCore

@Suite struct GapWatchTests {
    private let second: Int64 = 1_000_000_000

    @Test func `ticks in time are no gap`() {
        var watch = GapWatch()
        for tick in Int64(0)..<50 { watch.tick(now: tick * GapWatch.period, suspended: 7) }
        #expect(watch.take() == 0)
    }

    @Test func `time between two ticks beyond their period is a gap, told once`() {
        var watch = GapWatch()
        watch.tick(now: 0, suspended: 0)
        watch.tick(now: 3 * second, suspended: 0)
        watch.tick(now: 3 * second + GapWatch.period, suspended: 0)
        #expect(watch.take() == 3 * second - GapWatch.period)
        #expect(watch.take() == 0)
    }

    @Test func `sleep of the machine is a gap although the clock leaves it out`() {
        var watch = GapWatch()
        watch.tick(now: 0, suspended: 5 * second)
        watch.tick(now: GapWatch.period, suspended: 9 * second)
        #expect(watch.take() == 4 * second)
    }
}
