import Foundation
import Testing

@testable import LoadTestingCore

@Suite struct ConfidenceIntervalTests {
    private let runs = [10, 12, 11, 9, 13].map { Duration.milliseconds($0) }

    @Test func `whole runs give an interval around their mean`() throws {
        let found = try #require(
            ConfidenceInterval(runs: runs, level: .percent(95), each: .seconds(30)))
        // s = 1.5811 ms, t₄ = 2.77645, √5.
        #expect(abs(found.lower / .milliseconds(1) - 9.0368) < 0.001)
        #expect(abs(found.upper / .milliseconds(1) - 12.9632) < 0.001)
        #expect(found.slices == 5 && found.sliceDuration == .seconds(30))
    }

    @Test func `one run has no interval`() {
        #expect(
            ConfidenceInterval(runs: [.seconds(1)], level: .percent(95), each: .seconds(1)) == nil)
        #expect(ConfidenceInterval(runs: [], level: .percent(95), each: .zero) == nil)
    }

    @Test func `it is written as a range, contains its ends, and survives JSON`() throws {
        let found = try #require(
            ConfidenceInterval(
                runs: [.milliseconds(40), .milliseconds(44)], level: .percent(50), each: .seconds(6)
            ))
        #expect(found.description == "40 ms – 44 ms")
        #expect(found.detail == "interval 40 ms – 44 ms (time slices 2 × 6 s)")
        #expect(found.contains(found.lower) && found.contains(found.upper))
        #expect(!found.contains(found.upper + .nanoseconds(1)))
        #expect(!found.contains(found.lower - .nanoseconds(1)))
        let data = try JSONEncoder().encode(found)
        #expect(try JSONDecoder().decode(ConfidenceInterval.self, from: data) == found)
    }
}
