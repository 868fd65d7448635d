import CLoadTesting
import Foundation
import Testing

@testable import LoadTestingCore

@Suite struct RunQueueWatchTests {
    /// What the system would say.
    private final class Account {
        var waited: Int64? = 0
        var asked = 0
        var now: Int64 = 0
        lazy var watch = RunQueueWatch { [unowned self] in
            asked += 1
            return waited
        }

        /// Turns of 1 ms, before each of which the thread waits; returns what was counted.
        func turns(_ count: Int, waiting: Int64) -> [Int64] {
            (0..<count).compactMap { _ in
                waited = waited.map { $0 + waiting }
                now += 1_000_000 + waiting
                watch.beginTurn()
                return watch.endTurn(now, lasted: 1_000_000)
            }
        }
    }

    @Test func `a thread that does not starve is asked ten times a second, all turns count`() {
        let account = Account()
        #expect(account.turns(1_000, waiting: 0) == Array(repeating: 1_000_000, count: 1_000))
        #expect(account.asked <= 11)
    }

    @Test func `a thread that starves is late by what it waited, from the next check on`() {
        let account = Account()
        let counted = account.turns(200, waiting: 3_000_000)
        #expect(counted.first == 1_000_000 && counted.last == 4_000_000)
        #expect(counted.count { $0 == 1_000_000 } < 60)
        // Fed again, it is no longer asked each turn.
        _ = account.turns(300, waiting: 0)
        let asked = account.asked
        #expect(account.turns(100, waiting: 0).last == 1_000_000)
        #expect(account.asked - asked <= 2)
    }

    @Test func `of many turns some are looked at and counted`() {
        let account = Account()
        _ = account.turns(400, waiting: 100_000)
        let asked = account.asked
        let counted = account.turns(1_000, waiting: 100_000)
        #expect(counted.allSatisfy { $0 == 1_100_000 })
        #expect(counted.count > 400 && counted.count <= 1_000)
        #expect(account.asked - asked <= 2 * counted.count + 12)
    }

    @Test func `a long turn always counts`() {
        let account = Account()
        _ = account.turns(400, waiting: 100_000)
        for _ in 0..<20 {
            account.watch.beginTurn()
            #expect(account.watch.endTurn(account.now, lasted: 200_000_000) ?? 0 >= 200_000_000)
        }
    }

    @Test func `where the system says nothing all turns count as they are`() {
        let account = Account()
        account.waited = nil
        #expect(account.turns(300, waiting: 3_000_000).allSatisfy { $0 == 1_000_000 })
        #expect(account.watch.take() == nil)
    }

    @Test func `what was waited is taken once`() {
        let account = Account()
        account.waited = 7
        #expect(account.watch.take() == 7 && account.watch.take() == 0)
    }

    #if os(Linux)
        @Test func `the system says for how long a thread has waited`() async {
            let waited = await withCheckedContinuation { continuation in
                Thread.detachNewThread {
                    let file = clt_run_queue_open()
                    defer { clt_run_queue_close(file) }
                    continuation.resume(returning: clt_run_queue_nanoseconds(file))
                }
            }
            #expect(waited >= 0 && waited < 60_000_000_000)
        }
    #endif
}
