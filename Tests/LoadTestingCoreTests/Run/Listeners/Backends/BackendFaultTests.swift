import LoadTestingMacrosFree
import Synchronization
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Runs whose backend is broken: the result is that of a run without one.
    @Suite(.timeLimit(.minutes(2))) struct BrokenBackends {
        private func result(
            telling backend: ScriptedServer, for duration: Duration = .milliseconds(100)
        ) async throws -> (result: LoadTestResult, note: String) {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("broken", target: server.url) {
                    ThreadGroup(users: 2, duration: duration) {
                        HTTPGet("/")
                        Pause(.milliseconds(10))
                    }
                    InfluxDB(
                        backend.url, organisation: "o r", bucket: "b&c", token: "CANARY-token-1",
                        every: .seconds(1))
                    expect(.errorRate <= .percent(0))
                })
            #expect(result.verdict == .passed && result.requests > 0)
            #expect(!result.notes.joined().contains("CANARY"))
            let name = "InfluxDB \(backend.url): "
            return (
                result,
                result.notes.first { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) }
                    ?? ""
            )
        }

        @Test func `a backend that takes all gets each interval once, with its token`()
            async throws
        {
            let backend = try ScriptedServer { _, connection in
                connection.send("HTTP/1.1 204 No Content\r\n\r\n")
            }
            let (result, note) = try await result(telling: backend, for: .milliseconds(2_100))
            #expect(note == "")
            let requests = backend.requests
            #expect(requests.allSatisfy { $0.target == "/api/v2/write?org=o%20r&bucket=b%26c" })
            #expect(
                requests.allSatisfy { $0.values(of: "Authorization") == ["Token CANARY-token-1"] })
            #expect(requests.allSatisfy { $0.values(of: "Expect").isEmpty })
            #expect(requests.count >= 3 && backend.connectionCount == 1)
            let lines = requests.flatMap { $0.text.split(separator: "\n") }
            let totals = lines.filter { $0.contains("transaction=all,") }
            let counts = totals.compactMap { line in
                line.firstMatch(of: /count=(\d+),/).flatMap { Int($0.1) }
            }
            #expect(counts.reduce(0, +) == Int(result.requests))
            #expect(lines.first?.contains("text=\"started\"") == true)
            #expect(lines.last?.contains("text=\"ended\"") == true)
        }

        @Test func `an answer of 500 is repeated once and noted, without the token`() async throws {
            let backend = try ScriptedServer { request, connection in
                let field = request.values(of: "Authorization").joined()
                connection.reply("500 Oops", body: "I know \(field), do I?")
            }
            let note = try await result(telling: backend).note
            // The interval, and the end of the load.
            #expect(note.hasPrefix("2 of 2 batches were not written: it answered 500: I know "))
            let bodies = backend.requests.map(\.body)
            #expect(bodies.count == 4 && bodies[0] == bodies[1] && bodies[2] == bodies[3])
        }

        @Test func `one that fails once gets the batch with the next attempt`() async throws {
            let isFirst = Mutex(true)
            let backend = try ScriptedServer { _, connection in
                let fails = isFirst.withLock { first in
                    defer { first = false }
                    return first
                }
                if fails { connection.reset() } else { connection.reply("204 No Content") }
            }
            #expect(try await result(telling: backend).note == "")
            let bodies = backend.requests.map(\.body)
            #expect(bodies.count == 3 && bodies[0] == bodies[1] && bodies[1] != bodies[2])
        }

        @Test func `one that closes in the middle of its answer is noted`() async throws {
            let backend = try ScriptedServer { _, connection in
                connection.send("HTTP/1.1 20")
                connection.close()
            }
            let note = try await result(telling: backend).note
            #expect(note.hasPrefix("2 of 2 batches were not written: "))
            #expect(backend.requests.count == 4)
        }

        @Test func `one that never answers takes 5 s of the end, and no more of the load`()
            async throws
        {
            let backend = try ScriptedServer { _, _ in }
            let start = ContinuousClock.now
            let (result, note) = try await result(telling: backend, for: .milliseconds(1_500))
            #expect(note.hasPrefix("3 of 3 batches were not written: "), "\(note)")
            // The load did not wait: its end did.
            let load = Duration.nanoseconds(result.snapshot.durationNanoseconds)
            #expect(ContinuousClock.now - start - load > .seconds(4))
        }

        @Test func `one that dies during the run loses what comes after`() async throws {
            let backend = try ScriptedServer { _, connection in
                connection.reply("204 No Content")
            }
            async let told = result(telling: backend, for: .milliseconds(3_500))
            #expect(await eventually(within: .seconds(10)) { backend.requests.count >= 1 })
            backend.stop()
            let note = try await told.note
            #expect(note.hasSuffix("not written: connection refused"), "\(note)")
            let counts = try #require(note.firstMatch(of: /^(\d+) of (\d+) batch/))
            #expect(Int(counts.1) ?? 0 < Int(counts.2) ?? 0)
        }
    }
}
