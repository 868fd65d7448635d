import TestServers
import Testing

@testable import LoadTestingCore

/// Against the formula for one stall, and for several against Lindley's recursion.
@Suite struct StalledQueueTests {
    private func wait(
        _ percent: Double, _ stalls: [Range<Double>], rate: Double = 450, capacity: Double,
        seconds: Double = 10
    ) -> Double {
        StalledQueue(stalls: stalls, seconds: seconds, rate: rate, capacity: capacity)
            .wait(percent) ?? .nan
    }

    @Test(arguments: [500.0, 900, 4_500, 1e6], [50.0, 90, 95, 99, 99.9])
    func `one stall: S − (1 − p) · T · (1 − λ / C), while its backlog lasts`(
        capacity: Double, percent: Double
    ) {
        // The backlog of 1 s is gone before the load ends, 2 s … 10 s.
        let theory = max(0, 1 - (1 - percent / 100) * 10 * (1 - 450 / capacity))
        // At 500/s it lasts to the end: arrivals before the stall do not wait.
        guard percent > 50 || capacity > 500 else { return }
        let measured = wait(percent, [1..<2], capacity: capacity)
        #expect(abs(measured - theory) < 0.005, "\(measured) s, not \(theory) s")
    }

    @Test func `the backlog of a stall meets the next one`() {
        // 100/s, served at 110/s: 2 s of work are left of the first stall when the second begins.
        let stalls = [10.0..<12, 14.0..<16]
        var free = 0.0
        let waits = (0..<6_000).map { number in
            let arrival = Double(number) / 100
            free = max(free, arrival)
            // The work of one arrival, in steps too small to matter.
            for _ in 0..<100 {
                if let stall = stalls.first(where: { $0.contains(free) }) {
                    free = stall.upperBound
                }
                free += 1 / 110.0 / 100
            }
            return free - arrival - 1 / 110.0
        }.sorted()
        for percent in [50.0, 90, 95, 99] {
            let exact = waits[Int(percent * 60) - 1]
            let found = wait(percent, stalls, rate: 100, capacity: 110, seconds: 60)
            #expect(abs(found - exact) < 0.01, "p\(percent): \(found) s, not \(exact) s")
        }
        #expect(waits[5_939] > 3.5, "longer than either")
    }

    @Test func `without a stall nobody waits, and without arrivals there is nobody`() {
        #expect(wait(99.9, [], capacity: 500) < 1e-9)
        #expect(StalledQueue(stalls: [], seconds: 0, rate: 9, capacity: 9).wait(99) == nil)
        #expect(StalledQueue(stalls: [], seconds: 9, rate: 9, capacity: 0).wait(99) == nil)
    }
}
