import LoadTestingMacrosFree
import TestSupport
import Testing

@testable import LoadTestingCore

@Suite struct EstimateDifferenceTests {
    private func estimate(_ slices: [Double]) -> SlicedEstimate {
        SlicedEstimate(value: slices.mean, slices: slices, sliceSeconds: 1)
    }

    private let noisy = [10.0, 11, 9, 10.5, 9.5, 10, 10.2, 9.8, 11, 9]

    @Test func `the interval is Welch's`() {
        // R: t.test(c(27.5,21,19,23.6,17,17.9,16.9,20.1,21.9,22.6,23.1,19.6,19,21.7,21.4),
        //           c(27.1,22,20.8,23.4,23.4,23.5,25.8,22,24.8,20.2,21.9,22.1,22.9,20.5,24.4))
        // t = -2.4554, df = 24.989; whole degrees are rounded down to 24, t₂₄ = 2.0639.
        let a = estimate([
            27.5, 21, 19, 23.6, 17, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19, 21.7, 21.4,
        ])
        let b = estimate([
            27.1, 22, 20.8, 23.4, 23.4, 23.5, 25.8, 22, 24.8, 20.2, 21.9, 22.1, 22.9, 20.5, 24.4,
        ])
        let found = EstimateDifference(from: a, to: b, margin: 1)
        let error = (b.value - a.value) / 2.4554
        #expect(abs(found.value - b.value + a.value) < 1e-9)
        #expect(abs(found.lower - found.value + 2.0639 * error) < 1e-3)
        #expect(abs(found.upper - found.value - 2.0639 * error) < 1e-3)
        #expect(found.outcome == .higher)
    }

    @Test func `a difference is higher, lower, none that matters, or hidden by noise`() {
        let a = estimate(noisy)
        let outcome = { (b: SlicedEstimate, margin: Double) in
            EstimateDifference(from: a, to: b, margin: margin).outcome
        }
        #expect(outcome(estimate(noisy.map { $0 + 2 }), 1) == .higher)
        #expect(outcome(estimate(noisy.map { $0 - 2 }), 1) == .lower)
        #expect(outcome(a, 1) == .same)
        #expect(outcome(estimate(noisy.map { $0 * 5 - 40 }), 1) == .hidden)
    }

    @Test func `without spread the resolution is the interval`() {
        let (a, b) = (
            estimate(Array(repeating: 5, count: 10)), estimate(Array(repeating: 6, count: 10))
        )
        let found = EstimateDifference(from: a, to: b, resolution: 1, margin: 0.5)
        #expect(found.lower == 0 && found.upper == 2 && found.outcome == .hidden)
        #expect(EstimateDifference(from: a, to: b, margin: 0.5).outcome == .higher)
        #expect(EstimateDifference(from: a, to: a, resolution: 1, margin: 0.5).outcome == .same)
    }

    @Test func `of equal runs about one in twenty seems different`() {
        var generator = SeededGenerator(seed: 5)
        let run = { estimate((0..<12).map { _ in Double.random(in: 0..<1, using: &generator) }) }
        let seeming = (0..<1_000).filter { _ in
            let outcome = EstimateDifference(from: run(), to: run(), margin: 0).outcome
            return outcome == .higher || outcome == .lower
        }.count
        #expect((25...80).contains(seeming))
    }
}
