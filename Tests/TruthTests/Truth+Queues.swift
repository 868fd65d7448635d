import Foundation
import LoadTesting
import TestServers
import TestSupport
import Testing

/// A queue with random arrivals and services.
extension Truth {
    @Suite(.serialized) struct Queues {
        /// The due instants of a group's Poisson arrivals.
        private func dues(_ rate: Double, _ duration: Duration) -> [Int64] {
            let schedule = ArrivalSchedule(
                [.hold(.perSecond(rate), for: duration)], spacing: .poisson, seed: 1)
            return (0..<schedule.count).map(schedule.due)
        }

        @Test func `an M/M/1 queue, loaded to 80 %`() async throws {
            try await Checks.confirm { truth in
                let (rate, duration) = (400.0, Duration.seconds(15))
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
    }
}
