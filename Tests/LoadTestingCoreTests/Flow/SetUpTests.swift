import LoadTestingCore
import Synchronization
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// Set-up and tear-down around the load.
    @Suite(.timeLimit(.minutes(1))) struct SetUps {
        @Test(arguments: [1, 2])
        func `set-up fills the slots of all users, and neither part is counted`(
            threads: Int
        ) async throws {
            let server = try ScriptedServer { request, connection in
                connection.reply(body: request.target == "/token" ? "t-9" : "ok")
            }
            let token = Slot<String>("token")
            let run = Slot<Int>("run")
            let result = try await measure(
                LoadTest("set-up", target: server.url) {
                    TearDown { HTTPDelete("/clean/\(token)/\(run)") }
                    SetUp {
                        HTTPPost("/seed")
                        HTTPGet("/token").capture(token, .body)
                    }
                    SetUp {
                        HTTPGet("/second/\(token)")
                        Feed(.counter(from: 40), into: run)
                    }
                    ThreadGroup(users: 3, loops: 2) {
                        HTTPGet("/load/\(run)").header("X-Token", "\(token)")
                    }
                }, loops: threads)
            let load = Array(repeating: "/load/40", count: 6)
            #expect(
                server.arrivals == ["/seed", "/token", "/second/t-9"] + load + ["/clean/t-9/40"])
            #expect(server.requests[3..<9].allSatisfy { $0.values(of: "X-Token") == ["t-9"] })
            #expect(result.requests == 6 && result.errors == 0)
            #expect(result.labels == ["GET /load/{run}"])
            #expect(result.notes.isEmpty)
        }

        @Test func `a value that a user overwrites is the set-up's again in the next iteration`()
            async throws
        {
            let server = try ScriptedServer { request, connection in
                connection.reply(body: request.target == "/token" ? "first" : "second")
            }
            let token = Slot<String>("token")
            _ = try await measure(
                LoadTest("set-up", target: server.url) {
                    SetUp { HTTPGet("/token").capture(token, .body) }
                    ThreadGroup(users: 1, loops: 2) { HTTPGet("/\(token)").capture(token, .body) }
                })
            #expect(server.arrivals == ["/token", "/first", "/first"])
        }

        @Test func `a set-up that fails sends no load, and the tear-down still runs`()
            async throws
        {
            let server = try ScriptedServer.failingBad()
            let plan = LoadTest("set-up", target: server.url) {
                SetUp {
                    HTTPGet("/bad")
                    HTTPGet("/never")
                }
                SetUp { HTTPGet("/never") }
                ThreadGroup(users: 2) { HTTPGet("/never") }
                TearDown { HTTPGet("/clean") }
            }
            let error = await #expect(throws: LoadTestError.self) { try await measure(plan) }
            #expect(error?.code == .setUpFailed)
            #expect(error?.problems.first?.message.contains("GET /bad") == true)
            #expect(error?.problems.first?.message.contains("http(500)") == true)
            #expect(server.arrivals == ["/bad", "/clean"])
        }

        @Test func `a set-up that takes too long has failed`() async throws {
            let server = try ScriptedServer { _, _ in }
            let plan = LoadTest("set-up", target: server.url, drain: .milliseconds(50)) {
                SetUp(within: .milliseconds(100)) { HTTPGet("/slow") }
                ThreadGroup(users: 2) { HTTPGet("/never") }
            }
            let error = await #expect(throws: LoadTestError.self) { try await measure(plan) }
            #expect(error?.code == .setUpFailed)
            #expect(error?.problems.first?.message.contains("too long") == true)
            #expect(server.arrivals(of: "/never") == 0)
        }

        @Test func `a set-up that is cancelled sends no load, and the tear-down still runs`()
            async throws
        {
            let server = try ScriptedServer { request, connection in
                if request.target != "/slow" { connection.reply() }
            }
            let plan = LoadTest("set-up", target: server.url) {
                SetUp { HTTPGet("/slow") }
                ThreadGroup(users: 2) { HTTPGet("/never") }
                TearDown { HTTPGet("/clean") }
            }
            let task = Task { try await measure(plan) }
            #expect(await eventually { server.arrivals == ["/slow"] })
            task.cancel()
            let error = await #expect(throws: LoadTestError.self) { try await task.value }
            #expect(error?.problems.first?.message == "SetUp was aborted")
            #expect(server.arrivals == ["/slow", "/clean"])
        }

        @Test func `a set-up that a retry saves has not failed`() async throws {
            let server = try ScriptedServer { request, connection in
                let isReady = request.target != "/ready" || request.ordinal > 2
                connection.reply(isReady ? "200 OK" : "503 Not yet")
            }
            let result = try await measure(
                LoadTest("set-up", target: server.url) {
                    SetUp { Retry(attempts: 5) { HTTPGet("/ready") } }
                    ThreadGroup(users: 1) { HTTPGet("/load") }
                })
            #expect(server.arrivals == ["/ready", "/ready", "/ready", "/load"])
            #expect(result.requests == 1 && result.errors == 0)
        }

        @Test func `a tear-down that fails continues and is a note`() async throws {
            let server = try ScriptedServer.failingBad()
            let result = try await measure(
                LoadTest("tear-down", target: server.url) {
                    ThreadGroup(users: 1) { HTTPGet("/load") }
                    TearDown {
                        HTTPDelete("/bad")
                        HTTPDelete("/rest")
                    }
                    TearDown { HTTPGet("/last") }
                })
            #expect(server.arrivals == ["/load", "/bad", "/rest", "/last"])
            #expect(result.verdict == .passed && result.errors == 0)
            #expect(result.notes.count == 1)
            #expect(result.notes.first?.contains("DELETE /bad") == true, "\(result.notes)")
            #expect(result.description.contains("TearDown failed"))
        }

        @Test func `the tear-down runs after a load that was cancelled`() async throws {
            let server = try ScriptedServer()
            let plan = LoadTest("tear-down", target: server.url) {
                ThreadGroup(users: 1, duration: .seconds(50)) {
                    HTTPGet("/load")
                    Pause(.milliseconds(5))
                }
                TearDown { HTTPGet("/clean") }
            }
            let task = Task { try await measure(plan) }
            #expect(await eventually { server.arrivals.count > 3 })
            task.cancel()
            let result = try await task.value
            #expect(result.wasAborted)
            #expect(server.arrivals.last == "/clean" && server.arrivals(of: "/clean") == 1)
        }

        @Test func `what set-up and tear-down draw, no user of the load draws`() async throws {
            let server = try ScriptedServer()
            let id = Slot<String>("id")
            @StepsBuilder func seed() -> Steps {
                Feed(.uuid, into: id)
                HTTPPost("/\(id)")
            }
            _ = try await measure(
                LoadTest("set-up", target: server.url) {
                    SetUp { seed() }
                    SetUp { seed() }
                    ThreadGroup(users: 2, loops: 2) { seed() }
                    TearDown { seed() }
                })
            #expect(server.arrivals.count == 7 && Set(server.arrivals).count == 7)
        }

        @Test func `feeders go on from the set-up into the load`() async throws {
            let server = try ScriptedServer()
            let rows = Feeder([1, 2, 3], order: .queue)
            let row = Slot<Int>("row")
            _ = try await measure(
                LoadTest("set-up", target: server.url) {
                    SetUp {
                        Feed(rows, into: row)
                        HTTPGet("/set-up/\(row)")
                    }
                    ThreadGroup(users: 1, loops: 5) {
                        Feed(rows, into: row)
                        HTTPGet("/load/\(row)")
                    }
                })
            #expect(server.arrivals == ["/set-up/1", "/load/2", "/load/3"])
        }
    }
}
