import LoadTesting
import LoadTestingCore
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// Starts, pauses and ends of users.
    @Suite(.timeLimit(.minutes(1))) struct Times {
        /// The time that a busy machine may add.
        private static let margin = Duration.milliseconds(150)

        @Test(arguments: [1, 2])
        func usersStartEvenlyOverTheRamp(_ loops: Int) async throws {
            let server = try ScriptedServer()
            _ = try await measure(
                LoadTest("ramp", target: server.url) {
                    ThreadGroup(users: 20, rampUp: .seconds(1), loops: 1) { HTTPGet("/") }
                }, loops: loops)
            let instants = server.requests.map(\.instant).sorted()
            let first = try #require(instants.first)
            for (user, instant) in instants.enumerated() {
                let late = first.duration(to: instant) - .milliseconds(50) * user
                #expect(late > .zero - Self.margin && late < Self.margin, "user \(user): \(late)")
            }
        }

        @Test func groupStartsAfterItsTime() async throws {
            let server = try ScriptedServer()
            _ = try await measure(
                LoadTest("two groups", target: server.url) {
                    ThreadGroup(users: 2) { HTTPGet("/now") }
                    ThreadGroup(users: 2, startAfter: .milliseconds(400)) { HTTPGet("/later") }
                })
            let now = try #require(server.requests.first { $0.target == "/now" })
            let later = try #require(server.requests.first { $0.target == "/later" })
            let gap = now.instant.duration(to: later.instant)
            #expect(
                gap > .milliseconds(400) - Self.margin && gap < .milliseconds(400) + Self.margin)
        }

        @Test func noStepStartsAfterTheDurationAndAllAreWaitedFor() async throws {
            let server = try ScriptedServer { _, connection in
                connection.pause(.milliseconds(120))
                connection.reply()
            }
            let result = try await measure(
                LoadTest("duration", target: server.url) {
                    ThreadGroup(users: 5, duration: .milliseconds(500)) { HTTPGet("/") }
                })
            let instants = server.requests.map(\.instant).sorted()
            let span = try #require(instants.first).duration(to: try #require(instants.last))
            #expect(span < .milliseconds(500) + Self.margin)
            #expect(result.errors == 0)
            #expect(result.requests == server.requests.count)
            #expect(result.duration > .milliseconds(500))
            #expect(result.snapshot.end == .complete)
        }

        @Test func whatOutlastsTheDrainHasFailed() async throws {
            let server = try ScriptedServer { _, _ in }
            let result = try await measure(
                LoadTest("drain", target: server.url, drain: .milliseconds(200)) {
                    ThreadGroup(users: 5, duration: .milliseconds(300)) { HTTPGet("/") }
                })
            #expect(result.errorsByCause == [.drainTimeout: 5])
            #expect(result.duration >= .milliseconds(500))
            #expect(result.duration < .seconds(2))
            let shortest = try #require(result.all.failedService.minimum)
            #expect(shortest > .milliseconds(400))
            #expect(FailureCause.drainTimeout.description == "timeout(drain)")
        }

        @Test func usersBeyondTheLimitNeverStartAndAreReported() async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("limit", target: server.url, limit: .milliseconds(500)) {
                    ThreadGroup(users: 10, rampUp: .seconds(2), loops: 1_000) {
                        HTTPGet("/")
                        Pause(.milliseconds(20))
                    }
                })
            #expect(result.snapshot.end == .limit)
            #expect(result.verdict == .failed)
            #expect(result.findings.contains { $0.message.contains("limit") })
            #expect((6...8).contains(result.snapshot.unstartedUsers))
            #expect(server.connectionCount + result.snapshot.unstartedUsers == 10)
            #expect(result.description.contains("users never started"))
            #expect(result.duration < .milliseconds(500) + .seconds(1))
        }

        @Test func loopsOrDurationWhicheverIsFirst() async throws {
            let server = try ScriptedServer()
            let byLoops = try await measure(
                LoadTest("loops", target: server.url) {
                    ThreadGroup(users: 3, loops: 2, duration: .seconds(20)) { HTTPGet("/") }
                })
            #expect(byLoops.requests == 6)
            #expect(byLoops.duration < .seconds(10))
            let byDuration = try await measure(
                LoadTest("duration", target: server.url) {
                    ThreadGroup(users: 3, loops: 1_000_000, duration: .milliseconds(300)) {
                        HTTPGet("/")
                        Pause(.milliseconds(5))
                    }
                })
            #expect(byDuration.requests < 1_000)
            #expect(byDuration.duration < .seconds(5))
            #expect(byDuration.snapshot.end == .complete)
        }

        @Test func pauseIsAtLeastAsLongAsStated() async throws {
            let server = try ScriptedServer()
            let result = try await measure(server.url, loops: 4) {
                HTTPGet("/")
                Pause(.milliseconds(80))
            }
            let instants = server.requests.map(\.instant)
            for (earlier, later) in zip(instants, instants.dropFirst()) {
                let gap = earlier.duration(to: later)
                #expect(gap > .milliseconds(79) && gap < .milliseconds(80) + Self.margin)
            }
            // A pause is no part of any time that is measured.
            #expect(try #require(result.all.okResponse.maximum) < .milliseconds(79))
        }

        /// Users of one loop share a thread, but none waits for what another one receives.
        @Test func slowAnswersDelayNobodyElse() async throws {
            let server = try ScriptedServer { request, connection in
                guard request.target == "/slow" else {
                    _ = connection.reply()
                    return
                }
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n")
                connection.drip(String(repeating: "a", count: 60), every: .milliseconds(10))
            }
            let result = try await measure(
                LoadTest("slow", target: server.url) {
                    ThreadGroup("slow", users: 100, loops: 1) { HTTPGet("/slow") }
                    ThreadGroup("quick", users: 5, duration: .milliseconds(500)) {
                        HTTPGet("/quick")
                        Pause(.milliseconds(5))
                    }
                })
            #expect(result.errors == 0)
            let quick = try #require(result.snapshot.total(of: "GET /quick"))
            #expect(quick.succeeded > 100)
            #expect(try #require(quick.okService.percentile(90)) < .milliseconds(100))
            let slow = try #require(result.snapshot.total(of: "GET /slow"))
            #expect(try #require(slow.okService.minimum) > .milliseconds(590))
        }

        @Test(arguments: [1, 2, 4])
        func drawsDependOnSeedAndUserOnly(_ loops: Int) async throws {
            let server = try ScriptedServer()
            _ = try await measure(
                LoadTest("draws", target: server.url, seed: 7) {
                    ThreadGroup(users: 8) {
                        HTTPGet("/")
                        Pause(.zero ... .milliseconds(600))
                        HTTPGet("/")
                    }
                }, loops: loops)
            let pairs = Dictionary(grouping: server.requests, by: \.connection).values
            let seen = pairs.compactMap { pair in
                pair.last.map { pair[0].instant.duration(to: $0.instant) }
            }.sorted()
            let drawn = (Int64(0)..<8).map { user -> Duration in
                let bits = RandomDraw.bits(seed: 7, user: user, iteration: 0, draw: 0)
                return .nanoseconds(RandomDraw.integer(in: 0...600_000_000, bits: bits))
            }.sorted()
            #expect(seen.count == 8)
            for (seen, drawn) in zip(seen, drawn) {
                #expect(seen > drawn - .milliseconds(20) && seen < drawn + Self.margin)
            }
        }
    }
}
