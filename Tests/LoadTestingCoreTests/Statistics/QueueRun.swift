import CLoadTesting
import Foundation

@testable import LoadTestingCore

/// A simulated queue with one server, Poisson arrivals and exponential service (M/M/1), measured as
/// a run of 40 s is.
///
/// D. V. Lindley's recursion: Wᵢ₊₁ = max(0, Wᵢ + Sᵢ − Aᵢ₊₁), response = W + S. Requests queue
/// behind one another, so their times are far from independent.
struct QueueRun {
    static let seconds = 40
    let intervals: [IntervalLatencies]

    /// - Parameters:
    ///   - requests: how many.
    ///   - load: ρ = λ / μ.
    init(requests: Int, load: Double, seed: UInt64) {
        let arrivals = Double(requests) / Double(Self.seconds)
        let capacity = arrivals / load
        guard let histogram = clt_histogram_create() else { preconditionFailure("no memory") }
        defer { clt_histogram_destroy(histogram) }
        var intervals: [IntervalLatencies] = []
        var random = Exponential(seed: seed)
        // In the steady state from the first request on.
        var wait = random.unit() < load ? random.next() / (capacity - arrivals) : 0
        var (now, end) = (0.0, 1.0)
        for _ in 0..<requests {
            // What comes after 40 s belongs to the last second.
            while now >= end, intervals.count < Self.seconds - 1 {
                intervals.append(Self.emptied(histogram, second: intervals.count))
                end += 1
            }
            let response = wait + random.next() / capacity
            clt_histogram_record(histogram, Int64(response * 1e9))
            let gap = random.next() / arrivals
            now += gap
            wait = response > gap ? response - gap : 0
        }
        while intervals.count < Self.seconds {
            intervals.append(Self.emptied(histogram, second: intervals.count))
        }
        self.intervals = intervals
    }

    /// The true value of a percentile: −ln(1 − p) / (μ − λ).
    static func truth(_ percent: Double, requests: Int, load: Double) -> Duration {
        let arrivals = Double(requests) / Double(seconds)
        return .seconds(-log(1 - percent / 100) / (arrivals / load - arrivals))
    }

    private static func emptied(
        _ histogram: UnsafeMutablePointer<clt_histogram>, second: Int
    ) -> IntervalLatencies {
        defer { clt_histogram_reset(histogram) }
        return IntervalLatencies(
            startSecond: second, seconds: 1,
            ok: HistogramSnapshot(UnsafePointer(histogram)), failed: 0)
    }
}

/// Exponential random numbers of mean 1, quick also in a debug build: SplitMix64.
private struct Exponential {
    private var state: UInt64

    /// Not a multiple of the step below, which would give all runs the same numbers, shifted.
    init(seed: UInt64) { state = seed &* 0xd134_2543_de82_ef95 }

    mutating func unit() -> Double {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        bits ^= bits >> 31
        // Above 0, so that its logarithm is finite.
        return (Double(bits >> 11) + 0.5) * 0x1p-53
    }

    mutating func next() -> Double { -log(unit()) }
}
