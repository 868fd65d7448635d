import Foundation
import LoadTesting
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

/// Searches for capacities that are known, in virtual time.
@Suite(.serialized) struct VirtualCapacityTests {
    /// The instant at which an answer leaves, by that of its request; in order.
    private typealias Departure = (Int64) -> Int64

    private func search(
        seed: Seed = 1, lateness: (Double) -> Int64 = { _ in 0 }, server: (UInt64) -> Departure,
        @LoadTestBuilder _ elements: () -> LoadTestElements
    ) throws -> LoadTestResult {
        try VirtualSearch(
            seed: seed, lateness: lateness, server: { VirtualSearch.answering(server($0)) },
            elements
        ).result
    }

    private func queue(_ model: QueueModel) -> Departure {
        var model = model
        return { model.departure(of: $0) }
    }

    /// Places that each serve one request at a time, for exponential times.
    private func queue(places: Int, mean: Duration, seed: UInt64) -> Departure {
        var free = [Int64](repeating: 0, count: places)
        var model = QueueModel(.exponential(mean: mean, seed: seed), .allAtOnce)
        return { arrival in
            let first = free.indices.min { free[$0] < free[$1] } ?? 0
            free[first] = model.departure(of: max(arrival, free[first]))
            return free[first]
        }
    }

    /// A bucket of tokens, full at first: a request takes one or waits for it.
    private func bucket(perSecond rate: Double, burst: Double) -> Departure {
        var (tokens, last) = (burst, Int64(0))
        return { arrival in
            tokens = min(burst, tokens + Double(arrival - last) / 1e9 * rate) - 1
            last = arrival
            let wait = tokens < 0 ? Int64(-tokens / rate * 1e9) : 0
            return arrival + wait + 1_000_000
        }
    }

    @Test(arguments: [200, 777, 2_000], [20, 100, 400])
    func `a server of a constant rate is found within 5 %`(
        limit: Int, milliseconds: Int
    ) throws {
        let model = QueueModel(.constant(.nanoseconds(1_000_000_000 / limit)))
        let result = try search(server: { _ in queue(model) }) {
            ArrivalGroup(.search(upTo: .perSecond(10_000))) { HTTPGet("/") }
            expect(p95 < .milliseconds(milliseconds), errorRate < .percent(1))
            expect(capacity > .perSecond(Double(limit) * 0.9))
        }
        let found = try #require(result[.capacity]?.perSecond)
        #expect(abs(found / Double(limit) - 1) < 0.05, "\(result)")
        #expect(result.capacity?.isFound == true && result.verdict == .passed, "\(result)")
        #expect(result.capacity?.drift == nil, "\(result)")
    }

    @Test(arguments: [1.0, -1]) func `a target that changes during the search is told`(
        sign: Double
    ) throws {
        let result = try search(server: { level in
            let time = 2_000_000 * (1 + sign * min(0.9, Double(level) / 20))
            return queue(QueueModel(.constant(.nanoseconds(Int64(time)))))
        }) {
            ArrivalGroup(.search(upTo: .perSecond(10_000))) { HTTPGet("/") }
            expect(p95 < .milliseconds(100))
        }
        let drift = try #require(result.capacity?.drift, "\(result)")
        #expect((drift.last > drift.first) == (sign > 0))
        #expect("\(result)".contains("became \(sign > 0 ? "slower" : "faster") during"))
    }

    @Test func `where the generator is late, the answer is at least what held`() throws {
        let result = try search(
            lateness: { $0 > 700 ? 150_000_000 : 0 },
            server: { _ in queue(QueueModel(.constant(.microseconds(100)))) }
        ) {
            ArrivalGroup(.search(upTo: .perSecond(10_000))) { HTTPGet("/") }
            expect(p95 < .milliseconds(100))
            expect(capacity > .perSecond(300), capacity > .perSecond(5_000))
        }
        #expect(result[.capacity] == .perSecond(400) && result.capacity?.missedRate == nil)
        #expect(result.findings.map(\.verdict) == [.passed, .passed, .inconclusive], "\(result)")
        #expect("\(result)".contains("at least 400/s; this generator could not do more"))
    }

    @Test func `a search that runs out of time says so`() throws {
        let result = try search(server: { _ in queue(QueueModel(.constant(.milliseconds(5)))) }) {
            ArrivalGroup(.search(upTo: .perSecond(10_000), within: .seconds(20))) { HTTPGet("/") }
            expect(p95 < .milliseconds(100))
        }
        #expect(result.capacity?.isFound == false)
        #expect("\(result)".contains("the time of the search was over: raise within"))
    }

    @Test(arguments: [200, 777, 2_000])
    func `a bucket of tokens is found within 5 %, whatever it lets through at once`(
        limit: Int
    ) throws {
        let limit = Double(limit)
        let result = try search(server: { _ in bucket(perSecond: limit, burst: limit / 10) }) {
            ArrivalGroup(.search(upTo: .perSecond(10_000))) { HTTPGet("/") }
            expect(p95 < .milliseconds(100))
        }
        let found = try #require(result[.capacity]?.perSecond)
        #expect(abs(found / limit - 1) < 0.05, "\(result)")
    }

    /// The probability that a request of M/M/c takes longer than a time.
    private func tail(rate: Double, places: Int, service: Double, beyond time: Double) -> Double {
        let load = rate / service
        // Erlang's B by its recursion, then his C.
        let lost = (1...places).reduce(1.0) { $0 * load / (Double($1) + $0 * load) }
        let waits = lost / (1 - load / Double(places) * (1 - lost))
        let drain = Double(places) * service - rate
        let both =
            (drain * exp(-service * time) - service * exp(-drain * time)) / (drain - service)
        return (1 - waits) * exp(-service * time) + waits * both
    }

    /// The rate at which 95 % of the requests of M/M/c take less than a time.
    private func limit(places: Int, service: Double, p95 bound: Double) -> Double {
        // Not to the digit: at a rate where the queue drains as fast as one place serves, the
        // formula divides by zero.
        var (low, high) = (0.0, Double(places) * service * 0.9999)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            let tail = tail(rate: middle, places: places, service: service, beyond: bound)
            if tail <= 0.05 { low = middle } else { high = middle }
        }
        return low
    }

    @Test(arguments: [1, 4])
    func `a random queue is found, most times within 5 %, never off by more than 15 %`(
        places: Int
    ) throws {
        let service = 400.0 / Double(places)
        let limit = limit(places: places, service: service, p95: 0.1)
        let runs = Int(ProcessInfo.processInfo.environment["CAPACITY_SEEDS"] ?? "") ?? 3
        var drifts = 0
        let errors = try (0..<runs).map { run in
            let result = try search(
                seed: Seed(UInt64(run)),
                server: { level in
                    queue(
                        places: places, mean: .seconds(1 / service),
                        seed: UInt64(run) * 1_000 + level)
                }
            ) {
                ArrivalGroup(.search(upTo: .perSecond(3_000)), arrivals: .poisson) {
                    HTTPGet("/")
                }
                expect(p95 < .milliseconds(100))
            }
            if result.capacity?.drift != nil { drifts += 1 }
            let found = try #require(result[.capacity]?.perSecond, "\(result)")
            #expect(abs(found / limit - 1) < 0.15, "\(run): \(result)")
            return found / limit - 1
        }
        let far = errors.count { abs($0) > 0.05 }
        if runs > 3 {
            print("M/M/\(places): \(far) of \(runs) off by more than 5 %, \(drifts) drifts")
            print(errors.sorted().map { String(format: "%.3f", $0) }.joined(separator: " "))
        }
        #expect(drifts * 50 <= max(runs, 50))
        #expect(far * 20 <= max(runs, 20), "\(errors)")
    }
}
