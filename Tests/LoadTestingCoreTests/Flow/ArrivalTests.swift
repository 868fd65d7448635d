import LoadTestingCore
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// Iterations that begin by the clock.
    @Suite(.timeLimit(.minutes(1))) struct ArrivalRuns {
        @Test(arguments: [1, 2])
        func `every arrival begins, also while the server stalls`(threads: Int) async throws {
            let server = try ScriptedServer { request, connection in
                if request.target == "/slow" { connection.pause(.milliseconds(300)) }
                connection.reply()
            }
            let result = try await measure(
                LoadTest("open", target: server.url) {
                    ArrivalGroup(rate: .perSecond(200), for: .seconds(1)) { HTTPGet("/slow") }
                    ArrivalGroup(.hold(.perSecond(50), for: .seconds(1)), startAfter: .seconds(1)) {
                        HTTPGet("/late")
                    }
                }, loops: threads)
            #expect(server.arrivals(of: "/slow") == 200 && server.arrivals(of: "/late") == 50)
            #expect(result.requests == 250 && result.errors == 0)
            #expect(result.snapshot.arrivals.planned == 250)
            #expect(result.snapshot.arrivals.started == 250)
            #expect(result.snapshot.arrivals.throttled == 0)
            let all = try #require(result.snapshot.total(of: "GET /late"))
            #expect(all.firstDueNanoseconds == 1_000_000_000)
            // Some 60 are under way at once, and none waits for another: at most those that came
            // within the longest of them.
            let longest = try #require(result.all.okResponse.maximum) / .seconds(1)
            let most = Int(200 * longest) + 5
            #expect((30...most).contains(result.peakActiveUsers), "\(result.peakActiveUsers)")
        }

        @Test func `arrivals share connections, the one used last goes first`() async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("pool", target: server.url) {
                    ArrivalGroup(rate: .perSecond(100), for: .seconds(1)) { HTTPGet("/a") }
                })
            #expect(result.requests == 100)
            #expect(result.all.openedConnections < 20, "\(result.all.openedConnections)")
            #expect(server.requests.map(\.connection).max() ?? 0 < 20)
        }

        @Test func `an arrival may have a connection of its own`() async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("fresh", target: server.url) {
                    ArrivalGroup(
                        rate: .perSecond(100), for: .milliseconds(500), connection: .perArrival
                    ) {
                        HTTPGet("/a")
                        HTTPGet("/b")
                    }
                })
            #expect(result.all.openedConnections == 50)
            #expect(Set(server.requests.map(\.connection)).count == 50)
        }

        @Test func `an arrival is a fresh session on a kept connection`() async throws {
            let server = try ScriptedServer { request, connection in
                connection.reply(
                    "200 OK", headers: ["Set-Cookie: id=\(request.connection); Path=/"], body: "ok")
            }
            let slot = Slot<Int>("pass", initially: 0)
            let result = try await measure(
                LoadTest("session", target: server.url) {
                    ArrivalGroup(rate: .perSecond(50), for: .milliseconds(400)) {
                        HTTPGet("/first/\(slot)")
                        HTTPGet("/second").capture(slot, from: { _ in 7 })
                    }
                })
            #expect(result.errors == 0 && result.requests == 40)
            let first = server.requests.filter { $0.target.hasPrefix("/first") }
            #expect(Set(first.map(\.target)) == ["/first/0"], "slots begin anew")
            #expect(first.allSatisfy { $0.values(of: "Cookie").isEmpty }, "so do cookies")
            let second = server.requests.filter { $0.target == "/second" }
            #expect(second.allSatisfy { !$0.values(of: "Cookie").isEmpty })
            #expect(result.all.openedConnections < 20, "two arrivals that are late take two")
        }

        @Test func `who finds no user waits, is due when it was, and is counted`() async throws {
            let server = try ScriptedServer { _, connection in
                connection.pause(.milliseconds(100))
                connection.reply()
            }
            let result = try await measure(
                LoadTest("full", target: server.url) {
                    ArrivalGroup(rate: .perSecond(40), for: .milliseconds(500), maxUsers: 2) {
                        HTTPGet("/a")
                    }
                })
            // Twenty at 20 a second: the last one waits for half a second.
            #expect(result.requests == 20 && result.errors == 0)
            #expect(result.snapshot.arrivals.throttled >= 15, "\(result.snapshot.arrivals)")
            #expect(result.peakActiveUsers == 2)
            let slowest = try #require(result[.max])
            let service = try #require(result[.max.service])
            #expect(slowest - service > .milliseconds(300), "\(slowest) \(service)")
            #expect(result.snapshot.total()?.firstDueNanoseconds == 0)
        }

        @Test func `only the first request of an arrival is due by the schedule`() async throws {
            let server = try ScriptedServer { _, connection in
                connection.pause(.milliseconds(100))
                connection.reply()
            }
            let result = try await measure(
                LoadTest("steps", target: server.url) {
                    ArrivalGroup(rate: .perSecond(20), for: .milliseconds(500), maxUsers: 1) {
                        HTTPGet("/a")
                        HTTPGet("/b")
                    }
                })
            let (first, second) = (result[.max(of: "GET /a")], result[.max(of: "GET /b")])
            #expect(try #require(first) > .milliseconds(1_200), "\(String(describing: first))")
            #expect(try #require(second) < .milliseconds(600), "\(String(describing: second))")
        }

        @Test func `arrivals that never began are counted when the drain time is over`()
            async throws
        {
            let server = try ScriptedServer { _, connection in
                connection.pause(.seconds(5))
                connection.reply()
            }
            let result = try await measure(
                LoadTest("never", target: server.url, drain: .milliseconds(300)) {
                    ArrivalGroup(rate: .perSecond(50), for: .milliseconds(400), maxUsers: 3) {
                        HTTPGet("/a")
                    }
                })
            #expect(result.snapshot.arrivals.started == 3)
            #expect(result.snapshot.arrivals.unstarted == 17)
            #expect(result.errorsByCause == [.drainTimeout: 3])
            #expect(result.duration < .seconds(3))
        }

        @Test func `a scenario arrives, too`() async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("scenario", target: server.url) {
                    ArrivalGroup(rate: .perSecond(50), for: .milliseconds(400)) {
                        Scenario("visit") { user in
                            _ = try await user.get("/a")
                            try await user.pause(.milliseconds(50))
                            _ = try await user.get("/b/\(user.id)")
                        }
                    }
                })
            #expect(result.errors == 0 && result.requests == 40)
            let ids = server.requests.map(\.target).filter { $0.hasPrefix("/b") }
            #expect(Set(ids) == Set((0..<20).map { "/b/\($0)" }), "each has a number of its own")
        }

        @Test func `measured code that an arrival begins with is due by the schedule`() async throws
        {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("samples", target: server.url) {
                    ArrivalGroup(rate: .perSecond(20), for: .milliseconds(500), maxUsers: 1) {
                        Scenario("visit") { user in
                            try await user.transaction("both") {
                                for label in ["first", "second"] {
                                    try await user.sample(label) {
                                        try await Task.sleep(for: .milliseconds(100))
                                    }
                                }
                            }
                        }
                    }
                })
            // Ten of 200 ms each within half a second: the last one waits for 1.35 s.
            let first = try #require(result[.max(of: "first")])
            let second = try #require(result[.max(of: "second")])
            let both = try #require(result[.max(of: "both")])
            #expect(first > .milliseconds(1_300) && both > .milliseconds(1_400), "\(first) \(both)")
            #expect(second < .milliseconds(600), "\(second)")
            #expect(result.health.arrivalDelay.count == 10)
        }

        @Test func `an unused connection closes before the server gives it up`() async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("idle", target: server.url) {
                    ArrivalGroup(
                        .spike(to: .perSecond(200), over: .milliseconds(200)),
                        .silence(for: .seconds(5)),
                        .hold(.perSecond(10), for: .milliseconds(500))
                    ) { HTTPGet("/a") }
                })
            #expect(result.requests == 25 && result.errors == 0)
            #expect(server.requests.suffix(5).allSatisfy { $0.ordinal <= 5 })
            #expect(result.health.idleClosed == 0)
            let last = try #require(server.requests.last)
            let before = server.requests.prefix(20).map(\.connection).max() ?? 0
            #expect(last.connection > before, "those of the spike are closed")
        }
    }

    /// Users whose number goes up and down.
    @Suite(.timeLimit(.minutes(1))) struct UserCurves {
        /// On one thread, with all that belongs to it, in `VirtualLoadTests`.
        @Test func `users come and leave as the shape says, on two threads`() async throws {
            let server = try ScriptedServer { _, connection in
                connection.pause(.milliseconds(20))
                connection.reply()
            }
            let result = try await measure(
                LoadTest("shape", target: server.url) {
                    ThreadGroup(
                        .ramp(to: 10, over: .seconds(1)), .hold(for: .milliseconds(2_500)),
                        .step(to: 3, for: .seconds(2))
                    ) { HTTPGet("/a") }
                }, loops: 2)
            #expect(result.errors == 0)
            #expect(result.peakActiveUsers == 10)
            let actives = result.snapshot.intervals.map(\.activeUsers)
            #expect(actives[4] <= 4, "\(actives)")
            #expect(
                result.snapshot.plateau == 1..<3, "\(String(describing: result.snapshot.plateau))")
            #expect(result.duration > .milliseconds(5_400) && result.duration < .seconds(8))
            #expect(result.snapshot.facts.plannedUsers == 10)
        }

        @Test func `a pause does not keep a user whose time is over`() async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("pause", target: server.url) {
                    ThreadGroup(.step(to: 3, for: .milliseconds(300))) {
                        HTTPGet("/a")
                        Pause(.seconds(30))
                    }
                    ThreadGroup(.step(to: 2, for: .milliseconds(200))) {
                        Scenario("sleeper") { user in
                            _ = try await user.get("/b")
                            try await user.pause(.seconds(30))
                        }
                    }
                })
            #expect(result.requests == 5 && result.errors == 0)
            #expect(result.duration < .seconds(5), "\(result.duration)")
        }

        @Test func `places are used again and users begin empty in them`() async throws {
            let server = try ScriptedServer()
            let slot = Slot<Int>("pass", initially: 0, lifetime: .user)
            let result = try await measure(
                LoadTest("again", target: server.url) {
                    ThreadGroup(
                        .step(to: 4, for: .milliseconds(200)),
                        .step(to: 0, for: .milliseconds(200)),
                        .step(to: 4, for: .milliseconds(200)),
                        .step(to: 0, for: .milliseconds(100)),
                        .step(to: 4, for: .milliseconds(200))
                    ) {
                        HTTPGet("/a/\(slot)").capture(slot, from: { _ in 1 })
                        Pause(.milliseconds(500))
                    }
                })
            #expect(result.errors == 0)
            #expect(server.requests.map(\.target) == Array(repeating: "/a/0", count: 12))
        }

        @Test func `spikes before a server that hardly answers are cut, and counted`() async throws
        {
            let server = try ScriptedServer { _, connection in
                connection.pause(.milliseconds(900))
                connection.reply()
            }
            let up = UserSegment.step(to: 4, for: .milliseconds(50))
            let down = UserSegment.step(to: 0, for: .milliseconds(50))
            let result = try await measure(
                LoadTest("spikes", target: server.url) {
                    ThreadGroup(up, down, up, down, up, down, up, down) { HTTPGet("/a") }
                })
            #expect(result.errors == 0 && result.requests >= 8)
            #expect(result.requests + result.snapshot.unstartedUsers == 16)
        }
    }

    /// The begin of a run that is measured and not judged.
    @Suite(.timeLimit(.minutes(1))) struct WarmUps {
        @Test func `a warm-up as long as the run is refused`() async throws {
            let plan = LoadTest("long", target: "http://127.0.0.1:1", warmUp: .seconds(2)) {
                ThreadGroup(users: 1, duration: .seconds(2)) { HTTPGet("/a") }
            }
            let error = await #expect(throws: LoadTestError.self) { try await measure(plan) }
            #expect(error?.description.contains("warmUp is 2 s, the run ends after 2 s") == true)
            let open = LoadTest("long", target: "http://127.0.0.1:1", warmUp: .seconds(2)) {
                ArrivalGroup(rate: .perSecond(1), for: .seconds(2)) { HTTPGet("/a") }
            }
            await #expect(throws: LoadTestError.self) { try await measure(open) }
        }
    }
}
