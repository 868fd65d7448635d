import Testing

@testable import LoadTestingCore

@Suite struct TimeSlicesTests {
    private let noise = [10.0, 11, 9, 10.5, 9.5, 10, 10.2, 9.8, 11, 9]

    /// A second with requests of one latency.
    private func second(_ second: Int, _ latency: Double, count: Int = 200) -> IntervalLatencies {
        .made(second: second, Array(repeating: latency, count: count))
    }

    private func interval(
        _ intervals: [IntervalLatencies], of percent: Double = 50, by rule: SliceRule = .any
    ) throws(MissingInterval) -> ConfidenceInterval {
        try TimeSlices(intervals).interval(of: percent, by: rule).get()
    }

    private func reason(
        _ intervals: [IntervalLatencies], of percent: Double = 50
    ) -> MissingInterval? {
        if case .failure(let reason) = TimeSlices(intervals).interval(of: percent, by: .printed) {
            reason
        } else {
            nil
        }
    }

    @Test func `the interval is the pooled estimate ± t · s ∕ √B`() throws {
        let run = noise.indices.map { second($0, noise[$0]) }
        let found = try interval(run)
        // Ten slices: t₉ = 2.26216; p50 of all is 10 ms.
        let half = 2.26216 * noise.standardDeviation / 10.0.squareRoot()
        #expect(milliseconds(found.lower).isNear(10 - half, 0.02))
        #expect(milliseconds(found.upper).isNear(10 + half, 0.02))
        #expect(found.slices == 10 && found.sliceDuration == .seconds(1))
        #expect(found.level == .percent(95))
    }

    @Test func `each side of the interval that a verdict rests on has 95 %`() throws {
        let run = noise.indices.map { second($0, noise[$0]) }
        let found = try interval(
            run, by: SliceRule(beyond: 10, level: .percent(90), independent: 0))
        let half = 1.83311 * noise.standardDeviation / 10.0.squareRoot()
        #expect(milliseconds(found.upper).isNear(10 + half, 0.02))
        #expect(found.level == .percent(90))
    }

    @Test func `the interval surrounds the estimate, and lies within what was seen`() throws {
        let run = (0..<10).map { second($0, $0 == 4 ? 1_000 : 1) }
        let found = try interval(run)
        #expect(found.contains(.milliseconds(1)) && found.lower == .milliseconds(1))
        #expect(!found.contains(.seconds(2)))
    }

    @Test(arguments: [
        (10, 10), (15, 15), (20, 20), (21, 20), (39, 20), (60, 20), (601, 20),
    ])
    func `there are 10 to 20 slices of equal time`(seconds: Int, slices: Int) throws {
        let found = try interval((0..<seconds).map { second($0, 10 + Double($0 * 7 % 5)) })
        #expect(found.slices == slices)
        #expect(found.sliceDuration == .milliseconds(seconds * 1_000 / slices))
    }

    @Test(arguments: [(20, 10), (340, 10), (400, 12), (1_000, 20)])
    func `there are more than ten only where each has very many requests`(
        perSecond: Int, slices: Int
    ) throws {
        // p90 of 30 s: at least 50 a slice, and 1,000 for one more than ten.
        let run = (0..<30).map { second($0, noise[$0 % 10], count: perSecond) }
        #expect(try interval(run, of: 90).slices == slices)
    }

    @Test func `seconds that were joined, and seconds without a sample, are cut by time`() throws {
        let joined = (0..<300).map {
            IntervalLatencies.made(
                second: $0 * 4, seconds: 4, Array(repeating: noise[$0 * 3 % 10], count: 14))
        }
        let found = try interval(joined)
        #expect(found.slices == 20 && found.sliceDuration == .seconds(60))
        let gaps = (0..<40).filter { $0 % 4 != 1 }.map { second($0, noise[$0 * 3 % 10]) }
        #expect(try interval(gaps).slices == 20)
    }

    @Test func `a last second that is not whole joins the last slice`() throws {
        var run = noise.indices.map { second($0, noise[$0]) }
        run.append(.made(second: 10, seconds: 0, [10]))
        let found = try interval(run)
        #expect(found.slices == 10 && found.sliceDuration == .seconds(1))
    }

    @Test func `neighbours that are alike are joined, down to ten slices`() throws {
        let slow = (0..<20).map { second($0, $0 % 10 < 5 ? 10 : 20) }
        let found = try interval(slow)
        #expect(found.slices == 10 && found.sliceDuration == .seconds(2))
        let quick = (0..<20).map { second($0, $0 % 2 < 1 ? 10 : 20) }
        #expect(try interval(quick).slices == 20)
        let fifteen = (0..<15).map { second($0, $0 < 8 ? 10 : 20) }
        #expect(try interval(fifteen).slices == 15)
    }

    // MARK: - No interval

    @Test func `a run of too few requests says how many it needs, and how long that takes`() {
        let run = (0..<20).map { second($0, noise[$0 % 10], count: 20) }
        let missing = reason(run, of: 99)
        #expect(missing == .tooShort(requests: 400, needed: 5_000, seconds: 20))
        #expect(missing?.description == "too short: needs 5,000 requests, has 400")
        #expect(missing?.secondsNeeded == 250)
    }

    @Test func `a run of less than ten whole seconds says so`() {
        var run = (0..<9).map { second($0, 10, count: 1_000) }
        run.append(.made(second: 9, seconds: 0, [10]))
        #expect(reason(run)?.description == "too short: needs 10 whole seconds, has 9")
        #expect(reason(run)?.secondsNeeded == 10)
        #expect(reason([]) == .tooShort(requests: 0, needed: 100, seconds: 0))
    }

    @Test(arguments: [
        (50.0, 10, 5), (90, 50, 5), (99, 500, 5), (99.9, 5_000, 5), (99.99, 50_000, 5),
        (99, 1_000, 10), (5, 100, 5),
    ])
    func `slices need k ∕ (1 − p) requests`(percent: Double, least: UInt64, beyond: Int) {
        let rule = SliceRule(beyond: beyond, level: .percent(95))
        #expect(rule.minRequests(for: percent) == least)
    }

    @Test func `a run that is quiet for too long is uneven`() {
        let run = (0..<20).map { second($0, 10, count: $0 < 2 ? 1 : 100) }
        let missing = reason(run)
        #expect(missing == .uneven(requests: 2, needed: 10))
        #expect(
            missing?.description
                == "too uneven: a part of the run has 2 requests, needs 10")
        #expect(missing?.secondsNeeded == nil)
    }

    @Test func `failed requests are slower than every bound`() throws {
        let few = noise.indices.map {
            IntervalLatencies.made(
                second: $0,
                Array(repeating: noise[$0], count: 80) + Array(repeating: 50, count: 10),
                failed: 10)
        }
        // Rank 90 of 100 is the last that succeeded; rank 95 is a failed one.
        #expect(try interval(few, of: 89.5).contains(.milliseconds(50)))
        #expect(reason(few, of: 92) == .failures)
        var one = noise.indices.map { second($0, noise[$0], count: 100) }
        one[3].failed = 200
        #expect(reason(one) == .failures)
    }

    @Test(arguments: [100.0, 0, -1, 101, .nan])
    func `what is no percentile, or one request, has no interval`(percent: Double) {
        let run = (0..<20).map { second($0, 10) }
        #expect(reason(run, of: percent) == .noPercentile)
    }

    // MARK: - Dependence

    /// A run in which a tenth of the requests is slow.
    private func run(slowInSecond share: (Int) -> Double) -> [IntervalLatencies] {
        (0..<60).map { number in
            let slow = Int(200 * share(number))
            return .made(
                second: number,
                Array(repeating: 5, count: 200 - slow) + Array(repeating: 50, count: slow))
        }
    }

    @Test func `requests that are slow one by one are as many as there are`() throws {
        let even = run { 0.08 + 0.04 * Double($0 * 7 % 10) / 9 }
        #expect(try interval(even, of: 95, by: .printed).contains(.milliseconds(50)))
        #expect(TimeSlices(even).independentRequests(for: 95) > 1_000)
    }

    @Test func `requests that are slow together tell as much as a few`() {
        // Six spells of a second each.
        let spells = run { $0 % 10 == 3 ? 1 : 0 }
        guard case .dependent(let independent, 60)? = reason(spells, of: 95) else {
            Issue.record("\(String(describing: reason(spells, of: 95)))")
            return
        }
        #expect((5...40).contains(independent), "\(independent)")
        #expect(
            reason(spells, of: 95)?.description
                == "too short: slow requests came together, as if \(independent) were"
                + " independent; needs 80")
        #expect(reason(spells, of: 95)?.secondsNeeded ?? 0 >= 120)
    }

    @Test func `slices that stay alike are too short`() {
        var noisy = NoisyRun(seed: 1)
        let rising = (0..<40).map {
            noisy.second($0, around: 10 + Double($0) / 4, deviation: 2, count: 500)
        }
        #expect(reason(rising, of: 95)?.secondsNeeded ?? 0 >= 80)
    }

    private func milliseconds(_ duration: Duration) -> Double {
        Double(duration.wholeNanoseconds) / 1e6
    }
}

extension SliceRule {
    /// As printed, however much requests depend on one another.
    fileprivate static let any = SliceRule(beyond: 5, level: .percent(95), independent: 0)
}

extension Double {
    fileprivate func isNear(_ other: Double, _ distance: Double) -> Bool {
        abs(self - other) <= distance
    }
}
