import LoadTestingMacrosFree
import TestServers
import Testing

@testable import LoadTestingCore

/// A search that was run to its end in virtual time.
struct VirtualSearch {
    /// The outcome of a request, by its instant; in order.
    typealias Server = (Int64) -> ScriptedTransport.Script

    let result: LoadTestResult

    /// Runs a search.
    ///
    /// - Parameters:
    ///   - lateness: by how much each wait of the loop ends too late, by the level's load.
    ///   - server: makes the server of a level, by the level's number.
    init(
        seed: Seed = 1, lateness: (Double) -> Int64 = { _ in 0 }, server: (UInt64) -> Server,
        @LoadTestBuilder _ elements: () -> LoadTestElements
    ) throws {
        let plan = LoadTest(
            "capacity", target: "http://127.0.0.1", seed: seed, elements: elements)
        _ = try ProgramCompiler.compile(plan, environment: [:])
        var searched = try #require(SearchedPlan(plan))
        var (elapsed, level) = (Duration.zero, UInt64(0))
        while let trial = searched.next(after: elapsed) {
            let server = server(level)
            let late = lateness(trial.load)
            let run = try VirtualRun(searched.plan(of: trial), lateness: { late }) { exchange in
                server(exchange.start)
            }
            elapsed += run.result.duration
            level += 1
            searched.take(run.result, of: trial)
        }
        result = try #require(searched.result)
    }

    /// A server that answers all requests, each at its time.
    static func answering(_ departure: @escaping (Int64) -> Int64) -> Server {
        { ScriptedTransport.Script(end: departure($0)) }
    }
}
