import LoadTesting
import TestServers
import Testing

/// Laws of closed loads.
extension Truth {
    @Suite(.serialized) struct Laws {
        /// Requests that ended a second, and their mean response time, over whole seconds inside
        /// the run.
        private func steady(_ observed: Observed) -> (rate: Double, response: Double) {
            let inside = observed.result.snapshot.intervals.filter {
                (2..<10).contains($0.startSecond) && $0.seconds == 1
            }
            let total = observed.result.snapshot.total(of: nil, in: inside)
            let mean = total?.okResponse.mean.map { $0 / .seconds(1) } ?? .nan
            return (Double(total?.succeeded ?? 0) / Double(max(1, inside.count)), mean)
        }

        /// X = N / (R + Z), for users that never wait for each other.
        @Test func `the interactive law, below saturation`() async throws {
            try await Checks.confirm { truth in
                let model = QueueModel(.constant(.milliseconds(50)), .allAtOnce)
                let observed = try await observe("interactive law", model) {
                    ThreadGroup(users: 50, rampUp: .milliseconds(250), duration: .seconds(11)) {
                        HTTPGet("/")
                        Pause(.milliseconds(200))
                    }
                }
                let (rate, response) = steady(observed)
                truth.check(
                    "50 users, 50 ms and a pause of 200 ms: X = N / (R + Z)", theory: 50 / 0.25,
                    measured: rate, unit: "/s",
                    within: Tolerance(share: 0.01, amount: 0, noise: 200 * observed.noise / 0.25))
                truth.check(
                    "— Little's law: X · (R + Z)", theory: 50, measured: rate * (response + 0.2),
                    within: Tolerance(share: 0.005, amount: 0))
            }
        }

        /// X = C and R = N / C − Z, for a server that can't do more.
        @Test func `the interactive law, saturated`() async throws {
            try await Checks.confirm { truth in
                let model = QueueModel(.constant(.milliseconds(2)))
                let observed = try await observe("interactive law, saturated", model) {
                    ThreadGroup(users: 100, rampUp: .milliseconds(200), duration: .seconds(11)) {
                        HTTPGet("/")
                        Pause(.milliseconds(100))
                    }
                }
                let (rate, response) = steady(observed)
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

        /// A server that gets slower by 0.2 ms each second is found to drift, by how much it does.
        @Test func `drift is said`() async throws {
            try await Checks.confirm { truth in
                let model = QueueModel(
                    .growing(from: .milliseconds(4), perSecond: .microseconds(200)))
                let observed = try await observe("drift", model) {
                    ArrivalGroup(rate: .perSecond(50), for: .seconds(36)) { HTTPGet("/") }
                }
                // From the first to the last of 35 whole seconds, over the p50 in the middle. What
                // is measured beside the service makes the share smaller.
                truth.check(
                    "a server slower by 0.2 ms a second: drift of p50", theory: 34 * 0.2 / 7.6,
                    measured: observed.result.snapshot.stationarity.latencyDrift ?? .nan,
                    within: Tolerance(share: 0.1, amount: 0))
                let remark = observed.result.remarks.first { $0.contains("Theil–Sen") }
                truth.check(
                    "— the report", says: "p50 rose", measured: remark ?? "nothing",
                    holds: remark?.contains("p50 rose") ?? false)
            }
        }

        /// What N users find who wait for nothing is the capacity.
        @Test(arguments: [200, 777, 2_000]) func `a capacity is found`(
            perSecond capacity: Int
        ) async throws {
            try await Checks.confirm { truth in
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
