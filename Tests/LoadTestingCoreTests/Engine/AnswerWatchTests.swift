import Testing

@testable import LoadTestingCore

@Suite struct AnswerWatchTests {
    private static let second: Int64 = 1_000_000_000

    /// Records of some exchanges: starts and ends in seconds, and whether an answer came.
    private func unanswered(
        _ exchanges: [(Double, Double, Bool)], until end: Double, from start: Double = 0
    ) -> Double? {
        var watch = AnswerWatch(startsAt: nanoseconds(start))
        for (index, (start, end, isAnswer)) in exchanges.enumerated() {
            watch.ended(
                start: nanoseconds(start), end: nanoseconds(end), isAnswer: isAnswer,
                label: Int32(index))
        }
        return watch.unanswered(until: nanoseconds(end)).map { Double($0.nanoseconds) / 1e9 }
    }

    private func nanoseconds(_ seconds: Double) -> Int64 { Int64(seconds * 1e9) }

    @Test func `one wait for more than half of the time is told`() {
        #expect(unanswered([(0, 5, false)], until: 5) == 5)
        #expect(unanswered([(0, 3, true), (3, 3.4, true)], until: 3.5) == 3)
    }

    @Test func `answers that come now and then, and short waits, are not`() {
        #expect(unanswered([(0, 2, true), (2, 4, true), (4, 6, true)], until: 6) == nil)
        #expect(unanswered([(0, 0.9, true)], until: 1) == nil)
        #expect(unanswered([(0, 3, true), (3, 6, true)], until: 6) == nil)
    }

    @Test func `a pause is no wait, and failures without a reply are no answers`() {
        #expect(unanswered([(0, 0.1, true), (9, 9.1, true)], until: 9.1) == nil)
        // Three time-outs with pauses of half a second between: 6 s of 7 s.
        #expect(unanswered([(0, 2, false), (2.5, 4.5, false), (5, 7, false)], until: 7) == 6)
        #expect(unanswered([(0, 2, false), (2.5, 4.5, true), (5, 7, false)], until: 7) == 4)
    }

    @Test func `of requests at once each instant counts once, and each answer is one`() {
        #expect(unanswered([(0, 2, false), (0, 2, false)], until: 3) == 2)
        #expect(unanswered([(0, 0.1, true), (0, 5, false)], until: 5) == 4.9)
    }

    @Test func `what a user waits before it counts is left out`() {
        #expect(unanswered([(0, 5, true), (5, 9, true)], until: 9.5, from: 4) == 4)
        #expect(unanswered([(0, 3, true)], until: 9, from: 4) == nil)
    }

    @Test func `the label is that of the longest wait`() {
        var watch = AnswerWatch(startsAt: 0)
        watch.ended(start: 0, end: 1, isAnswer: true, label: 1)
        watch.ended(start: 1, end: 9 * Self.second, isAnswer: true, label: 2)
        watch.ended(start: 9 * Self.second, end: 10 * Self.second, isAnswer: true, label: 3)
        #expect(watch.unanswered(until: 10 * Self.second)?.label == 2)
    }
}
