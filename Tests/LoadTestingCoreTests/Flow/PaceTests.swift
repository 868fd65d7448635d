import LoadTestingCore
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// Fixed cycles, limits, and the switch for pauses.
    @Suite(.timeLimit(.minutes(1))) struct Paces {
        @Test func `passes are due in a fixed cycle, whatever they take`() async throws {
            let server = try ScriptedServer { _, connection in
                connection.pause(.milliseconds(80))
                connection.reply()
            }
            let result = try await measure(server.url, loops: 11) {
                Pace(every: .milliseconds(100))
                HTTPGet("/a")
            }
            #expect(result.requests == 11)
            #expect(result.duration >= .milliseconds(1_080), "\(result.duration)")
            // A pause of 100 ms behind each would make 1.9 s of it.
            #expect(result.duration < .milliseconds(1_700), "\(result.duration)")
        }

        @Test func `late passes are caught up, counted, and late in the response time`()
            async throws
        {
            let server = try ScriptedServer { request, connection in
                connection.pause(.milliseconds(request.ordinal == 1 ? 350 : 1))
                connection.reply()
            }
            let result = try await measure(server.url, loops: 8) {
                Pace(every: .milliseconds(100))
                HTTPGet("/a")
            }
            // Due at 100, 200 and 300 ms, while the first one was under way.
            #expect((3...6).contains(result.health.overruns), "\(result.health.overruns)")
            let times = result.all.okResponse
            #expect(times.count == 8)
            let service = result.all.okService
            let late = times.sumNanoseconds - service.sumNanoseconds
            #expect(late >= 440e6, "\(late)")
            // The last one is due at 700 ms.
            #expect(result.duration >= .milliseconds(700), "\(result.duration)")
            #expect(result.duration < .milliseconds(2_000), "\(result.duration)")
        }

        @Test(arguments: [1, 2])
        func `a limit holds for all users of the group together`(threads: Int) async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("limit", target: server.url) {
                    ThreadGroup(users: 10, duration: .milliseconds(1_500)) {
                        HTTPGet("/a")
                        HTTPGet("/b")
                    }.limit(.perSecond(60))
                    ThreadGroup(users: 1, loops: 300) { HTTPGet("/free") }
                }, loops: threads)
            #expect(server.arrivals(of: "/free") == 300)
            let limited = server.requests.filter { $0.target != "/free" }
            #expect((40...92).contains(limited.count), "\(limited.count)")
            #expect(mostInASecond(limited) <= 75)
            // A request that waits for its token is due then.
            let slowest = try #require(result[LatencyMetric.p90(of: "GET /a")])
            #expect(slowest < .milliseconds(150), "\(slowest)")
        }

        @Test func `turns that nobody took are not made up for, also where passes are caught up`()
            async throws
        {
            let server = try ScriptedServer { request, connection in
                connection.pause(.milliseconds(request.ordinal == 1 ? 600 : 0))
                connection.reply()
            }
            _ = try await measure(
                LoadTest("limit", target: server.url) {
                    ThreadGroup(users: 1, duration: .milliseconds(1_200)) {
                        Pace(every: .milliseconds(20))
                        HTTPGet("/a")
                    }.limit(.perSecond(50))
                })
            let later = server.requests.dropFirst()
            #expect(later.count <= 33, "\(later.count)")
            #expect(later.count >= 8, "\(later.count)")
        }

        @Test func `a limit spaces the requests of one step`() async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("limit", target: server.url) {
                    ThreadGroup(users: 1) {
                        Transaction("all") { Loop(6) { HTTPGet("/a") } }
                    }.limit(.perSecond(20))
                })
            #expect(server.requests.count == 6)
            #expect(result.duration >= .milliseconds(249), "\(result.duration)")
        }

        @Test func `requests at once take a turn each`() async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("limit", target: server.url) {
                    ThreadGroup(users: 2, loops: 5) {
                        Parallel { for number in 0..<4 { HTTPGet("/\(number)") } }
                    }.limit(.perSecond(50))
                })
            #expect(server.requests.count == 40 && result.errors == 0)
            #expect(result.duration >= .milliseconds(690), "\(result.duration)")
        }

        @Test func `pauses and paces are scaled by the environment, 0 takes them out`()
            async throws
        {
            let server = try ScriptedServer()
            func duration(_ scale: String) async throws -> Duration {
                try await measure(
                    LoadTest("pauses", target: server.url) {
                        ThreadGroup(users: 1, loops: 3) {
                            Pace(every: .milliseconds(300))
                            HTTPGet("/a")
                            Pause(.milliseconds(200))
                        }
                    }, variables: ["LOADTESTING_PAUSES": scale]
                ).duration
            }
            #expect(try await duration("0") < .milliseconds(350))
            let half = try await duration("0.5")
            #expect(half >= .milliseconds(400) && half < .milliseconds(1_000), "\(half)")
            await #expect(throws: LoadTestError.self) { try await duration("-1") }
        }

        /// The most requests that arrived within any second.
        private func mostInASecond(_ requests: [ReceivedRequest]) -> Int {
            let instants = requests.map(\.instant).sorted()
            return instants.indices.map { start in
                instants[start...].count { $0 - instants[start] < .seconds(1) }
            }.max() ?? 0
        }
    }
}
