import Foundation
import Testing

@testable import LoadTestingCore

@Suite struct WarmUpSearchTests {
    private func noisy(_ count: Int, seed: UInt64, _ level: (Int) -> Double) -> [Double] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { level($0) + Double.random(in: -0.5...0.5, using: &generator) }
    }

    @Test(arguments: [(60, 10), (60, 20), (120, 35), (40, 5)])
    func `a step is found where it is, seldom much later`(count: Int, change: Int) {
        let steps = (0..<count).map { $0 < change ? 30.0 : 10 }
        #expect(WarmUpSearch.truncation(of: steps) == change)
        let found = (0..<20).map { seed in
            WarmUpSearch.truncation(of: noisy(count, seed: seed) { steps[$0] }) ?? count / 2
        }
        #expect(found.allSatisfy { $0 >= change })
        #expect(found.count { $0 <= change + 10 } >= 10)
    }

    @Test func `a decay is cut where it is about over`() {
        // 40 · 0.8^t is 4 after 10 values and 0.05 after 30.
        let decay = (0..<120).map { 10 + 40 * pow(0.8, Double($0)) }
        let found = (0..<20).map { seed in
            WarmUpSearch.truncation(of: noisy(120, seed: seed) { decay[$0] }) ?? 60
        }
        #expect(found.allSatisfy { $0 >= 10 })
        #expect(found.count { $0 <= 30 } >= 10)
    }

    @Test func `a series that changes until its middle and beyond is never steady`() {
        #expect(WarmUpSearch.truncation(of: (0..<60).map { Double($0) }) == nil)
        #expect(WarmUpSearch.truncation(of: (0..<60).map { $0 < 30 ? 30 : 10 }) == nil)
        #expect(WarmUpSearch.truncation(of: (0..<60).map { $0 < 25 ? 30 : 10 }) == 25)
    }

    @Test func `a constant series, and a short one, lose nothing`() {
        #expect(WarmUpSearch.truncation(of: Array(repeating: 7, count: 60)) == 0)
        #expect(WarmUpSearch.truncation(of: [1, 2, 3, 4, 5, 6]) == 0)
        #expect(WarmUpSearch.truncation(of: []) == 0)
    }

    /// In half of all short stationary runs something is found, hence it changes no verdict.
    @Test func `noise alone often makes it cut`() {
        let cut = (0..<200).count {
            WarmUpSearch.truncation(of: noisy(30, seed: UInt64($0)) { _ in 10 }) != 0
        }
        #expect((60...180).contains(cut))
    }
}
