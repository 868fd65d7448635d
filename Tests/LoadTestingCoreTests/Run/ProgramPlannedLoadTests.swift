import LoadTesting
import Testing

@testable import LoadTestingCore

@Suite struct ProgramPlannedLoadTests {
    private func load(@LoadTestBuilder _ elements: () -> LoadTestElements) throws -> PlannedLoad? {
        let plan = LoadTest("planned", target: "http://127.0.0.1:1", elements: elements)
        return try ProgramCompiler.compile(plan, environment: [:]).plannedLoad
    }

    @Test func `users of a ramp-up are planned until their group ends`() throws {
        let planned = try #require(
            try load {
                ThreadGroup(users: 10, rampUp: .seconds(1), duration: .seconds(3)) { HTTPGet("/") }
            })
        #expect(planned.stepNanoseconds == 100_000_000)
        #expect(planned.users == Array(1...10) + Array(repeating: 10, count: 20) + [0])
        #expect(planned.rates.allSatisfy { $0 == 0 })
    }

    @Test func `users that end by their loops are planned to the end of their ramp-up`() throws {
        let planned = try #require(
            try load { ThreadGroup(users: 2, rampUp: .seconds(1), loops: 9) { HTTPGet("/") } })
        #expect(planned.users(at: 1) == 2)
        #expect(planned.users(at: 1.2) == nil)
        #expect(try load { ThreadGroup(users: 2, loops: 9) { HTTPGet("/") } } == nil)
    }

    @Test func `arrivals are planned as a rate, over days in few points`() throws {
        let planned = try #require(
            try load {
                ArrivalGroup(.hold(.perSecond(40), for: .seconds(200_000))) { HTTPGet("/") }
            })
        #expect(planned.rates.count <= PlannedLoad.maxPoints + 1)
        #expect(planned.rate(at: 1_800) == 40)
        #expect(planned.users.allSatisfy { $0 == 0 })
    }
}
