import Foundation
import LoadTestingCore
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// Rows and values that feeders provide.
    @Suite(.timeLimit(.minutes(1))) struct Feeders {
        private struct Person: Decodable, Sendable {
            var name: String
            var age: Int
        }

        /// The rows that 4 users of 5 iterations get from a feeder, in the order of arrival.
        private func fed(
            _ feeder: Feeder<Int>, threads: Int = 1, seed: Seed = 1
        ) async throws -> (rows: [Int], result: LoadTestResult) {
            let server = try ScriptedServer()
            let row = Slot<Int>("row")
            let result = try await measure(
                LoadTest("feeder", target: server.url, seed: seed) {
                    ThreadGroup(users: 4, loops: 5) {
                        Feed(feeder, into: row)
                        HTTPGet("/\(row)")
                    }
                }, loops: threads)
            #expect(result.errors == 0)
            let rows = server.arrivals.compactMap { Int($0.dropFirst()) }
            return (rows: rows, result: result)
        }

        @Test(arguments: [1, 2])
        func `circular hands out all rows, then again`(threads: Int) async throws {
            let (rows, _) = try await fed(Feeder([1, 2, 3, 4, 5]), threads: threads)
            #expect(rows.sorted() == (1...5).flatMap { Array(repeating: $0, count: 4) })
        }

        @Test(arguments: [1, 2])
        func `queue hands out each row once and ends the users that find none`(
            threads: Int
        ) async throws {
            let (rows, result) = try await fed(
                Feeder(Array(1...13), order: .queue), threads: threads)
            #expect(rows.sorted() == Array(1...13))
            #expect(result.verdict == .passed && result.snapshot.end == .complete)
        }

        @Test(arguments: [1, 2])
        func `queueOrFail ends the run, which has failed`(threads: Int) async throws {
            let (rows, result) = try await fed(
                Feeder(Array(1...13), order: .queueOrFail), threads: threads)
            #expect(Set(rows).count == rows.count && rows.count <= 13)
            #expect(result.verdict == .failed && result.snapshot.end == .outOfRows)
            #expect(result.findings.contains { $0.message.contains("queueOrFail") })
            let (_, enough) = try await fed(Feeder(Array(1...20), order: .queueOrFail))
            #expect(enough.verdict == .passed)
        }

        @Test(arguments: [1, 2])
        func `shuffled hands out each row once in a round, in another order in each`(
            threads: Int
        ) async throws {
            let (rows, _) = try await fed(
                Feeder(Array(1...10), order: .shuffled), threads: threads)
            #expect(rows.sorted() == (1...10).flatMap { [$0, $0] })
        }

        @Test func `shuffled repeats with its seed and differs with another`() async throws {
            let one = Slot<Int>("one")
            func order(_ seed: Seed) async throws -> [String] {
                let server = try ScriptedServer()
                let feeder = Feeder(Array(1...10), order: .shuffled)
                _ = try await measure(
                    LoadTest("feeder", target: server.url, seed: seed) {
                        ThreadGroup(users: 1, loops: 20) {
                            Feed(feeder, into: one)
                            HTTPGet("/\(one)")
                        }
                    })
                return server.arrivals
            }
            let (first, again, other) = (
                try await order(5), try await order(5), try await order(6)
            )
            #expect(first == again && first != other)
            let (round, next) = (Array(first[..<10]), Array(first[10...]))
            #expect(Set(round).count == 10 && Set(next).count == 10 && round != next)
            #expect(round != (1...10).map { "/\($0)" })
        }

        @Test func `two shuffled feeders are not in step`() async throws {
            let server = try ScriptedServer()
            let (a, b) = (Slot<Int>("a"), Slot<Int>("b"))
            let (first, second) = (
                Feeder(Array(1...10), order: .shuffled), Feeder(Array(1...10), order: .shuffled)
            )
            _ = try await measure(server.url, loops: 10) {
                Feed(first, into: a)
                Feed(second, into: b)
                HTTPGet("/\(a)/\(b)")
            }
            let pairs = server.arrivals.map { $0.split(separator: "/") }
            #expect(pairs.count == 10 && pairs.contains { $0[0] != $0[1] })
        }

        @Test func `random draws rows by seed, user and iteration on any number of threads`()
            async throws
        {
            let feeder = Feeder(Array(1...1_000), order: .random)
            let (one, _) = try await fed(feeder, seed: 9)
            let (two, _) = try await fed(feeder, threads: 2, seed: 9)
            let (other, _) = try await fed(feeder, seed: 8)
            #expect(one.sorted() == two.sorted())
            #expect(one.sorted() != other.sorted())
            #expect(Set(one).count > 15)
        }

        @Test func `a feeder at two places is one sequence, and each run begins anew`()
            async throws
        {
            let server = try ScriptedServer()
            let (feeder, row) = (Feeder([1, 2, 3]), Slot<Int>("row"))
            for _ in 0..<2 {
                _ = try await measure(server.url, loops: 2) {
                    Feed(feeder, into: row)
                    HTTPGet("/a/\(row)")
                    Feed(feeder, into: row)
                    HTTPGet("/b/\(row)")
                }
            }
            let once = ["/a/1", "/b/2", "/a/3", "/b/1"]
            #expect(server.arrivals == once + once)
        }

        @Test(arguments: [1, 2])
        func `a counter gives no two users the same number`(threads: Int) async throws {
            let (rows, _) = try await fed(.counter(from: 100, step: 5), threads: threads)
            #expect(rows.sorted() == (0..<20).map { 100 + 5 * $0 })
            let (numbers, _) = try await fed(.random(in: 1...6), threads: threads)
            #expect(numbers.count == 20 && Set(numbers).isSubset(of: 1...6))
            #expect(Set(numbers).count > 2)
        }

        @Test func `texts, UUIDs and timestamps have their form and repeat with the seed`()
            async throws
        {
            func values(threads: Int) async throws -> [[String]] {
                let server = try ScriptedServer()
                let (id, text) = (Slot<String>("id"), Slot<String>("text"))
                let time = Slot<Int>("time")
                _ = try await measure(
                    LoadTest("generators", target: server.url, seed: 11) {
                        ThreadGroup(users: 4, loops: 5) {
                            Feed(.uuid, into: id)
                            Feed(.randomText(length: 12, of: "xyz"), into: text)
                            Feed(.timestamp, into: time)
                            HTTPGet("/\(id)/\(text)/\(time)")
                        }
                    }, loops: threads)
                return server.arrivals.map { $0.split(separator: "/").map(String.init) }
            }
            let now = Int(Date().timeIntervalSince1970 * 1_000)
            let form = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/
            let one = try await values(threads: 1)
            #expect(one.count == 20 && Set(one.map { $0[0] }).count == 20)
            for value in one {
                #expect(value[0].wholeMatch(of: form) != nil, "\(value)")
                #expect(value[1].wholeMatch(of: /[xyz]{12}/) != nil, "\(value)")
                #expect(abs(try #require(Int(value[2])) - now) < 20_000, "\(value)")
            }
            #expect(Set(one.map { $0[1] }).count > 18)
            let two = try await values(threads: 2)
            #expect(Set(one.map { $0[0] + $0[1] }) == Set(two.map { $0[0] + $0[1] }))
        }

        @Test func `rows of a CSV and of a JSON file fill typed slots`() async throws {
            let folder = URL(fileURLWithPath: NSTemporaryDirectory())
                .appendingPathComponent(UUID().uuidString)
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            let (csv, json) = (
                folder.appendingPathComponent("a.csv"), folder.appendingPathComponent("a.json")
            )
            try "age;name\n41;\"Anna; M\"\n42;Ben\n".write(
                to: csv, atomically: true, encoding: .utf8)
            try #"[{"name": "Cleo", "age": 43}, {"name": "Dan", "age": 44}]"#.write(
                to: json, atomically: true, encoding: .utf8)
            let server = try ScriptedServer()
            let (one, two) = (Slot<Person>("one"), Slot<Person>("two"))
            let people = Feeder(csv: csv.path, as: Person.self, delimiter: ";")
            let others = Feeder(json: json.path, as: Person.self, order: .queue)
            _ = try await measure(server.url, loops: 3) {
                Feed(people, into: one)
                Feed(others, into: two)
                HTTPPost("/\(one.age)/\(two.age)", body: "\(one.name) and \(two.name)")
            }
            #expect(server.arrivals == ["/41/43", "/42/44"])
            #expect(server.requests.map(\.text) == ["Anna; M and Cleo", "Ben and Dan"])
        }
    }
}
