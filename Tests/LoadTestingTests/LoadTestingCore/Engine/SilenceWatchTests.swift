import Testing

@testable import LoadTestingCore

@Suite struct SilenceWatchTests {
    @Test func `a silence lies between two answers while something is under way`() {
        var watch = SilenceWatch()
        for _ in 0..<3 { watch.began(at: 100) }
        watch.ended(at: 150, isAnswer: true, users: 9)
        watch.ended(at: 950, isAnswer: true, users: 9)
        watch.ended(at: 960, isAnswer: true, users: 9)
        let longest = ServerSilence(startNanoseconds: 150, nanoseconds: 800, waiting: 2)
        #expect(watch.take() == longest)
        #expect(watch.take() == nil)
    }

    @Test func `time in which nobody waits is no silence`() {
        var watch = SilenceWatch()
        watch.began(at: 0)
        watch.ended(at: 10, isAnswer: true, users: 1)
        watch.began(at: 5_000)
        watch.ended(at: 5_020, isAnswer: true, users: 1)
        #expect(watch.take()?.nanoseconds == 20)
    }

    @Test func `a time-out ends no silence but of the last that waits`() {
        var watch = SilenceWatch()
        watch.began(at: 0)
        watch.began(at: 0)
        watch.ended(at: 500, isAnswer: false, users: 2)
        #expect(watch.take() == nil)
        watch.ended(at: 700, isAnswer: false, users: 2)
        #expect(watch.take() == ServerSilence(startNanoseconds: 0, nanoseconds: 700, waiting: 1))
        watch.began(at: 900)
        watch.ended(at: 910, isAnswer: true, users: 2)
        #expect(watch.take()?.startNanoseconds == 900)
    }

    @Test func `what is given up is no answer; waited for to the last, it shows`() {
        var watch = SilenceWatch()
        watch.began(at: 0)
        watch.gaveUp(at: nil)
        #expect(watch.take() == nil)
        watch.began(at: 100)
        watch.gaveUp(at: 400)
        #expect(watch.take() == ServerSilence(startNanoseconds: 100, nanoseconds: 300, waiting: 1))
    }

    @Test func `no more users wait than there are`() {
        var watch = SilenceWatch()
        for _ in 0..<6 { watch.began(at: 0) }
        watch.ended(at: 100, isAnswer: true, users: 1)
        #expect(watch.take()?.waiting == 1)
    }
}
