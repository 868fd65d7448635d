import Foundation
import LoadTesting
import TestServers
import Testing

/// Queues with random arrivals and services.
extension Truth {
    @Suite(.serialized) struct Queues {
        /// When a group's Poisson arrivals are due.
        private func dues(_ rate: Double, _ duration: Duration) -> [Int64] {
            let schedule = ArrivalSchedule(
                [.hold(.perSecond(rate), for: duration)], spacing: .poisson, seed: 1)
            return (0..<schedule.count).map(schedule.due)
        }

        /// M/M/1: response times are exponential with the mean 1 / (μ − λ).
        @Test func `an M/M/1 queue, half loaded`() async throws {
            try await Checks.confirm { truth in
                let (rate, capacity, duration) = (250.0, 500.0, Duration.seconds(30))
                let model = QueueModel(.exponential(mean: .milliseconds(2), seed: 20))
                let observed = try await observe("M/M/1, half", model) {
                    ArrivalGroup(rate: .perSecond(rate), for: duration, arrivals: .poisson) {
                        HTTPGet("/")
                    }
                }
                for percent in [50.0, 90, 99] {
                    // Theory is of endless runs; 7,500 requests of this one deviate by some
                    // percent.
                    truth.check(
                        "M/M/1 at 50 %: p\(number(percent)) = −ln(1 − p) / (μ − λ)",
                        theory: -log(1 - percent / 100) / (capacity - rate),
                        measured: observed.result[.percentile(percent)],
                        within: Tolerance(
                            share: 0.05, amount: 0.002, noise: 2 * observed.tolerance(percent).noise
                        ))
                }
                let dues = dues(rate, duration)
                // What a request is late keeps those behind it waiting, 1 / (1 − ρ) times.
                truth.check(
                    "— by Lindley's recursion", [50, 90, 99], of: lindley(dues, model), observed,
                    times: 2)
                truth.check(
                    "— by the server's log", [50, 90, 99], of: observed.seen(dues: dues), observed)
            }
        }

        @Test func `an M/M/1 queue, loaded to 80 %`() async throws {
            try await Checks.confirm { truth in
                let (rate, duration) = (400.0, Duration.seconds(30))
                let model = QueueModel(.exponential(mean: .milliseconds(2), seed: 21))
                let observed = try await observe("M/M/1, 80 %", model) {
                    ArrivalGroup(rate: .perSecond(rate), for: duration, arrivals: .poisson) {
                        HTTPGet("/")
                    }
                }
                let dues = dues(rate, duration)
                truth.check(
                    "M/M/1 at 80 %, by Lindley's recursion", [50, 90, 95, 99, 99.9],
                    of: lindley(dues, model), observed, times: 5)
                truth.check(
                    "— by the server's log", [50, 90, 99], of: observed.seen(dues: dues), observed)
            }
        }

        /// More arrivals than the capacity: the k-th waits for all before it.
        @Test(arguments: [400, 40]) func `an overloaded server`(maxUsers: Int) async throws {
            try await Checks.confirm { truth in
                let observed = try await observe(
                    "overload", QueueModel(.constant(.milliseconds(4)))
                ) {
                    ArrivalGroup(rate: .perSecond(300), for: .seconds(5), maxUsers: maxUsers) {
                        HTTPGet("/")
                    }
                }
                let users = maxUsers == 40 ? ", at most 40 users" : ""
                for percent in [50.0, 99] {
                    truth.check(
                        "300/s at a capacity of 250/s\(users): p\(number(percent))"
                            + " = p · T · (λ / C − 1)",
                        theory: percent / 100 * 5 * (300.0 / 250 - 1) + 0.004,
                        measured: observed.result[.percentile(percent)],
                        within: observed.tolerance(percent))
                }
                let held = observed.result.snapshot.arrivals.throttled
                #expect(maxUsers == 40 ? held > 1_000 : held == 0)
                if maxUsers == 40 {
                    truth.check(
                        "— counted from sending: p50 = users / C", theory: 40.0 / 250,
                        measured: observed.result[.p50.service])
                }
            }
        }
    }
}
