import Testing

@testable import LoadTestingCore

@Suite struct CostLimitTests {
    /// At which of some instants it is done, when it takes a cost each time.
    private func done(_ limit: CostLimit, cost: Int64, at instants: [Int64]) -> [Int64] {
        var limit = limit
        return instants.filter { instant in
            guard limit.mayBegin(at: instant) else { return false }
            limit.end(at: instant, cost: cost)
            return true
        }
    }

    @Test func `it is done so rarely that it takes no more than its share`() {
        let limit = CostLimit(thousandths: 10, credit: 0)
        #expect(done(limit, cost: 5, at: Array(0...1_500)) == [0, 500, 1_000, 1_500])
    }

    @Test func `it is done at least a time apart, also when it costs nothing`() {
        let limit = CostLimit(thousandths: 1, atLeast: 40)
        #expect(done(limit, cost: 0, at: [0, 39, 40, 79, 100]) == [0, 40, 100])
    }

    @Test func `what it takes at first is free`() {
        let limit = CostLimit(thousandths: 10, atLeast: 10, credit: 12)
        // 5 and 5 are free, then 2 of 5.
        #expect(done(limit, cost: 5, at: Array(0...700)) == [0, 10, 20, 320])
    }

    @Test func `the cost is that of the last time`() {
        var limit = CostLimit(thousandths: 10, credit: 0)
        let isFirst = limit.mayBegin(at: 0)
        limit.end(at: 0, cost: 5)
        #expect(isFirst && limit.lastCost == 5)
        let isSecond = limit.mayBegin(at: 100)
        #expect(!isSecond && limit.lastCost == 0, "it was not done")
    }
}
