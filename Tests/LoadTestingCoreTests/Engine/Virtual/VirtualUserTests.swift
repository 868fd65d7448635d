import LoadTesting
import Testing

@testable import LoadTestingCore

/// Steps and measurements of users over time, each with the fault that it would show.
@Suite struct VirtualUserTests {
    private static let millisecond: Int64 = 1_000_000

    /// Runs a plan on a server that takes 10 ms for each request, or what `server` says.
    private func run(
        lateness: @escaping () -> Int64 = { 0 },
        server: @escaping (Exchange) throws(RequestFailure) -> ScriptedTransport.Script = {
            ScriptedTransport.Script(end: $0.start + 10 * millisecond)
        },
        @LoadTestBuilder _ elements: () -> LoadTestElements
    ) throws -> VirtualRun {
        try VirtualRun(
            LoadTest("users", target: "http://127.0.0.1", elements: elements),
            lateness: lateness, server: server)
    }

    @Test(arguments: [false, true]) func `a transaction takes its requests and asked-for pauses`(
        includesPauses: Bool
    ) throws {
        let run = try run {
            ThreadGroup(users: 3, loops: 5) {
                Transaction("both", includesPauses: includesPauses) {
                    HTTPGet("/a")
                    Pause(.milliseconds(100))
                    HTTPGet("/b")
                }
            }
        }
        let both = try #require(run.snapshot.total(of: "both"))
        let time = Int64(includesPauses ? 120 : 20) * Self.millisecond
        #expect(
            both.okResponse == HistogramSnapshot(counting: [Int64](repeating: time, count: 15)))
    }

    @Test func `a limit spaces the requests of scenarios, too`() throws {
        let run = try run {
            ThreadGroup(users: 5, loops: 10) {
                Scenario("visit") { user in
                    _ = try await user.get("/a")
                    _ = try await user.get("/b")
                }
            }.limit(.perSecond(100))
        }
        #expect(run.transport.starts == (0..<100).map { $0 * 10 * Self.millisecond })
    }

    /// 200 arrivals a second for one place: the k-th has waited k · 5 ms for it when it starts.
    @Test(arguments: [false, true]) func `who waits for a place is late, a scenario as well`(
        isScenario: Bool
    ) throws {
        let run = try run {
            ArrivalGroup(rate: .perSecond(200), for: .seconds(1), maxUsers: 1) {
                if isScenario {
                    Scenario("visit") { user in _ = try await user.get("/a") }
                } else {
                    HTTPGet("/a")
                }
            }
        }
        let total = try #require(run.snapshot.total())
        let waits = (0..<Int64(200)).map { 10 * Self.millisecond + $0 * 5 * Self.millisecond }
        #expect(total.okResponse == HistogramSnapshot(counting: waits))
        #expect(total.okService.maximum == .milliseconds(10))
        #expect(run.snapshot.arrivals.throttled == 199)
        #expect(run.snapshot.arrivals.answered == 100)
        #expect(run.snapshot.arrivals.started == 200)
        // They waited for others, not for the generator.
        #expect(total.responseCharges.measured.count == 0)
        // After the second for which they were planned came half of them.
        #expect(total.succeededInDrain == 100)
    }

    @Test func `what the generator was late is its own`() throws {
        var isLate = false
        let run = try run(lateness: {
            defer { isLate.toggle() }
            return isLate ? 3 * Self.millisecond : 0
        }) {
            ThreadGroup(users: 1, loops: 50) {
                HTTPGet("/")
                Pause(.milliseconds(90))
            }
        }
        let total = try #require(run.snapshot.total())
        let relieved = total.responseCharges.relieving(total.okResponse)
        #expect(total.okResponse.maximum ?? .zero >= .milliseconds(13))
        // To the digit of a histogram.
        #expect((.milliseconds(10) ... .microseconds(10_010)).contains(relieved.maximum ?? .zero))
    }

    /// A user that has ended is waited for by nobody.
    @Test func `who is left goes on when too few are left to meet`() throws {
        let run = try run(server: { exchange in
            let isLast = exchange.user == 0 && exchange.start > 0
            return ScriptedTransport.Script(
                end: exchange.start + 10 * Self.millisecond, status: isLast ? 503 : 200)
        }) {
            ThreadGroup(users: 3, loops: 4) {
                Rendezvous(users: 3, within: .seconds(10))
                HTTPGet("/")
            }.onError(.stopUser)
        }
        #expect(run.transport.sent == 10)
        #expect(run.transport.starts.last == 30 * Self.millisecond)
    }

    /// The first of two requests fails, the last one does not: the step has failed.
    @Test func `a failure is one, whatever ends after it`() throws {
        let run = try run(server: { exchange in
            let isFirst = exchange.request == 0
            return ScriptedTransport.Script(
                end: exchange.start + (isFirst ? 1 : 10) * Self.millisecond,
                status: isFirst ? 503 : 200)
        }) {
            ThreadGroup(users: 1, loops: 5) {
                Parallel {
                    HTTPGet("/a")
                    HTTPGet("/b")
                }
                HTTPGet("/c")
            }.onError(.stopUser)
        }
        #expect(run.transport.sent == 2)
    }

    /// A group's load ends while the server owes it answers; later another group has nothing under
    /// way, and then an answer.
    @Test func `what is waited for after the load is no stall`() throws {
        let run = try run(server: { exchange in
            let isOwed = exchange.request == 0 && exchange.start > 900 * Self.millisecond
            return ScriptedTransport.Script(
                end: exchange.start + (isOwed ? 500 : 10) * Self.millisecond)
        }) {
            ThreadGroup(users: 5, duration: .seconds(1)) { HTTPGet("/a") }
            ThreadGroup(users: 1, loops: 3) {
                HTTPGet("/b")
                Pause(.seconds(2))
            }
        }
        let stalls = run.snapshot.intervals.flatMap(\.stalls)
        #expect(stalls.allSatisfy { $0.startNanoseconds < 1_000_000_000 }, "\(stalls)")
    }

    /// Four users leave one after the other; the fewest of each second are known.
    @Test func `the fewest users of a second are counted`() throws {
        let run = try run {
            for seconds in 1...4 {
                ThreadGroup(users: 1, duration: .milliseconds(seconds * 1_000 - 500)) {
                    HTTPGet("/")
                    Pause(.milliseconds(90))
                }
            }
        }
        // Of the first one it is none: it begins before they do.
        #expect(run.snapshot.intervals[1..<4].map(\.minActiveUsers) == [2, 1, 0])
    }

    @Test func `a request of a scenario that can't be made is counted`() throws {
        let run = try run(server: { (exchange) throws(RequestFailure) in
            if exchange.start == 0 { throw .invalid("drawn") }
            return ScriptedTransport.Script(end: exchange.start + 10 * Self.millisecond)
        }) {
            ThreadGroup(users: 1, loops: 2) {
                Scenario("visit") { user in
                    _ = try? await user.get("/a")
                    try await user.pause(.milliseconds(5))
                    _ = try await user.get("/b")
                }
            }
        }
        let total = try #require(run.snapshot.total())
        #expect(total.causes == [.invalidRequest: 1])
        #expect(total.succeeded == 3)
    }
}
