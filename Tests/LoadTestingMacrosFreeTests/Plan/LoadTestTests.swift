import Foundation
import LoadTestingMacrosFree
import Testing

@Suite struct LoadTestTests {
    @Test func `the defaults are those of the rules`() {
        let plan = LoadTest("test", target: "http://h") {
            ThreadGroup(users: 1) { HTTPGet("/") }
        }
        #expect(plan.limit == .seconds(3_600))
        #expect(plan.drain == .seconds(30))
        #expect(plan.stopsWhenDead)
        #expect(plan.seed == 1)
        #expect(plan.groups[0].rampUp == .zero)
        #expect(plan.groups[0].startAfter == .zero)
        #expect(plan.groups[0].steps.samplers[0].settings.effectiveTimeout == .seconds(30))
    }

    @Test func `both initialisers pass everything on`() {
        let text = "http://h"
        let plans = [
            LoadTest(
                "a", target: text, allowing: .anyHost, seed: 7, limit: .seconds(2),
                drain: .seconds(3), stopsWhenDead: false
            ) {},
            LoadTest(
                "a", target: LoadTarget(text), allowing: .anyHost, seed: 7, limit: .seconds(2),
                drain: .seconds(3), stopsWhenDead: false
            ) {},
        ]
        for plan in plans {
            #expect(plan.name == "a")
            #expect(plan.target == "http://h")
            #expect(plan.policy == .anyHost)
            #expect(plan.seed == Seed(7))
            #expect(plan.limit == .seconds(2))
            #expect(plan.drain == .seconds(3))
            #expect(!plan.stopsWhenDead)
        }
    }

    @Test func `plan and group know where they stand`() {
        let text = "http://h"
        let line = #line + 1
        let plan = LoadTest("a", target: text) {
            ThreadGroup(users: 1) {}
        }
        #expect(plan.location.line == line)
        #expect(plan.location.description == "LoadTestTests.swift:\(line)")
        #expect(plan.groups[0].location.line == line + 1)
        #expect(LoadTest("a", target: LoadTarget(text)) {}.location.line == #line)
    }

    @Test func `seeds are repeated when printed and differ when random`() throws {
        #expect(Seed(42) == 42)
        let seeds = Set((0..<16).map { _ in Seed.random })
        #expect(seeds.count > 1)
        #expect(seeds.allSatisfy { $0.value > 0 && $0.value <= UInt64(UInt32.max) })
        let data = try JSONEncoder().encode(Seed(42))
        #expect(try JSONDecoder().decode(Seed.self, from: data) == 42)
    }
}

@Suite struct CodeLocationTests {
    @Test func `a location is equal by path, line and column`() {
        let here = CodeLocation(fileID: "M/F.swift", filePath: "/a/F.swift", line: 1, column: 2)
        var other = here
        #expect(here == other && here.hashValue == other.hashValue)
        other.fileID = "N/F.swift"
        #expect(here == other)
        other.line = 2
        #expect(here != other)
    }

    @Test func `a location survives JSON but for the path that only XCTest wants`() throws {
        let here = CodeLocation(fileID: "M/F.swift", filePath: "/a/F.swift", line: 1, column: 2)
        let data = try JSONEncoder().encode(here)
        let decoded = try JSONDecoder().decode(CodeLocation.self, from: data)
        #expect(decoded == here)
        #expect(decoded.fileID == "M/F.swift")
        #expect(here.staticFilePath?.description == "/a/F.swift")
        #expect(decoded.staticFilePath == nil)
    }

    @Test func `a location is written as file and line`() {
        let place = CodeLocation(fileID: "M/Sub/F.swift", filePath: "/F.swift", line: 12, column: 1)
        #expect(place.description == "F.swift:12")
        let empty = CodeLocation(fileID: "", filePath: "", line: 1, column: 1)
        #expect(empty.description == "?:1")
    }
}

@Suite struct LoadTestErrorTests {
    private let users = LoadTestError.Problem(.invalidPlan, "a has 0 users", remedy: "use 1")
    private let host = LoadTestError.Problem(.invalidTarget, "no host", remedy: "write one")

    @Test func `one problem stands on one line with its remedy`() {
        let error = LoadTestError(test: "health", problems: [users])
        #expect(error.description == "load test \"health\": a has 0 users: use 1")
        #expect(error.code == .invalidPlan)
    }

    @Test func `several problems stand on a line each, and the first gives the code`() {
        let error = LoadTestError(test: "health", problems: [host, users])
        #expect(
            error.description == """
                load test "health" has 2 problems:
                  - no host: write one
                  - a has 0 users: use 1
                """)
        #expect(error.code == .invalidTarget)
        #expect(error.code.description == "invalidTarget")
    }
}
