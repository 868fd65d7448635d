import LoadTesting
import TestServers
import TestSupport
import Testing

/// A server that freezes for a second: what the tail must show, and what a closed load hides.
///
/// Requests come at λ a second over T; the server has a capacity of C and freezes for S. A request
/// that is due τ after the freeze's begin waits for its end and for the backlog before it: S − τ
/// + τ · λ / C. So the share of requests slower than x is (S − x) / (1 − λ / C) / T, and the
/// p-quantile is S − (1 − p) · T · (1 − λ / C), plus the request's own service 1 / C.
extension Truth {
    @Suite(.serialized) struct Freeze {
        private static let model = QueueModel(
            .constant(.microseconds(500)), freezeAt: .microseconds(4_002_500),
            freezeFor: .seconds(1))

        private static func quantile(_ percent: Double) -> Double {
            1 - (1 - percent / 100) * 10 * (1 - 200.0 / 2_000) + 0.0005
        }

        @Test func `an open load shows it`() async throws {
            try await Checks.confirm { truth in
                let observed = try await observe("freeze, open", Self.model) {
                    ArrivalGroup(rate: .perSecond(200), for: .seconds(10), maxUsers: 400) {
                        HTTPGet("/")
                    }
                }
                #expect(observed.result.requests == 2_000)
                for percent in [95, 99, 99.9] {
                    truth.check(
                        "1 s freeze, open 200/s: p\(number(percent))",
                        theory: Self.quantile(percent),
                        measured: observed.result[.percentile(percent)],
                        within: observed.tolerance(percent))
                }
                let dues = (0..<2_000).map { Int64($0) * 5_000_000 }
                truth.check(
                    "— by Lindley's recursion", [50, 92, 95, 99, 99.9],
                    of: lindley(dues, Self.model), observed)
                truth.check(
                    "— by the server's log", [95, 99], of: observed.seen(dues: dues), observed)
            }
        }

        @Test func `a closed load hides it, and its report says so`() async throws {
            try await Checks.confirm { truth in
                let model = QueueModel(
                    .constant(.milliseconds(2)), freezeAt: .seconds(4), freezeFor: .seconds(1))
                let observed = try await observe("freeze, closed", model) {
                    ThreadGroup(users: 10, duration: .seconds(10)) { HTTPGet("/") }
                    expect(p99 < .seconds(1))
                }
                // Ten users, served one after the other, wait for nobody else: N / C.
                for percent in [50.0, 90, 99] {
                    truth.check(
                        "1 s freeze, closed, 10 users: p\(number(percent))", theory: 0.02,
                        measured: observed.result[.percentile(percent)],
                        within: observed.tolerance(percent))
                }
                truth.check(
                    "— max", theory: 1.02, measured: observed.result[.max],
                    within: observed.tolerance(99))
                let remark = observed.result.remarks.first { $0.hasPrefix("closed loop") }
                truth.check(
                    "— the report: arrivals would have seen p99", says: "≈ 990 ms",
                    measured: remark?.firstMatch(of: /≈ [0-9.]+ ms/).map { "\($0.output)" }
                        ?? "nothing",
                    holds: remark?.contains(/≈ (9[6-9].(\..)? ms|1(\.0.*)? s)/) ?? false)
            }
        }
    }
}
