import Testing

@testable import LoadTestingCore

@Suite struct PlannedLoadTests {
    private let load = PlannedLoad(
        stepNanoseconds: 500_000_000, users: [0, 10, 10], rates: [0, 0, 4])

    @Test func `between two points the load is on the line through them`() {
        #expect(load.users(at: 0) == 0)
        #expect(load.users(at: 0.25) == 5)
        #expect(load.users(at: 1) == 10)
        #expect(load.rate(at: 0.75) == 2)
    }

    @Test func `outside of its points there is no load`() {
        #expect(load.users(at: 1.01) == nil)
        #expect(load.rate(at: -0.1) == nil)
        #expect(PlannedLoad(stepNanoseconds: 0, users: [], rates: []).users(at: 0) == nil)
    }

    @Test func `shards of one plan add up, those of different plans are not known`() {
        #expect(load.merged(with: load)?.users == [0, 20, 20])
        #expect(load.merged(with: load)?.rates == [0, 0, 8])
        var other = load
        other.stepNanoseconds = 1
        #expect(load.merged(with: other) == nil)
    }

    @Test func `the mean rate of a time is exact for a constant rate and for a ramp`() {
        let rates = (0..<10).map { _ in 200.0 } + (0...10).map { 30.0 * Double($0) }
        let load = PlannedLoad(
            stepNanoseconds: 1_000_000_000, users: rates.map { _ in 0 }, rates: rates)
        #expect(load.meanRate(in: 0..<10) == 200)
        #expect(load.meanRate(in: 10..<20) == 150)
        #expect(load.meanRate(in: 5..<6) == 200)
        #expect(load.meanRate(in: 40..<50) == nil)
        var wide = load
        wide.stepNanoseconds = 700_000_000
        #expect(wide.meanRate(in: 0..<6) == 200)
    }
}
