import Foundation
import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

/// Plans that are refused before the first request, with value and remedy.
@Suite struct PlanProblemTests {
    /// The problems of a plan of one group of 4 users, a line each.
    private func problems(
        _ defaults: HTTPDefaults = HTTPDefaults(), loops: Int = 1,
        @StepsBuilder _ steps: () -> Steps
    ) -> [String] {
        let steps = steps()
        return problems(
            of: LoadTest("bad", target: "http://127.0.0.1:1") {
                ThreadGroup(users: 4, loops: loops) { steps }.defaults(defaults)
            })
    }

    private func problems(of plan: LoadTest) -> [String] {
        do {
            _ = try ProgramCompiler.compile(plan, environment: [:])
            return []
        } catch {
            #expect(error.problems.allSatisfy { !$0.remedy.isEmpty })
            return error.problems.map { "\($0.message): \($0.remedy)" }
        }
    }

    /// Expects one problem that holds all these words.
    private func expect(
        _ problems: [String], _ words: String..., location: SourceLocation = #_sourceLocation
    ) {
        #expect(problems.count == 1, "\(problems)", sourceLocation: location)
        for word in words {
            #expect(
                problems.first?.contains(word) == true, "\(word): \(problems)",
                sourceLocation: location)
        }
    }

    @Test func `counts, times and weights`() {
        expect(problems { Loop(-1) { HTTPGet("/") } }, "Loop(-1)", "PlanProblemTests", "at least 1")
        expect(problems { Loop(0) { HTTPGet("/") } }, "Loop(0)")
        expect(problems { Retry(attempts: 0) { HTTPGet("/") } }, "Retry(attempts: 0)", "at least 1")
        expect(problems { During(.zero) { HTTPGet("/") } }, "During(0", "more than zero")
        expect(
            problems {
                Pace(every: .zero); HTTPGet("/")
            }, "pace of 0", "more than zero")
        expect(
            problems {
                Pause(.seconds(-1)); HTTPGet("/")
            }, "pause of -1 s", "zero or more")
        expect(
            problems {
                Pause.gaussian(mean: .seconds(1), deviation: .seconds(-1)); HTTPGet("/")
            },
            "-1 s")
        expect(
            problems { Mix { Share(0) { HTTPGet("/") } } }, "weights of a Mix add up to 0", "80")
        expect(
            problems {
                Mix {
                    Share(-5) { HTTPGet("/a") }
                    Share(5) { HTTPGet("/b") }
                }
            }, "Share(-5)", "zero or more")
        expect(
            problems {
                Mix {
                    Share(.max) { HTTPGet("/a") }
                    Share(.max) { HTTPGet("/b") }
                }
            }, "too large")
        expect(
            problems {
                Rendezvous(users: 5); HTTPGet("/")
            }, "Rendezvous(users: 5)", "4 users",
            "1 to 4")
        expect(
            problems {
                Rendezvous(users: 0); HTTPGet("/")
            }, "Rendezvous(users: 0)")
        expect(
            problems {
                Rendezvous(users: 2, within: .zero); HTTPGet("/")
            }, "within 0")
        expect(
            problems {
                Parallel {}; HTTPGet("/")
            }, "Parallel of 0 requests", "1 to 100")
        expect(
            problems(
                of: LoadTest("bad", target: "http://127.0.0.1:1") {
                    ThreadGroup(users: 1) { HTTPGet("/") }.limit(.perSecond(0))
                }), "limit of 0", "more than zero")
    }

    @Test func `what sends nothing, and paces in transactions`() {
        expect(
            problems {
                HTTPGet("/"); Transaction("t") { Pause(.seconds(1)) }
            },
            "transaction \"t\" sends no request")
        expect(
            problems {
                Transaction("t") {
                    Loop(2) { Pace(every: .seconds(1)) }; HTTPGet("/")
                }
            },
            "Pace inside a Transaction", "before the transaction")
        expect(problems { Pause(.seconds(1)) }, "sends no request")
        expect(
            problems {
                Transaction("GET /") { HTTPGet("/a") }; HTTPGet("/")
            }, "\"GET /\"",
            "another name")
        expect(problems { Transaction("") { HTTPGet("/a") } }, "name of a transaction is empty")
    }

    @Test func `headers, base paths, redirects and limits`() {
        for value in ["a\r\nX: 1", "a\nb", "a\rb", "a\u{0}b"] {
            expect(problems { HTTPGet("/").header("X-A", value) }, "X-A", "one line")
            expect(problems(HTTPDefaults(headers: ["X-A": "\(value)"])) { HTTPGet("/") }, "X-A")
            expect(problems { HTTPGet("/").authorization(.bearer("\(value)")) }, "Authorization")
        }
        expect(problems { HTTPGet("/").header("X A\r\n", "b") }, "X A", "letters, digits")
        for path in ["x/", "/x/", "x", "/x?y=1", "/"] {
            expect(
                problems(HTTPDefaults(basePath: path)) { HTTPGet("/") }, "base path \"\(path)\"",
                "/api/v2")
        }
        for limit in [0, 31, -1] {
            expect(
                problems { HTTPGet("/").redirects(.follow(limit: limit, crossesOrigins: true)) },
                "\(limit) redirects", "1 to 30")
        }
        expect(problems { HTTPGet("/").bodyLimit(0) }, "body limit of 0")
        expect(problems { HTTPGet("/", timeout: .zero) }, "time-out of 0", "1 ms")
        expect(problems { HTTPGet("/").check(.status()) }, "names no status")
        let part = FormPart.file("f", bytes: [1], fileName: "a", contentType: "a\r\nX: 1")
        expect(problems { HTTPPost("/", body: .multipart(part)) }, "one line")
        let file = HTTPBody.file(#filePath, contentType: "a\nb")
        expect(problems { HTTPPost("/", body: file) }, "content type", "one line")
    }

    @Test func `JSON paths that are none`() {
        let (slot, list) = (Slot<Int>("slot"), Slot<[Int]>("list"))
        for path in ["$.", "$..a", "$[", "$.a[x]", "$.a-b", "$['a"] {
            expect(problems { HTTPGet("/").capture(slot, jsonPath: path) }, path, "[*]", "capture")
            expect(problems { HTTPGet("/").capture(list, jsonPath: path) }, path, "[*]")
            expect(problems { HTTPGet("/").check(.jsonPath(path, equals: 1)) }, path, "check")
        }
    }

    private struct Person: Decodable, Sendable {
        var name: String
        var age: Int
        var isOld: Bool { age > 90 }
    }

    private func fed(_ feeder: Feeder<Person>) -> [String] {
        let person = Slot<Person>("person")
        return problems {
            Feed(feeder, into: person)
            HTTPGet("/\(person.name)")
        }
    }

    /// The path of a file that is removed at the end of the process's tests.
    private func file(_ text: String, _ ending: String) throws -> String {
        let path = NSTemporaryDirectory() + "flow-\(UUID().uuidString).\(ending)"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    @Test func `files and feeders`() throws {
        let csv = try ["name,years\nA,1\n", "name,age\nA,1\nB,old\n", "name,age\n", ""].map {
            try file($0, "csv")
        }
        let json = try ["[{\"name\": \"A\", \"age\": \"1\"}]", "{\"name\": 1}", "[]", "[1,"].map {
            try file($0, "json")
        }
        defer { for path in csv + json { try? FileManager.default.removeItem(atPath: path) } }
        expect(fed(Feeder(csv: csv[0])), "age", "name, years")
        expect(fed(Feeder(csv: csv[1])), "line 3", "old", "age")
        expect(fed(Feeder(csv: csv[2])), "row")
        expect(fed(Feeder(csv: csv[3])), "empty")
        expect(fed(Feeder(csv: "/none.csv")), "/none.csv")
        expect(fed(Feeder(json: json[0])), "age", "line 1")
        expect(fed(Feeder(json: json[1])), json[1])
        expect(fed(Feeder(json: json[2])), json[2])
        expect(fed(Feeder(json: json[3])), json[3])
        expect(fed(Feeder([])), "no rows", "PlanProblemTests", "at least one")
        let text = Slot<String>("text")
        expect(
            problems {
                Feed(.randomText(length: 0), into: text); HTTPGet("/\(text)")
            },
            "random text of 0")
        expect(
            problems {
                Feed(.randomText(length: 3, of: ""), into: text); HTTPGet("/\(text)")
            },
            "of 0 characters")
    }

    @Test func `what is wrong is reported all at once`() {
        let slot = Slot<Int>("slot")
        let all = problems(HTTPDefaults(basePath: "x/")) {
            Loop(-1) { HTTPGet("/\(slot)") }
            Mix { Share(0) { HTTPGet("/") } }
            HTTPGet("/").header("A", "b\nc")
            Retry(attempts: -2) { HTTPGet("/").redirects(.follow(limit: 31)) }
        }
        #expect(all.count == 7, "\(all)")
    }
}
