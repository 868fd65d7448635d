import Testing

@testable import LoadTestingCore

@Suite struct StallWatchTests {
    @Test func `a stall lies between two answers while something is under way`() {
        var watch = StallWatch(shortest: 5)
        for _ in 0..<3 { watch.began(at: 100) }
        watch.ended(at: 150, isAnswer: true, users: 9)
        watch.ended(at: 950, isAnswer: true, users: 9)
        watch.ended(at: 960, isAnswer: true, users: 9)
        // All of them are kept: an estimate counts each.
        #expect(watch.take(behind: 7).map(\.startNanoseconds) == [107, 157, 957])
        #expect(watch.take() == [])
    }

    @Test func `time in which nobody waits is no stall`() {
        var watch = StallWatch(shortest: 5)
        watch.began(at: 0)
        watch.ended(at: 10, isAnswer: true, users: 1)
        watch.began(at: 5_000)
        watch.ended(at: 5_020, isAnswer: true, users: 1)
        #expect(watch.take().map(\.nanoseconds) == [10, 20])
    }

    @Test func `a time-out ends no stall but of the last that waits`() {
        var watch = StallWatch(shortest: 5)
        watch.began(at: 0)
        watch.began(at: 0)
        watch.ended(at: 500, isAnswer: false, users: 2)
        #expect(watch.take() == [])
        watch.ended(at: 700, isAnswer: false, users: 2)
        #expect(watch.take() == [ServerStall(startNanoseconds: 0, nanoseconds: 700, waiting: 1)])
        watch.began(at: 900)
        watch.ended(at: 910, isAnswer: true, users: 2)
        #expect(watch.take().map(\.startNanoseconds) == [900])
    }

    @Test func `an abandoned exchange is no answer; waited for to the end, it shows`() {
        var watch = StallWatch(shortest: 5)
        watch.began(at: 0)
        watch.abandoned(at: nil)
        #expect(watch.take() == [])
        watch.began(at: 100)
        watch.abandoned(at: 400)
        #expect(
            watch.take() == [ServerStall(startNanoseconds: 100, nanoseconds: 300, waiting: 1)])
    }

    @Test func `no more users wait than there are`() {
        var watch = StallWatch(shortest: 5)
        for _ in 0..<6 { watch.began(at: 0) }
        watch.ended(at: 100, isAnswer: true, users: 1)
        #expect(watch.take().map(\.waiting) == [1])
    }

    @Test func `of what several loops saw at the same time the longest counts`() {
        let stall = { (start: Int64, length: Int64) in
            ServerStall(startNanoseconds: start, nanoseconds: length, waiting: 1)
        }
        #expect(
            ServerStall.merging(
                [stall(0, 100), stall(500, 50)], [stall(20, 200), stall(900, 10)])
                == [stall(20, 200), stall(500, 50), stall(900, 10)])
        #expect(ServerStall.merging([], [stall(0, 1)]) == [stall(0, 1)])
        let many = (0..<500).map { stall($0 * 10, $0 % 7 + 1) }
        #expect(ServerStall.merging(many, [stall(9_000, 99)]).count == 100)
    }
}
