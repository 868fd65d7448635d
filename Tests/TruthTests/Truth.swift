import Foundation
import LoadTesting
import TestServers
import TestSupport
import Testing

/// Numbers that are known beforehand must come out: with real sockets, one claim of each kind.
///
/// Runs alone and in about a minute, by `Scripts/truth`: other tests would take the processor that
/// a measurement needs. What the same formulas say of more loads is held in virtual time, exactly,
/// by `VirtualTruthTests`.
@Suite(
    .serialized, .tags(.truth), .printsTruthTable,
    .enabled(if: ProcessInfo.processInfo.environment["TRUTH"] != nil, "run by Scripts/truth"))
enum Truth {}

extension Tag {
    @Tag static var truth: Tag
}

/// A run against a queue server, with what the server saw.
struct Observed {
    let result: LoadTestResult
    let served: [QueueServer.Served]

    /// Lateness of this machine's wake-ups, in seconds: answers that left after their time, by the
    /// server's own log.
    private var late: [Double] {
        served.compactMap { one in one.sent.map { Double($0 - one.departure) / 1e9 } }
    }

    /// The allowance for most requests on a busy machine, in seconds: the p99 of lateness, twice,
    /// since an answer is late once more where it is read.
    var noise: Double { 2 * exact(99, of: late) }

    /// The tolerance of a percentile: 1 % or 2 ms, and the noise of the machine; from p99 on, the
    /// longest time that a thread was late.
    func tolerance(_ percent: Double) -> Tolerance {
        var tolerance = Tolerance.time
        tolerance.noise = percent < 99 ? noise : max(noise, late.max() ?? 0)
        return tolerance
    }

    /// Response times in seconds as the server saw them: from due to the sending of the answer.
    ///
    /// The clock of the run is set by the request that was on its way for the shortest time.
    func seen(dues: [Int64]) -> [Double] {
        let offset = zip(served, dues).map { $0.arrival - $1 }.min() ?? 0
        return zip(served, dues).map { Double(($0.sent ?? .max) - $1 - offset) / 1e9 }
    }
}

extension Checks {
    /// Holds percentiles of a run's response time against those of single requests.
    func check(
        _ what: String, _ percents: [Double], of theory: [Double], _ observed: Observed,
        times factor: Double = 1, at location: SourceLocation = #_sourceLocation
    ) {
        for percent in percents {
            var tolerance = observed.tolerance(percent)
            tolerance.noise *= factor
            check(
                "\(what): p\(number(percent))", theory: exact(percent, of: theory),
                measured: observed.result[.percentile(percent)], within: tolerance, at: location)
        }
    }
}

/// Runs a plan against a server of a queue.
func observe(
    _ name: String, _ model: QueueModel, @LoadTestBuilder _ elements: () -> LoadTestElements
) async throws -> Observed {
    let server = try QueueServer(model)
    let elements = elements()
    let result = try await LoadTest(name, target: server.url) { elements }
        .run(recording: .nothing)
    server.stop()
    let observed = Observed(result: result, served: server.served)
    #expect(result.errors == 0)
    // No response can be shorter than its service: neither can any of their percentiles.
    for percent in stride(from: 0.5, through: 100, by: 0.5) {
        let response = observed.result[.percentile(percent)] ?? .zero
        let service = observed.result[.percentile(percent).service] ?? .zero
        if response < service {
            Issue.record("p\(percent): response \(response), service \(service)")
        }
    }
    return observed
}

/// Response times by Lindley's recursion: requests that come when they are due leave when the
/// server's formula says.
func lindley(_ dues: [Int64], _ model: QueueModel) -> [Double] {
    zip(model.departures(of: dues), dues).map { Double($0 - $1) / 1e9 }
}
