import Foundation
import LoadTestingCore
import Synchronization
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// Loops, against a server that counts the requests.
    @Suite(.timeLimit(.minutes(1))) struct FlowLoops {
        private struct Items: Decodable, Sendable {
            var items: [Int]
        }

        @Test func `a loop repeats its steps, also inside another, in each iteration anew`()
            async throws
        {
            let server = try ScriptedServer()
            let result = try await measure(server.url, loops: 2) {
                Loop(3) {
                    HTTPGet("/outer")
                    Loop(2) { HTTPGet("/inner") }
                }
                HTTPGet("/after")
            }
            let pass = ["/outer", "/inner", "/inner"]
            let once = pass + pass + pass + ["/after"]
            #expect(server.arrivals == once + once)
            #expect(result.requests == 20 && result.errors == 0)
        }

        @Test func `while looks at its slot before each pass`() async throws {
            let asked = Mutex(0)
            let server = try ScriptedServer { request, connection in
                guard request.target == "/job" else {
                    connection.reply()
                    return
                }
                let count = asked.withLock {
                    $0 += 1
                    return $0
                }
                connection.reply(body: count.isMultiple(of: 3) ? "done" : "running")
            }
            let state = Slot<String>("state", initially: "queued")
            _ = try await measure(server.url, loops: 2) {
                While(state, where: { $0 != "done" }) {
                    HTTPGet("/job").capture(state, .body)
                }
                HTTPGet("/after/\(state)")
            }
            let once = ["/job", "/job", "/job", "/after/done"]
            #expect(server.arrivals == once + once)
        }

        @Test func `while whose condition does not hold does nothing`() async throws {
            let server = try ScriptedServer()
            let state = Slot<Int>("state", initially: 0)
            _ = try await measure(server.url) {
                While(state, where: { $0 > 0 }) { HTTPGet("/never") }
                HTTPGet("/after")
            }
            #expect(server.arrivals == ["/after"])
        }

        @Test func `while whose slot a failed capture emptied ends`() async throws {
            let server = try ScriptedServer()
            let state = Slot<Int>("state", initially: 1)
            let result = try await measure(server.url) {
                While(state, where: { _ in true }) {
                    HTTPGet("/job").capture(state, header: "X-None")
                }
            }
            #expect(server.arrivals == ["/job"])
            #expect(result.errorsByCause == [.capture("state"): 1])
        }

        @Test func `during repeats for its time and completes the pass that has begun`()
            async throws
        {
            let server = try ScriptedServer()
            let start = ContinuousClock.now
            _ = try await measure(server.url) {
                During(.milliseconds(300)) {
                    HTTPGet("/a")
                    Pause(.milliseconds(40))
                    HTTPGet("/b")
                }
                HTTPGet("/after")
            }
            let took = ContinuousClock.now - start
            #expect(took >= .milliseconds(300))
            #expect(server.arrivals(of: "/a") == server.arrivals(of: "/b"))
            #expect((3...8).contains(server.arrivals(of: "/a")))
            #expect(server.arrivals.last == "/after")
        }

        @Test func `during begins anew in each iteration, and its first pass always runs`()
            async throws
        {
            let server = try ScriptedServer()
            _ = try await measure(server.url, loops: 3) {
                During(.nanoseconds(1)) { HTTPGet("/a") }
            }
            #expect(server.arrivals == ["/a", "/a", "/a"])
        }

        @Test func `a time in which nothing is sent is in no response time`() async throws {
            let server = try ScriptedServer()
            let flag = Slot<Bool>("flag", initially: false)
            let result = try await measure(server.url) {
                During(.milliseconds(150)) {
                    If(flag, where: { $0 }) { HTTPGet("/never") }
                }
                HTTPGet("/after")
            }
            #expect(server.arrivals == ["/after"])
            #expect(result.duration >= .milliseconds(150))
            let slowest = try #require(result[LatencyMetric.percentile(100)])
            #expect(slowest < .milliseconds(100), "\(slowest)")
        }

        @Test(arguments: [1, 2])
        func `loops that send nothing end with their group and keep nobody waiting`(
            threads: Int
        ) async throws {
            let server = try ScriptedServer()
            let flag = Slot<Bool>("flag", initially: true)
            let result = try await measure(
                LoadTest("spin", target: server.url) {
                    ThreadGroup(users: 2, duration: .milliseconds(300)) {
                        While(flag, where: { $0 }) {}
                        HTTPGet("/never")
                    }
                    ThreadGroup(users: 2, duration: .milliseconds(300)) {
                        If(flag, where: { !$0 }) { HTTPGet("/never") }
                    }
                    ThreadGroup(users: 2, loops: 20) { HTTPGet("/a") }
                }, loops: threads)
            #expect(server.arrivals(of: "/a") == 40 && server.arrivals(of: "/never") == 0)
            #expect(result.requests == 40 && result.snapshot.end == .complete)
            #expect(result.duration < .seconds(3))
        }

        @Test func `for each hands out fixed values under one label`() async throws {
            let server = try ScriptedServer()
            let result = try await measure(server.url, loops: 2) {
                ForEach(["de", "en"], named: "language") { language in
                    ForEach([1, 2]) { HTTPGet("/\(language)/\($0)") }
                }
                ForEach([Int]()) { HTTPGet("/never/\($0)") }
            }
            let once = ["/de/1", "/de/2", "/en/1", "/en/2"]
            #expect(server.arrivals == once + once)
            #expect(result.requests(of: "GET /{language}/{value}") == 8)
        }

        @Test func `for each walks over a captured list, of each iteration its own`() async throws {
            let asked = Mutex(0)
            let server = try ScriptedServer { request, connection in
                let count = asked.withLock {
                    if request.target == "/list" { $0 += 1 }
                    return $0
                }
                let ids = count == 1 ? [7, 8, 9] : []
                let items = ids.map { #"{"id": \#($0)}"# }.joined(separator: ",")
                connection.reply(body: #"{"items": [\#(items)]}"#)
            }
            let ids = Slot<[Int]>("ids")
            let result = try await measure(server.url, loops: 2) {
                HTTPGet("/list").capture(ids, jsonPath: "$.items[*].id")
                ForEach(ids, named: "id") { HTTPGet("/items/\($0)") }
            }
            #expect(server.arrivals == ["/list", "/items/7", "/items/8", "/items/9", "/list"])
            #expect(result.errors == 0)
            #expect(result.requests(of: "GET /items/{id}") == 3)
        }

        @Test func `for each walks over a member of a slot`() async throws {
            let server = try ScriptedServer { _, connection in
                connection.reply(body: #"{"items": [4, 5]}"#)
            }
            let found = Slot<Items>("found")
            _ = try await measure(server.url) {
                HTTPGet("/list").capture(found, json: Items.self)
                ForEach(found.items) { HTTPGet("/\($0)") }
            }
            #expect(server.arrivals == ["/list", "/4", "/5"])
        }

        @Test(arguments: [1, 2])
        func `once is done by each user in its first iteration and its slots stay`(
            threads: Int
        ) async throws {
            let server = try ScriptedServer { request, connection in
                connection.reply(body: "\(request.connection)")
            }
            let token = Slot<String>("token", lifetime: .user)
            let result = try await measure(
                LoadTest("once", target: server.url) {
                    ThreadGroup(users: 4, loops: 3) {
                        Once { HTTPGet("/login").capture(token, .body) }
                        HTTPGet("/home").header("X-Token", "\(token)")
                    }
                }, loops: threads)
            #expect(server.arrivals(of: "/login") == 4)
            #expect(result.errors == 0 && result.requests == 16)
            let homes = server.requests.filter { $0.target == "/home" }
            #expect(homes.count == 12)
            #expect(homes.allSatisfy { $0.values(of: "X-Token") == ["\($0.connection)"] })
        }

        @Test func `a slot of the iteration is empty in the next one`() async throws {
            let asked = Mutex(0)
            let server = try ScriptedServer { request, connection in
                let count = asked.withLock {
                    $0 += 1
                    return $0
                }
                connection.reply(headers: count == 1 ? ["X-Token: t"] : [])
            }
            let token = Slot<String>("token")
            let result = try await measure(server.url, loops: 2) {
                HTTPGet("/login").capture(token, header: "X-Token")
                HTTPGet("/home/\(token)")
            }
            #expect(server.arrivals == ["/login", "/home/t", "/login"])
            #expect(result.errorsByCause == [.capture("token"): 1, .unfilled("token"): 1])
        }
    }
}
