import LoadTesting
import TestServers
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
            let observed = try await observe("freeze, open", Self.model) {
                ArrivalGroup(rate: .perSecond(200), for: .seconds(10), maxUsers: 400) {
                    HTTPGet("/")
                }
            }
            #expect(observed.result.requests == 2_000)
            for percent in [95, 99, 99.9] {
                check(
                    "1 s freeze, open 200/s: p\(percent)", theory: Self.quantile(percent),
                    measured: observed.result[.percentile(percent)])
            }
            let dues = (0..<2_000).map { Int64($0) * 5_000_000 }
            for percent in [50, 92, 95, 99, 99.9] {
                check(
                    "  request by request: p\(percent)",
                    theory: exact(percent, of: lindley(dues, Self.model)),
                    measured: observed.result[.percentile(percent)])
            }
        }

        @Test func `so does a paced closed load`() async throws {
            let observed = try await observe("freeze, paced", Self.model) {
                ThreadGroup(users: 100, rampUp: .milliseconds(500), loops: 20) {
                    Pace(every: .milliseconds(500))
                    HTTPGet("/")
                }
            }
            for percent in [95.0, 99] {
                check(
                    "1 s freeze, 100 users paced at 2/s: p\(percent)",
                    theory: Self.quantile(percent),
                    measured: observed.result[.percentile(percent)])
            }
            // From the sending on, half of what waited is missing: users send one request each.
            let service = observed.all.okService.percentile(95) ?? .zero
            check(
                "  the same, counted from sending: p95", theory: 0.5, measured: service,
                within: Tolerance(share: 0.1, amount: 0))
        }

        @Test func `a closed load hides it`() async throws {
            let observed = try await observe("freeze, closed", Self.model) {
                ThreadGroup(users: 10, duration: .seconds(10)) { HTTPGet("/") }
            }
            // Ten users, served one after the other, wait for nobody else: N / C.
            for percent in [99, 99.9] {
                check(
                    "1 s freeze, closed, 10 users: p\(percent)", theory: 0.005,
                    measured: observed.result[.percentile(percent)])
            }
            check("  the same: max", theory: 1.005, measured: observed.result[.max])
        }
    }
}
