import Testing

@testable import LoadTestingCore

@Suite struct SteadinessTests {
    /// A run whose latency in milliseconds, and whose rate, depend on the second.
    private func run(
        _ seconds: Int, seed: UInt64 = 1, from start: Int = 0, count: (Int) -> Int = { _ in 50 },
        _ latency: (Int) -> Double
    ) -> [IntervalLatencies] {
        var noise = NoisyRun(seed: seed)
        return (start..<(start + seconds)).map {
            noise.second($0, around: latency($0), deviation: 3, count: count($0))
        }
    }

    @Test func `a slow beginning is found`() {
        let found = Stationarity(run(60) { $0 < 9 ? 30 : 10 })
        #expect(found.warmUpSeconds == 10 && found.latencyDrift == nil && !found.isStationary)
    }

    @Test func `seconds are counted from the start of the run`() {
        #expect(Stationarity(run(60, from: 12) { $0 < 20 ? 30 : 10 }).warmUpSeconds == 22)
    }

    @Test func `a server that gets slower drifts`() throws {
        let found = Stationarity(run(60) { 10 + 0.1 * Double($0) })
        let drift = try #require(found.latencyDrift)
        #expect((0.35...0.55).contains(drift) && found.throughputDrift == nil)
    }

    @Test func `a rate that falls drifts`() throws {
        let found = Stationarity(run(40, count: { 60 - $0 / 2 }) { _ in 10 })
        let drift = try #require(found.throughputDrift)
        #expect((-0.5 ... -0.3).contains(drift) && found.latencyDrift == nil)
    }

    @Test func `a change that continues is a drift and no warm-up`() {
        let found = Stationarity(run(60) { 10 + Double($0) })
        #expect(found.latencyDrift != nil && found.warmUpSeconds == nil)
    }

    @Test func `small changes are not told`() {
        #expect(Stationarity(run(60) { $0 < 10 ? 10.7 : 10 }).isStationary)
        #expect(Stationarity(run(60) { 10 + 0.01 * Double($0) }).isStationary)
    }

    @Test func `nothing is told of less than 30 s, nor of a last second that is not whole`() {
        #expect(Stationarity(run(29) { $0 < 9 ? 30 : 10 }).isStationary)
        #expect(Stationarity([]).isStationary)
        var short = run(29) { 10 + Double($0) }
        short.append(.made(second: 29, seconds: 0, [100]))
        #expect(Stationarity(short).isStationary && Stationarity(short).seconds == 29)
        #expect(!Stationarity(run(30) { 10 + Double($0) }).isStationary)
    }

    @Test func `joined seconds, failures and gaps do not disturb`() {
        let joined = (0..<300).map {
            IntervalLatencies.made(
                second: $0 * 4, seconds: 4, Array(repeating: 10 + Double($0) / 30, count: 8))
        }
        #expect(Stationarity(joined).latencyDrift.map { (0.5...0.8).contains($0) } == true)
        var failing = run(40) { _ in 10 }
        failing[3] = .made(second: 3, [], failed: 50)
        failing.remove(at: 20)
        #expect(Stationarity(failing).isStationary)
    }

    /// At most 5 % of steady runs are called unsteady.
    @Test(arguments: [30, 60]) func `steady runs are seldom called unsteady`(seconds: Int) {
        let alarms = (0..<100).count { seed in
            !Stationarity(
                run(seconds, seed: UInt64(seed), count: { _ in 10 }) { _ in 10 }
            ).isStationary
        }
        #expect(alarms <= 5)
    }
}
