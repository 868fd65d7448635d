import LoadTestingCore
import LoadTestingMacrosFree
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// A server that serves some of its clients and lets the others wait.
    @Suite(.timeLimit(.minutes(1))) struct UnansweredUsers {
        /// Serves four connections; the others wait for two seconds.
        private func unfairServer() throws -> ScriptedServer {
            try ScriptedServer { request, connection in
                if request.connection > 4 { connection.pause(.seconds(2)) }
                connection.pause(.milliseconds(1))
                connection.reply()
            }
        }

        /// On one thread, exactly, in `VirtualLoadTests`.
        @Test(arguments: zip(["duration", "shape", "scenario"], [1, 2, 2]))
        func `users who got nothing are counted, and no percentile passes`(
            kind: String, threads: Int
        ) async throws {
            let server = try unfairServer()
            var plan = LoadTest("unfair", target: server.url) {
                ThreadGroup(users: 20, duration: .milliseconds(1_500)) { HTTPGet("/") }
                expect(p99 < .milliseconds(500), errorRate < .percent(1))
            }
            if kind == "shape" {
                plan.groups = [
                    ThreadGroup(.step(to: 20, for: .milliseconds(1_500))) { HTTPGet("/") }.group
                ]
            } else if kind == "scenario" {
                plan.groups = [
                    ThreadGroup(users: 20, duration: .milliseconds(1_500)) {
                        Scenario("visit") { user in try await user.get("/") }
                    }.group
                ]
            }
            let result = try await measure(plan, loops: threads)
            let counts = try #require(result.snapshot.groups.first).users
            #expect(counts.users == 20)
            #expect(counts.unanswered["GET /"]?.count == 16)
            #expect(Int(counts.requests) == result.requests)
            #expect(result.verdict != .passed)
            let line = result.remarks.first { $0.contains("users got no answer for") }
            // A late start of theirs is none of their waits.
            let waited = /^16 of 20 users got no answer for 1\.(4[0-9]*|5) s; 4 users made/
            #expect(line?.contains(waited) == true, "\(line ?? "nothing")")
        }

        @Test func `who pauses waits for nothing, and arrivals are no users`() async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("fair", target: server.url) {
                    ThreadGroup(users: 10, duration: .milliseconds(1_500)) {
                        HTTPGet("/")
                        Pause(.milliseconds(1_200))
                    }
                    ArrivalGroup(rate: .perSecond(20), for: .seconds(1)) { HTTPGet("/open") }
                })
            #expect(result.snapshot.groups.allSatisfy { $0.users.unanswered.isEmpty })
            #expect(result.snapshot.groups.map(\.users.users) == [10, 0])
        }
    }
}
