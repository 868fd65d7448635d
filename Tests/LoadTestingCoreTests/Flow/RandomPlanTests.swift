import LoadTestingCore
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// Any plan of the language's elements runs and ends.
    @Suite(.timeLimit(.minutes(1))) struct RandomPlans {
        private func server() throws -> ScriptedServer {
            try .answering { target in
                if target.hasPrefix("/bad") { return (status: "500 No", body: "no") }
                guard target.hasPrefix("/next/"), let number = Int(target.dropFirst(6)) else {
                    return (status: "200 OK", body: "101")
                }
                return (status: "200 OK", body: "\(number + 1)")
            }
        }

        @Test func `any plan ends, and counts what arrived`() async throws {
            let server = try server()
            var (repeated, requests) = (0, 0)
            for seed in UInt64(1)...150 {
                var random = RandomPlan(seed: seed)
                let plan = random.plan(target: server.url, seed: seed)
                let threads = Int(seed % 2) + 1
                let first = try await run(plan, on: server, threads: threads)
                requests += first.requests
                guard random.isRepeatable else { continue }
                repeated += 1
                let second = try await run(plan, on: server, threads: 3 - threads)
                #expect(counts(first) == counts(second), "seed \(seed): \(plan)")
                #expect(first.snapshot.end == .complete, "seed \(seed)")
            }
            #expect(repeated > 50 && requests > 5_000, "\(repeated), \(requests)")
        }

        private func run(
            _ plan: LoadTest, on server: ScriptedServer, threads: Int
        ) async throws -> LoadTestResult {
            let before = arrived(server)
            let result = try await measure(plan, loops: threads)
            #expect(
                result.requests == arrived(server) - before,
                "\(plan.seed), \(threads) threads: \(plan)")
            #expect(
                [.complete, .stopped, .stoppedByError, .outOfRows].contains(result.snapshot.end),
                "\(plan.seed)")
            #expect(result.errors == result.errorsByCause.values.reduce(0, +))
            #expect(
                result.errorsByCause.keys.allSatisfy { $0 == .http(status: 500) },
                "\(plan.seed): \(result.errorsByCause)")
            return result
        }

        /// The requests of the load itself that arrived.
        private func arrived(_ server: ScriptedServer) -> Int {
            server.requests.count { $0.target != "/set-up" }
        }

        private func counts(_ result: LoadTestResult) -> [String: [Int]] {
            var counts: [String: [Int]] = [:]
            for label in result.labels {
                counts[label] = [result.requests(of: label), result.errors(of: label)]
            }
            return counts
        }
    }
}
