import LoadTestingCore
import TestServers
import Testing

extension UnderLoad {
    /// Meeting points.
    @Suite(.timeLimit(.minutes(1))) struct MeetingPoints {
        @Test(arguments: [1, 2])
        func `users wait for each other and go on at once`(threads: Int) async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("meeting", target: server.url) {
                    ThreadGroup(users: 6, rampUp: .milliseconds(600), loops: 2) {
                        HTTPGet("/before")
                        Rendezvous(users: 6)
                        HTTPGet("/met")
                    }
                }, loops: threads)
            #expect(result.requests == 24 && result.errors == 0)
            let before = server.requests.filter { $0.target == "/before" }
            let met = server.requests.filter { $0.target == "/met" }
            #expect(met[5].instant - met[0].instant < .milliseconds(150))
            #expect(met[0].instant >= before[5].instant)
            // The wait is in no response time.
            let slowest = try #require(result[LatencyMetric.percentile(100)(of: "GET /met")])
            #expect(slowest < .milliseconds(200), "\(slowest)")
        }

        @Test(arguments: [1, 2])
        func `users that are too few to meet go on when the others have ended`(
            threads: Int
        ) async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("meeting", target: server.url) {
                    ThreadGroup(users: 7, loops: 3) {
                        Rendezvous(users: 4)
                        HTTPGet("/met")
                    }
                }, loops: threads)
            #expect(result.requests == 21)
            #expect(result.duration < .seconds(10))
        }

        @Test func `the wait ends after its time`() async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("meeting", target: server.url) {
                    ThreadGroup(users: 2) {
                        Mix {
                            Share(1) { HTTPGet("/a") }
                        }
                        Rendezvous(users: 2, within: .milliseconds(150))
                        HTTPGet("/met")
                    }
                    ThreadGroup(users: 2, rampUp: .seconds(2)) {
                        Rendezvous(users: 2, within: .milliseconds(150))
                        HTTPGet("/alone")
                    }
                })
            #expect(result.requests == 6)
            let alone = server.requests.filter { $0.target == "/alone" }
            #expect(alone[1].instant - alone[0].instant > .milliseconds(700))
        }

        @Test(arguments: [1, 2])
        func `users that end early are not waited for`(threads: Int) async throws {
            let server = try ScriptedServer { request, connection in
                connection.pause(.milliseconds(30))
                connection.reply(request.connection <= 2 ? "500 No" : "200 OK")
            }
            let result = try await measure(
                LoadTest("meeting", target: server.url) {
                    ThreadGroup(users: 5, loops: 2) {
                        HTTPGet("/a")
                        Rendezvous(users: 5)
                        HTTPGet("/met")
                    }.onError(.stopUser)
                }, loops: threads)
            #expect(server.arrivals(of: "/met") == 6)
            #expect(result.duration < .seconds(10))
        }

        @Test func `users that a duration never lets start are not waited for`() async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("meeting", target: server.url) {
                    ThreadGroup(users: 2) {
                        Rendezvous(users: 2)
                        HTTPGet("/a")
                        StopTest()
                    }
                    ThreadGroup(users: 3, rampUp: .seconds(60)) {
                        Rendezvous(users: 3)
                        HTTPGet("/never")
                    }
                })
            #expect(result.requests == 2 && result.duration < .seconds(10))
        }

        @Test func `a plan that is scaled down meets with the users that are left`()
            async throws
        {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("meeting", target: server.url) {
                    ThreadGroup(users: 40, loops: 2) {
                        Rendezvous(users: 30)
                        HTTPGet("/met")
                    }
                }, variables: ["LOADTESTING_SCALE": "0.1"])
            #expect(result.requests == 8)
            #expect(result.duration < .seconds(10))
        }
    }
}
