import Testing

@testable import LoadTestingCore

/// Times in milliseconds.
@Suite struct AttentionTests {
    private static let millisecond: Int64 = 1_000_000

    /// The system's figures.
    private final class Account {
        var waited: Int64? = 0
        var asked = 0
        var stalled: Int64 = 0
        lazy var attention = Attention(
            at: 0,
            waited: { [unowned self] in
                asked += 1
                return waited
            }, stalled: { [unowned self] _ in stalled })

        /// The loop polls from an instant to another one, in microseconds.
        func poll(_ span: ClosedRange<Int64>, mayHaveMissed: Bool = false) {
            _ = attention.endTick(at: span.lowerBound * 1_000)
            attention.beginTick(at: span.upperBound * 1_000, mayHaveMissed: mayHaveMissed)
        }

        /// For how long what is seen now may have waited, in microseconds.
        func delay(at instant: Int64) -> Int64 { instant - attention.unseenSince / 1_000 }
        var absent: Int64 { attention.absent / 1_000 }
    }

    @Test func `what wakes a loop that slept has not waited`() {
        let account = Account()
        account.poll(100...60_000)
        #expect(account.delay(at: 60_020) == 20)
        #expect(account.absent == 100)
    }

    @Test func `what was there already may have come since the last look`() {
        let account = Account()
        account.poll(100...60_000)
        account.poll(64_000...64_010)
        #expect(account.delay(at: 64_100) == 4_100)
        // A poll that slept starts over.
        account.poll(64_200...64_400)
        #expect(account.delay(at: 64_401) == 1)
        #expect(account.absent == 100 + 4_000 + 190)
    }

    @Test func `after a look that could not tell all, some may have waited for two`() {
        let account = Account()
        account.poll(100...60_000)
        account.poll(63_000...63_001, mayHaveMissed: true)
        account.poll(66_000...66_001, mayHaveMissed: true)
        account.poll(69_000...69_001)
        #expect(account.delay(at: 69_001) == 9_001)
        account.poll(70_000...70_001)
        #expect(account.delay(at: 70_001) == 1_000)
    }

    @Test func `a wait for a processor at the end of a sleep is no look`() {
        let account = Account()
        account.poll(100...10_000)
        account.waited = 7 * Self.millisecond
        account.poll(10_100...40_000)
        #expect(account.delay(at: 40_000) == 7_000)
        #expect(account.attention.endTick(at: 40_500_000) == 7_500_000)
        #expect(account.absent == 100 + 100 + 7_000)
    }

    @Test func `what a thread waited in the middle of a tick is in the tick, not in the sleep`() {
        let account = Account()
        account.poll(100...10_000)
        account.waited = 20 * Self.millisecond
        account.poll(40_000...80_000)
        #expect(account.delay(at: 80_000) == 0)
        #expect(account.absent == 100 + 30_000)
    }

    @Test func `a poll that lost its processor at once found what had come before it`() {
        let account = Account()
        account.poll(100...10_000)
        // After a tick of 250 ms.
        _ = account.attention.endTick(at: 260 * Self.millisecond)
        account.waited = 6 * Self.millisecond
        account.attention.beginTick(at: 267 * Self.millisecond, mayHaveMissed: false)
        #expect(account.delay(at: 267_000) == 257_000)
        #expect(account.absent == 100 + 250_000 + 6_000)
    }

    @Test func `after a long tick a poll of a moment found what had come, whatever was before`() {
        let account = Account()
        // One that lost the processor for a while may have missed something.
        account.waited = 0
        _ = account.attention.endTick(at: Self.millisecond / 10)
        account.waited = 3 * Self.millisecond
        account.attention.beginTick(at: 10 * Self.millisecond, mayHaveMissed: false)
        account.poll(260_000...261_500)
        #expect(account.delay(at: 261_500) == 254_500)
    }

    @Test func `a process that was stopped did not poll, and no sleep is shorter than that`() {
        let account = Account()
        account.waited = nil
        account.poll(100...10_000)
        account.stalled = 60 * Self.millisecond
        account.poll(10_100...80_000)
        #expect(account.delay(at: 80_000) == 60_000)
        account.poll(80_100...100_000)
        #expect(account.delay(at: 100_000) == 19_900)
    }

    @Test func `a signal that ends a stop ends the poll, and the next one finds what had come`() {
        let account = Account()
        account.poll(100...10_000)
        account.stalled = 60 * Self.millisecond
        account.poll(10_100...80_000, mayHaveMissed: true)
        account.stalled = 0
        account.poll(80_010...80_015)
        #expect(account.delay(at: 80_020) == 60_020)
        account.poll(80_100...80_110)
        #expect(account.delay(at: 80_120) == 105)
    }

    @Test func `the system is asked where an absence could matter only`() {
        let account = Account()
        account.poll(10...20)
        let asked = account.asked
        for tick in Int64(1)...1_000 { account.poll(tick * 1_000...tick * 1_000 + 900) }
        #expect(account.asked == asked)
        account.poll(2_000_000...2_003_000)
        #expect(account.asked > asked)
    }

    @Test func `what was waited in a second is told once`() {
        let account = Account()
        account.waited = 5
        #expect(account.attention.takeWaited() == 0)
        account.waited = 12
        #expect(account.attention.takeWaited() == 7)
        #expect(account.attention.takeWaited() == 0)
        account.waited = nil
        #expect(account.attention.takeWaited() == nil)
    }
}
