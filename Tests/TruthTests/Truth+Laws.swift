import LoadTesting
import TestServers
import TestSupport
import Testing

/// Laws of closed loads.
extension Truth {
    @Suite(.serialized) struct Laws {
        /// X = C and R = N / C − Z, for a server that can't do more.
        @Test func `the interactive law, saturated`() async throws {
            try await Checks.confirm { truth in
                let model = QueueModel(.constant(.milliseconds(2)))
                let observed = try await observe("interactive law, saturated", model) {
                    ThreadGroup(users: 100, rampUp: .milliseconds(200), duration: .seconds(7)) {
                        HTTPGet("/")
                        Pause(.milliseconds(100))
                    }
                }
                let (rate, response) = observed.result.steady(2..<6)
                truth.check(
                    "100 users at a capacity of 500/s: X", theory: 500, measured: rate, unit: "/s")
                truth.check(
                    "— R = N / C − Z", theory: 0.1, measured: .seconds(response),
                    within: observed.tolerance(99))
                truth.check(
                    "— Little's law: X · (R + Z)", theory: 100, measured: rate * (response + 0.1),
                    within: Tolerance(share: 0.005, amount: 0))
            }
        }

        /// The throughput of N users without pauses is the capacity.
        @Test func `a capacity is found`() async throws {
            try await Checks.confirm { truth in
                let capacity = 2_000
                let model = QueueModel(.constant(.nanoseconds(1_000_000_000 / capacity)))
                let observed = try await observe("capacity", model) {
                    ThreadGroup(users: 50, duration: .seconds(4)) { HTTPGet("/") }
                }
                truth.check(
                    "50 users at a capacity of \(capacity)/s: throughput", theory: Double(capacity),
                    measured: observed.result[.throughput]?.perSecond ?? .nan, unit: "/s")
            }
        }
    }
}
