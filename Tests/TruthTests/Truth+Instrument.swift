import CLoadTesting
import Foundation
import TestServers
import TestSupport
import Testing

@testable import LoadTesting
@testable import LoadTestingCore

/// The instrument itself.
extension Truth {
    @Suite(.serialized) struct Instrument {
        @Test func `requests are sent when they are due`() async throws {
            try await Checks.confirm { truth in
                let segments: [ArrivalSegment] = [
                    .ramp(from: .perSecond(0), to: .perSecond(200), over: .seconds(2)),
                    .hold(.perSecond(200), for: .seconds(2)),
                ]
                let model = QueueModel(.constant(.milliseconds(1)))
                let observed = try await observe("schedule", model) {
                    ArrivalGroup(segments[0], segments[1]) { HTTPGet("/") }
                }
                let schedule = ArrivalSchedule(segments, seed: 1)
                truth.check(
                    "0 … 200/s over 2 s, then 2 s: arrivals", theory: 600,
                    measured: Double(observed.served.count),
                    within: Tolerance(share: 0, amount: 0))
                guard observed.served.count == 600, let first = observed.served.first else {
                    return
                }
                let late = observed.served.enumerated().map { index, served in
                    Double(served.arrival - first.arrival - schedule.due(Int64(index))) / 1e9
                }
                // Against the first one, which opened a connection: a little early or late.
                truth.check(
                    "— how late they are at the server: p50", theory: 0,
                    measured: .seconds(exact(50, of: late)),
                    within: observed.tolerance(99))
                truth.check(
                    "— p95", theory: 0, measured: .seconds(exact(95, of: late)),
                    within: observed.tolerance(99))
            }
        }

        /// Percentiles of a million values against sorting them; below 1 ms a counter is 1 µs wide.
        @Test func `histograms agree with sorting`() async throws {
            try await Checks.confirm { truth in
                var state: UInt64 = 7
                let values = (0..<1_000_000).map { _ -> Int64 in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    // From 1 ms to 1,000 s, evenly in the logarithm.
                    return Int64(exp(log(1e6) + log(1e6) * Double(state >> 11) * 0x1p-53))
                }
                let histogram = try #require(clt_histogram_create())
                defer { clt_histogram_destroy(histogram) }
                for value in values { clt_histogram_record(histogram, value) }
                let snapshot = HistogramSnapshot(UnsafePointer(histogram))
                let sorted = values.sorted()
                let worst = [0.1, 1, 10, 50, 75, 90, 95, 99, 99.9, 99.99, 100].map { percent in
                    let rank = Int((percent / 100 * 1e6).rounded(.up))
                    let exactly = Double(sorted[rank - 1])
                    let found = snapshot.percentile(percent).map { Double($0.wholeNanoseconds) }
                    return abs((found ?? .nan) / exactly - 1)
                }.max()
                truth.check(
                    "a million values, 1 ms … 1,000 s: worst percentile against sorting",
                    theory: 0, measured: (worst ?? .nan) * 100, unit: " %",
                    within: Tolerance(share: 0, amount: 0.1))
            }
        }

        /// A generator that is stalled for G: response times show it as a server's freeze, since
        /// requests are due all the same.
        @Test func `a stalled generator says so`() async throws {
            try await Checks.confirm { truth in
                let model = QueueModel(.constant(.milliseconds(2)))
                let observed = try await observe("generator stops", model) {
                    ArrivalGroup(rate: .perSecond(50), for: .seconds(5)) { HTTPGet("/") }
                    ThreadGroup(users: 1, startAfter: .milliseconds(2_010)) {
                        Scenario("blocks the loop") { _ in usleep(1_200_000) }
                    }
                    expect(p99(of: "GET /") < .milliseconds(200))
                }
                // Catching up costs it time: 60 connections are opened at once.
                truth.check(
                    "generator stops for 1.2 s, open 50/s: p95",
                    theory: 1.2 - 0.05 * 5 * (1 - 50.0 / 500) + 0.002,
                    measured: observed.result[.p95(of: "GET /")],
                    within: Tolerance(share: 0.05, amount: 0, noise: observed.noise))
                let verdict = observed.result.verdict
                truth.check(
                    "— verdict of a missed budget", says: "invalid", measured: "\(verdict)",
                    holds: verdict == .invalid)
            }
        }
    }
}
