import LoadTesting
import Testing

@testable import LoadTestingCore

/// Servers beyond their capacity of 200/s, in virtual time.
@Suite(.serialized) struct VirtualOverloadTests {
    private static let service = Int64(5_000_000)

    /// Refuses what would wait for more than ten others, at a share of the work of an answer.
    private func refusing(cost: Double) -> VirtualSearch.Server {
        var free = Int64(0)
        return { arrival in
            guard free - arrival <= 10 * Self.service else {
                free += Int64(Double(Self.service) * cost)
                return ScriptedTransport.Script(end: arrival + 1_000_000, status: 503)
            }
            free = max(free, arrival) + Self.service
            return ScriptedTransport.Script(end: free)
        }
    }

    /// Works on each request in turn, also when its user has given up after 0.2 s.
    private func working() -> VirtualSearch.Server {
        var free = Int64(0)
        return { arrival in
            free = max(free, arrival) + Self.service
            let patience = arrival + 200_000_000
            return free > patience
                ? ScriptedTransport.Script(end: patience, cause: .responseTimeout)
                : ScriptedTransport.Script(end: free)
        }
    }

    private func search(
        upTo rate: Double = 2_000, _ server: () -> VirtualSearch.Server
    ) throws -> LoadTestResult {
        try VirtualSearch(server: { _ in server() }) {
            ArrivalGroup(.search(upTo: .perSecond(rate))) { HTTPGet("/") }
            expect(p95 < .milliseconds(100), errorRate < .percent(1))
            expect(goodput(atOverload: 2) > .percent(80), recovery < .seconds(4))
        }.result
    }

    @Test func `a server that refuses what is too much fails gradually`() throws {
        let result = try search { refusing(cost: 0) }
        let overload = try #require(result.capacity?.overload)
        #expect(overload.breakdown == .gradual && overload.factors == [1.25, 1.5, 2])
        let goodput = try #require(result[.goodput(atOverload: 2)])
        #expect(goodput.fraction > 0.97 && goodput.fraction < 1.06, "\(result)")
        #expect(overload.goodput(at: 2) == goodput && overload.goodput(at: 3) == nil)
        let errors = overload.errorsByCause(at: 2)
        #expect(Set(errors.keys) == [.http(status: 503)] && (errors.values.first ?? 0) > 300)
        #expect(try #require(result[.recovery]) <= .seconds(1), "\(result)")
        #expect(result.findings.map(\.verdict) == Array(repeating: .passed, count: 4), "\(result)")
        #expect("\(result)".contains("\noverload   gradual: successes were "), "\(result)")
        #expect("\(result)".contains("2 × the capacity, missed: p95 has no value: "), "\(result)")
        #expect("\(result)".contains("\nrecovery   the budgets held"), "\(result)")
    }

    /// s + r = 400 arrive, s + r / 4 = 200 is what it can do: s = 133.
    @Test func `one that works on what it refuses fails suddenly`() throws {
        let result = try search { refusing(cost: 0.25) }
        let overload = try #require(result.capacity?.overload)
        #expect(overload.breakdown == .sudden)
        let rate = try #require(result[.capacity]?.perSecond)
        let refused = (2 * rate - 200) / 0.75
        let expected = (2 * rate - refused) / rate
        let goodput = try #require(result[.goodput(atOverload: 2)]).fraction
        #expect(abs(goodput - expected) < 0.03, "\(goodput), expected \(expected)")
        let finding = result.findings.first { $0.budget?.metric == .goodput2 }
        #expect(finding?.verdict == .failed)
        #expect(finding?.message.contains("http(503)") == true, "\(finding?.message ?? "")")
    }

    /// Three seconds of twice the capacity are three seconds of backlog, for which half of the
    /// capacity takes six.
    @Test func `one that works for users who have gone collapses, and takes time to recover`()
        throws
    {
        let result = try search { working() }
        let overload = try #require(result.capacity?.overload)
        #expect(overload.breakdown == .collapse)
        #expect(try #require(result[.goodput(atOverload: 2)]).fraction < 0.05, "\(result)")
        let recovery = try #require(overload.recovery)
        #expect(recovery >= .seconds(5) && recovery <= .seconds(7), "\(result)")
        #expect(result[.recovery] == recovery)
        #expect(
            result.findings.map(\.verdict) == [.passed, .passed, .failed, .failed], "\(result)")
        #expect(overload.errorsByCause(at: 2).keys.contains(.responseTimeout))
        #expect("\(result)".contains("overload   collapse: "))
    }

    @Test func `one that never recovers misses a budget on it`() throws {
        let result = try VirtualSearch(server: { _ in
            var (free, isBroken) = (Int64(0), false)
            return { arrival in
                if free - arrival > 1_000_000_000 { isBroken = true }
                free = max(free, arrival) + Self.service
                return ScriptedTransport.Script(
                    end: isBroken ? arrival + 1_000_000 : free, status: isBroken ? 500 : 200)
            }
        }) {
            ArrivalGroup(.search(upTo: .perSecond(2_000))) { HTTPGet("/") }
            expect(p95 < .milliseconds(100))
            expect(recovery < .seconds(20), recovery > .seconds(5))
        }.result
        #expect(result[.recovery] == nil && result.capacity?.overload?.recovery == nil)
        #expect(result.findings.map(\.verdict) == [.passed, .failed, .passed], "\(result)")
        #expect("\(result)".contains("did not hold again within 22 s"))
    }

    @Test func `the highest rate of a search is not exceeded`() throws {
        let result = try search(upTo: 330) { refusing(cost: 0) }
        #expect(result.capacity?.overload?.factors == [1.25, 1.5], "\(result)")
        #expect(
            result.findings.map(\.verdict) == [.passed, .passed, .inconclusive, .inconclusive])
        #expect("\(result)".contains("2 × the capacity is above the highest level of the search"))
    }

    @Test func `a level that the generator could not do has no goodput`() throws {
        let result = try VirtualSearch(
            lateness: { $0 > 350 ? 150_000_000 : 0 }, server: { _ in refusing(cost: 0) }
        ) {
            ArrivalGroup(.search(upTo: .perSecond(2_000), from: .perSecond(75))) { HTTPGet("/") }
            expect(p95 < .milliseconds(100), errorRate < .percent(1))
            expect(goodput(atOverload: 2) > .percent(80))
        }.result
        #expect(result.capacity?.isFound == true, "\(result)")
        #expect(result.capacity?.overload?.goodput(at: 1.5) != nil)
        #expect(result.capacity?.overload?.goodput(at: 2) == nil)
        #expect(result.findings.map(\.verdict) == [.passed, .passed, .inconclusive], "\(result)")
        #expect("\(result)".contains("this generator could not do 2 × the capacity"))
    }

    @Test func `other multiples are tried where a budget asks for them`() throws {
        let result = try VirtualSearch(server: { _ in refusing(cost: 0) }) {
            ArrivalGroup(.search(upTo: .perSecond(2_000))) { HTTPGet("/") }
            expect(errorRate < .percent(1), goodput(atOverload: 4) > .percent(90))
        }.result
        #expect(result.capacity?.overload?.factors == [1.25, 1.5, 2, 4])
        #expect(result.verdict == .passed, "\(result)")
    }

    /// Ten places of 50 ms: more users than that wait for one.
    @Test func `a search for users goes beyond its answer, too`() throws {
        let result = try VirtualSearch(
            server: { _ in
                var free = [Int64](repeating: 0, count: 10)
                return { arrival in
                    let place = free.indices.min { free[$0] < free[$1] } ?? 0
                    free[place] = max(arrival, free[place]) + 50_000_000
                    return ScriptedTransport.Script(end: free[place])
                }
            }
        ) {
            ThreadGroup(.search(upTo: 100, within: .seconds(240))) { HTTPGet("/") }
            expect(p95 < .milliseconds(75))
            expect(goodput(atOverload: 2) > .percent(95), recovery < .seconds(2))
        }.result
        let users = try #require(result.capacity?.users)
        #expect(users >= 10 && users <= 15, "\(result)")
        #expect(result.verdict == .passed, "\(result)")
        #expect(result.capacity?.overload?.level(at: 2)?.load == Double(users * 2))
    }

    @Test func `the knee is near the capacity`() throws {
        var free = Int64(0)
        let result = try search {
            free = 0
            return VirtualSearch.answering { arrival in
                free = max(free, arrival) + Self.service
                return free
            }
        }
        let knee = try #require(result.capacity?.knee)
        #expect(knee > 180 && knee < 260, "\(result)")
    }
}

extension Metric {
    fileprivate static let goodput2 = GoodputMetric.goodput(atOverload: 2).metric
}
